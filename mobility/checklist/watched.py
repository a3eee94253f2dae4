"""The open steps of stays as watched dates: on the desk of whoever keeps the stay, in calendars, in the mail sweep."""

from datetime import timedelta

from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mobility.models import StayStep
from reminders.sources import DeadlineSource, register

AHEAD = timedelta(days=30)  # a stay has a dozen steps: the later ones would bury what is to be done now
BETWEEN = " | "  # the step in English and Swedish, then the person: the database knows no reader's language


def _words(title: str) -> str:
    name_en, name_sv, person = [*title.split(BETWEEN, 2), "", ""][:3]
    return f"{(name_sv if get_language() == 'sv' else '') or name_en} · {person}"


def _address(row) -> str:
    return reverse("mobility:step_list", args=[row.page_id])


def _sentence(row) -> str:
    return _("%(step)s: due on %(day)s") % {"step": _words(row.stored_title), "day": date_format(row.due_on)}


def register_source():
    """Called by the room's ``deadlines.py``."""
    person = (Value(BETWEEN), "mobility__participant__given_name", Value(" "), "mobility__participant__family_name")
    register(
        DeadlineSource(
            name="mobility.stay_step",
            label=gettext_lazy("Step of a stay"),
            rows=lambda on: StayStep.objects.to_be_done().filter(due_on__lte=on + AHEAD),
            due="due_on",
            owner="mobility__coordinator",
            unit="mobility__unit",
            title=Concat("kind__name_en", Value(BETWEEN), "kind__name_sv", *person, output_field=CharField()),
            title_words=_words,
            page="mobility",
            sentence=_sentence,
            address=_address,
            button=gettext_lazy("Open"),
            ladder=(14, 7, 0),
            weeks_overdue=4,
        )
    )
