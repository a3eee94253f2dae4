"""The rail's entries of the quality room."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from quality.models import Action, FollowUp
from quality.querysets import HISTORY, REVIEW, VIEW, VIEW_ADOPTED


def mine_count(user) -> int:
    """Open follow-ups that are the person's: run, accounted for, or asked of them."""
    return FollowUp.objects.of_person(user).open().count()


def my_action_count(user) -> int:
    """Actions the person is to do, and done ones they may verify."""
    return Action.objects.to_do().filter(owner=user).count() + Action.objects.to_verify_by(user).count()


def runs_any(user) -> bool:
    """Whether the person runs a follow-up: then the checks are about what is theirs."""
    return user.has_perm(VIEW_ADOPTED) and FollowUp.objects.editable_by(user).exists()


entry = partial(Entry, group=Group.QUALITY)
mine = partial(entry, count=mine_count, count_words=_("open, of mine"))
my_actions = partial(entry, count=my_action_count, count_words=_("to do or to verify, of mine"))

# The plan leads everybody to the processes, and those to their indicators; who sees to them has them in the rail.
register(
    entry(_("Your review"), "quality:review_mine", right=REVIEW, order=1),
    entry(_("Plan"), "quality:plan", right=VIEW_ADOPTED, order=80),
    mine(_("Follow-ups"), "quality:follow_up_list", right=VIEW, order=82),
    my_actions(_("Actions"), "quality:action_list", right=VIEW, order=84),
    entry(_("Reports"), "quality:report_list", right=VIEW_ADOPTED, order=86),
    entry(_("Processes"), "quality:process_list", right=HISTORY, order=90),
    entry(_("Indicators"), "quality:indicator_list", right=HISTORY, order=92),
    entry(_("Checks"), "quality:check_list", right=HISTORY, also=runs_any, order=94),
)
