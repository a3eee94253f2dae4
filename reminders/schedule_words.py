"""When dates of a kind are told, as a sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reminders.kinds import Schedule


def when_told(schedule: Schedule) -> str:
    """Such as: "90, 30, 7 and 1 days before, on the day, weekly for 8 weeks after it"."""
    before = sorted((step for step in schedule.steps if step > 0), reverse=True)
    weeks = sum(step < 0 for step in schedule.steps)
    parts = [_before(before)] if before else []
    parts.append(_("on the day"))
    if weeks:
        parts.append(ngettext("a week after it", "weekly for %(count)d weeks after it", weeks) % {"count": weeks})
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _before(days: list[int]) -> str:
    if len(days) == 1:
        return ngettext("%(count)d day before", "%(count)d days before", days[0]) % {"count": days[0]}
    words = {"first": ", ".join(map(str, days[:-1])), "last": days[-1]}
    return _("%(first)s and %(last)s days before") % words
