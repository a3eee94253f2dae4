"""What can be taken of a work plan and its goals, under its usual headings in English, Swedish and Polish."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from cooperation.imports.targets import OVERRIDE, OVERRIDE_HEADINGS, UNIT, of_field
from cooperation.imports.words import KINDS, MEASURES
from cooperation.models import PlanGoal, WorkPlan
from core.imports.mapping import headed, of_section

_of_plan, _of_goal = partial(of_field, WorkPlan), partial(of_field, PlanGoal)
PLAN, GOAL = _("The work plan"), _("A goal of it")

TARGETS = (
    *of_section(
        PLAN,
        _of_plan(
            "title",
            "work plan, plan, name, arbetsplan, titel, plan pracy, nazwa, tytul",
            _("Left empty, the row goes on with the work plan above it."),
            is_required=True,
        ),
        _of_plan("agreement", "agreement number, contract, avtal, avtalsnummer, umowa, porozumienie"),
        _of_plan("unit", "unit, faculty, department, enhet, institution, fakultet, wydzial, jednostka"),
        _of_plan("coordinator", "responsible, koordinator, ansvarig, samordnare, odpowiedzialny"),
        _of_plan(
            "partner_coordinator",
            "partner contact, partners coordinator, koordinator hos partnern, koordynator partnera",
        ),
        _of_plan("starts_on", "start, from, begins, period, startdatum, fran, od, data rozpoczecia"),
        _of_plan("ends_on", "end, to, until, ends, slutdatum, till, do, data zakonczenia"),
        _of_plan("purpose", "purpose, aim, description, syfte, beskrivning, cel planu, opis"),
        _of_plan("remarks", "note, notes, comment, anmarkning, kommentar, uwagi"),
        headed("override", _("Reason to go on with a partner under restriction"), OVERRIDE_HEADINGS),
    ),
    *of_section(
        GOAL,
        _of_goal("text", "goals, objective, task, mal, delmal, uppgift, cel, cele, zadanie"),
        _of_goal("measure", "measure, indicator, counted, matt, indikator, miernik, wskaznik", has_values=True),
        _of_goal("activity_kind", "kind of activity, kind, typ av aktivitet, slag, rodzaj", has_values=True),
        _of_goal("planned_number", "target, number, planned number, antal, malvarde, planerat, liczba, plan liczba"),
        _of_goal("due_on", "due, deadline, senast, forfallodag, termin"),
        _of_goal(
            "entered_number", "reached, actual, uppnatt, utfall, wykonano", _("Of goals that are counted by hand.")
        ),
        _of_goal("entered_on", "counted on, reached on, per den, na dzien"),
    ),
)
OPTIONS = (UNIT, OVERRIDE)
VOCABULARIES = {"measure": MEASURES, "activity_kind": KINDS}
