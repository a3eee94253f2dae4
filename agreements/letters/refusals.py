"""What is said of a template that cannot be taken, each in one sentence; written once, because two readers find it."""

from django.utils.translation import gettext as _

from core.errors import PortalError


def is_damaged() -> PortalError:
    return PortalError(_("Word could not open this template: it is damaged."))


def is_not_filled_there() -> PortalError:
    return PortalError(_("Placeholders in comments and endnotes are not filled: move them into the text."))


def fetches_by_a_field(field: str) -> PortalError:
    words = {"field": " ".join(field.split())[:80]}
    return PortalError(_("The template has a field that fetches or runs something: %(field)s.") % words)


def fetches_from(address: str) -> PortalError:
    words = {"address": address[:100]}
    return PortalError(_("The template fetches something from %(address)s. Put it into the file.") % words)
