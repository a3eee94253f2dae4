"""The open steps of stays as watched dates: on the desk of whoever keeps the stay, in calendars, in the mail sweep."""

from datetime import timedelta

from django.db.models import CharField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import get_language, gettext_lazy

from core.filters import remembered_options
from mobility.models import StayStep, StepKind
from mobility.querysets import VIEW
from mobility.stays.watched import stays
from reminders.grouping import Grouping, Naming, so_many
from reminders.source_words import page_at
from reminders.sources import DeadlineSource

AHEAD = timedelta(days=30)  # a stay has a dozen steps: the later ones would bury what is to be done now
BETWEEN = " | "  # the step in English and Swedish, the person, the place: the database knows no reader's language


def _parts(title: str) -> tuple[str, str, str]:
    """The step in the reader's language, the person, the place."""
    name_en, name_sv, person, place = [*title.split(BETWEEN, 3), "", "", ""][:4]
    return (name_sv if get_language() == "sv" else "") or name_en, person, place


def _words(title: str) -> str:
    step, person, _place = _parts(title)
    return f"{step} · {person}"


def _step(row) -> str:
    return _parts(row.stored_title)[0]


def _person(row) -> str:
    return _parts(row.stored_title)[1]


def _steps() -> list[tuple[str, str]]:
    rows = StepKind.objects.all()
    return remembered_options("steps-of-stays", lambda: ((row.code, row.name) for row in rows))


def _sentence(row) -> str:
    """Where the person goes or comes from; the title says what is due."""
    return _parts(row.stored_title)[2]


def _title() -> Concat:
    person = (Value(BETWEEN), "mobility__participant__given_name", Value(" "), "mobility__participant__family_name")
    place = (Value(BETWEEN), Coalesce("mobility__partner__name", "mobility__host_name"))
    return Concat("kind__name_en", Value(BETWEEN), "kind__name_sv", *person, *place, output_field=CharField())


SOURCES = (
    DeadlineSource(
        name="mobility.stay_step",
        label=gettext_lazy("Step of a stay"),
        rows=lambda on: StayStep.objects.to_be_done().filter(due_on__lte=on + AHEAD),
        due="due_on",
        owner="mobility__coordinator",
        unit="mobility__unit",
        title=_title(),
        title_words=_words,
        page="mobility",
        sentence=_sentence,
        address=page_at("mobility:step_list"),
        button=gettext_lazy("Open"),
        ladder=(14, 7, 0),
        weeks_overdue=4,
        grouping=Grouping(title=so_many(stays), by="kind__code", member=_person, name=_step, parts=_steps),
        naming=Naming(VIEW, lambda row: f"{_step(row)} · {_sentence(row)}"),
    ),
)
