"""The rail's entries of the quality room; each subject adds its own."""

from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from quality.models import Action, FollowUp
from quality.querysets import HISTORY, REVIEW, VIEW, VIEW_ADOPTED

register(
    Entry(label=_("Plan"), url_name="quality:plan", group=Group.QUALITY, right=VIEW_ADOPTED, order=80),
)
# The plan leads everybody to the processes, and those to their indicators; who sees to them has them in the rail.
register(Entry(label=_("Processes"), url_name="quality:process_list", group=Group.QUALITY, right=HISTORY, order=90))


def mine_count(user) -> int:
    """Open follow-ups that are the person's: run, accounted for, or asked of them."""
    return FollowUp.objects.of_person(user).open().count()


register(
    Entry(
        label=_("Follow-ups"),
        url_name="quality:follow_up_list",
        group=Group.QUALITY,
        right=VIEW,
        order=82,
        count=mine_count,
        count_words=_("open, of mine"),
    )
)
register(Entry(label=_("Indicators"), url_name="quality:indicator_list", group=Group.QUALITY, right=HISTORY, order=92))
register(Entry(label=_("Checks"), url_name="quality:check_list", group=Group.QUALITY, right=HISTORY, order=94))
register(Entry(label=_("Reports"), url_name="quality:report_list", group=Group.QUALITY, right=VIEW_ADOPTED, order=86))


def my_action_count(user) -> int:
    """Actions the person is to do, and done ones they may verify."""
    return Action.objects.to_do().filter(owner=user).count() + Action.objects.to_verify_by(user).count()


register(
    Entry(
        label=_("Actions"),
        url_name="quality:action_list",
        group=Group.QUALITY,
        right=VIEW,
        order=84,
        count=my_action_count,
        count_words=_("to do or to verify, of mine"),
    )
)
register(Entry(label=_("Your review"), url_name="quality:review_mine", group=Group.QUALITY, right=REVIEW, order=1))
