"""The consistency checks of the quality room, with where each fault is mended."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.checks import Check, Fault, register
from quality.consistency import faults

ROOM = "quality"


def _named(follow_up) -> str:
    return f"{follow_up} · {follow_up.unit.name}"


def _follow_up(row) -> Fault:
    detail = f"{row.version.title} · {row.get_state_display()}"
    return Fault(str(row), detail, reverse("quality:follow_up_edit", args=[row.pk]))


def _step(row) -> Fault:
    detail = _("due on %(day)s") % {"day": date_format(row.due_on)}
    url = reverse("quality:follow_up_step", args=[row.follow_up_id, row.pk])
    return Fault(f"{row.get_kind_display()}: {row.follow_up}", f"{row.follow_up.unit.name} · {detail}", url)


def _meeting(row) -> Fault:
    url = reverse("quality:follow_up_dialogue", args=[row.follow_up_id])
    return Fault(f"{row.title}, {date_format(row.meets_on)}", _named(row.follow_up), url)


def _finding(row) -> Fault:
    url = reverse("quality:follow_up_actions", args=[row.follow_up_id])
    return Fault(str(row), f"{_named(row.follow_up)} · {row.get_kind_display()}", url)


def _action(row) -> Fault:
    owner = str(row.owner or _("nobody responsible"))
    return Fault(row.title, f"{row.unit.name} · {owner}", reverse("quality:action_edit", args=[row.pk]))


def _done_action(row) -> Fault:
    return Fault(row.title, f"{row.unit.name} · {row.owner or ''}", row.get_absolute_url())


def _evidence(row) -> Fault:
    detail = _("to be reviewed on %(day)s") % {"day": date_format(row.review_on)}
    return Fault(row.title, f"{row.about} · {detail}", reverse("quality:evidence_detail", args=[row.pk]))


def _version(row) -> Fault:
    return Fault(str(row), row.role, reverse("quality:process_edit", args=[row.pk]))


def _version_units(row) -> Fault:
    return Fault(str(row), row.role, reverse("quality:process_rhythm", args=[row.pk]))


def _cycle(row) -> Fault:
    return Fault(str(row), row.version.title, row.get_absolute_url())


def _year(year) -> Fault:
    return Fault(str(year), _("nothing begun yet"), reverse("quality:report_create"))


LOOKED_FOR = [
    (
        "processes_without_accountable",
        gettext_lazy("Processes without an accountable person"),
        gettext_lazy("A role alone answers no question."),
        _version,
    ),
    (
        "processes_without_units",
        gettext_lazy("Processes without units"),
        gettext_lazy("They are followed up nowhere."),
        _version_units,
    ),
    (
        "without_owner",
        gettext_lazy("Follow-ups without anybody responsible"),
        gettext_lazy("Nobody is reminded, and nobody runs them."),
        _follow_up,
    ),
    (
        "steps_without_person",
        gettext_lazy("Steps due soon that are asked of nobody"),
        gettext_lazy("Every step has one named person."),
        _step,
    ),
    (
        "skipped_cycles",
        gettext_lazy("Cycles that were never begun"),
        gettext_lazy("Their year is over. Begin them, move them, or skip them with a reason."),
        _cycle,
    ),
    (
        "dialogues_without_students",
        gettext_lazy("Dialogues held without students"),
        gettext_lazy("Enter who came, or meet them before actions are planned."),
        _meeting,
    ),
    (
        "findings_without_actions",
        gettext_lazy("Findings without actions"),
        gettext_lazy("They ask for something: agree on an action, or say why not."),
        _finding,
    ),
    (
        "actions_without_owner",
        gettext_lazy("Actions without anybody responsible"),
        gettext_lazy("Nobody is reminded of them."),
        _action,
    ),
    (
        "actions_without_date",
        gettext_lazy("Actions without a date"),
        gettext_lazy("What is due on no day is never overdue."),
        _action,
    ),
    (
        "actions_long_unverified",
        gettext_lazy("Actions done and not verified for a month"),
        gettext_lazy("Only a verified action is closed."),
        _done_action,
    ),
    (
        "evidence_out_of_date",
        gettext_lazy("Evidence out of date"),
        gettext_lazy("The day on which somebody should have looked at it again is past."),
        _evidence,
    ),
    (
        "report_missing",
        gettext_lazy("No report of the last academic year"),
        gettext_lazy("What was adopted is told nobody."),
        _year,
    ),
]

register(
    *(
        Check(f"{ROOM}.{name}", ROOM, label, why, getattr(faults, name), fault, position)
        for position, (name, label, why, fault) in enumerate(LOOKED_FOR)
    )
)
