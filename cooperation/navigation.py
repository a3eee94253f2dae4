"""The rail's entries of the cooperation room."""

from django.utils.translation import gettext_lazy as _

from cooperation.models import Activity, Proposal
from cooperation.rights import VIEW, VIEW_PROPOSAL
from core.navigation import Entry, Group, register


def report_owed_count(user) -> int:
    """Activities of the person's that were held and have no report yet."""
    return Activity.objects.report_owed().filter(coordinator=user).count()


def late_count(user) -> int:
    """Proposals of the person's of which a step was wanted by a day that has passed."""
    return Proposal.objects.late().filter(coordinator=user).count()


register(
    Entry(
        label=_("Activities"),
        url_name="cooperation:activity_list",
        group=Group.EXCHANGE,
        right=VIEW,
        order=40,
        count=report_owed_count,
        count_words=_("without a report, of mine"),
    ),
    Entry(label=_("Work plans"), url_name="cooperation:plan_list", group=Group.EXCHANGE, right=VIEW, order=41),
    Entry(
        label=_("Proposals"),
        url_name="cooperation:proposal_list",
        group=Group.EXCHANGE,
        right=VIEW_PROPOSAL,
        order=42,
        count=late_count,
        count_words=_("late, of mine"),
    ),
)
