"""Time zones in words, as a deadline with an hour says whose clock it means."""

from django.utils.translation import gettext as _


def zone_words(name: str) -> str:
    """“Brussels time” for "Europe/Brussels"; other zones by the city they are named after."""
    known = {"Europe/Brussels": _("Brussels time"), "Europe/Stockholm": _("Swedish time")}
    return known.get(name) or _("%(city)s time") % {"city": name.rpartition("/")[2].replace("_", " ")}
