"""How long a project runs, beside what its programme says of that."""

from collections.abc import Collection

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mobility.enums import SchemeCode
from mobility.models import GrantProject
from mobility.rules.book import RuleBook
from mobility.rules.periods import months_and_days

MONTHS_OF_ICM = (24, 36)  # ICM-09


def unusual_period(project: GrantProject, book: RuleBook | None) -> str:
    """That the project runs longer or shorter than those of its programme do, as one sentence; "" where it does not.

    Nothing is refused: the grant agreement has the last word.
    """
    usual = _usual_months(project, book)
    months, days = months_and_days(project.starts_on, project.ends_on)
    if not usual or (months in usual and not days):
        return ""
    length = ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    sentence = _(
        "It runs for %(length)s; projects of %(scheme)s in call %(call)s run for %(usual)s months. Compare it with the "
        "grant agreement."
    )
    return sentence % {
        "length": _("more than %(length)s") % {"length": length} if days else length,
        "scheme": project.scheme,
        "call": project.call_year,
        "usual": get_text_list([str(each) for each in usual], _("or")),
    }


def _usual_months(project: GrantProject, book: RuleBook | None) -> Collection[int]:
    if project.scheme.rules == SchemeCode.KA171:
        return MONTHS_OF_ICM
    months = book.limits.get("ka131_project_months") if book and project.scheme.rules == SchemeCode.KA131 else None
    return (months,) if months else ()
