"""On which days a dialogue can be: never before the data it talks about."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quality.enums import StepKind
from quality.models import FollowUp

MOST_YEARS_LATER = 4


def refuse_day(follow_up: FollowUp, day: date):
    """Raise ``ValidationError`` beside ``meets_on`` for a day before the year, before the data, or years after."""
    if sentence := _wrong(follow_up, day):
        raise ValidationError({"meets_on": sentence})


def _wrong(follow_up: FollowUp, day: date) -> str:
    year = follow_up.year
    if day < year.starts_on:
        words = {"year": year, "day": date_format(year.starts_on)}
        return _("The academic year %(year)s begins on %(day)s: the dialogue cannot be before.") % words
    if day.year > year.first_year + MOST_YEARS_LATER:
        return _("This is years after %(year)s: look at the day again.") % {"year": year}
    collect = follow_up.steps.filter(kind=StepKind.COLLECT).first()
    if collect is None:
        return ""
    if collect.done_on and day < collect.done_on:
        sentence = _("The data were complete on %(day)s: the dialogue about them cannot be before.")
        return sentence % {"day": date_format(collect.done_on)}
    if not collect.done_on and day < collect.due_on:
        sentence = _("The data are there by %(day)s: the dialogue about them cannot be before.")
        return sentence % {"day": date_format(collect.due_on)}
    return ""


def refuse_to_record(follow_up: FollowUp, day: date, today: date | None = None):
    """Raise ``ValidationError`` for a dialogue that cannot have been held: it is to come, or its data are missing."""
    if day > (today or timezone.localdate()):
        sentence = _("It is planned for %(day)s: record it when it has been held, or change the day.")
        raise ValidationError({"meets_on": sentence % {"day": date_format(day)}})
    collect = follow_up.steps.filter(kind=StepKind.COLLECT).first()
    if collect and not collect.done_on:
        raise ValidationError({"meets_on": _("The data are not complete yet: a dialogue about them cannot be held.")})
    refuse_day(follow_up, day)
