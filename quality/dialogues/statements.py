"""What a dialogue agreed on, sentence by sentence; a sentence becomes a finding or an action in one press."""

from django.db import transaction
from django.db.models import Max
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from quality.actions.services import add_action
from quality.dialogues.services import lock_meeting
from quality.findings.services import add_finding
from quality.models import Action, AgreedStatement, DialogueMeeting, Finding, FollowUp
from quality.querysets import RUN

LONGEST_TITLE = 200
WAYS = {"up": -1, "down": 1}

history.describe("statement.add", gettext_noop("wrote down what was agreed"))
history.describe("statement.change", gettext_noop("changed what was agreed"))
history.describe("statement.remove", gettext_noop("removed what was agreed"))
history.describe("statement.order", gettext_noop("changed the order of what was agreed"))


@transaction.atomic
def add_statement(meeting: DialogueMeeting, *, actor, text: str) -> AgreedStatement:
    """One sentence more, at the end. Raises ``ValidationError``."""
    follow_up, locked = lock_meeting(meeting, actor)
    last = locked.statements.aggregate(last=Max("position"))["last"] or 0
    statement = AgreedStatement(meeting=locked, text=text.strip(), position=last + 1)
    statement.full_clean(exclude=["meeting"])
    with history.action("statement.add", actor=actor, right=RUN, about=follow_up):
        statement.save()
    return statement


@transaction.atomic
def change_statement(statement: AgreedStatement, *, actor, text: str) -> AgreedStatement:
    follow_up, locked = _lock(statement, actor)
    locked.text = text.strip()
    locked.full_clean(exclude=["meeting"])
    with history.action("statement.change", actor=actor, right=RUN, about=follow_up):
        locked.save(update_fields=["text"])
    return locked


@transaction.atomic
def remove_statement(statement: AgreedStatement, *, actor):
    """What became of it, a finding or an action, stays."""
    follow_up, locked = _lock(statement, actor)
    with history.action("statement.remove", actor=actor, right=RUN, about=follow_up):
        locked.delete()


@transaction.atomic
def move_statement(statement: AgreedStatement, way: str, *, actor):
    """Exchange places with the sentence before ("up") or after ("down"); at the end of the row nothing happens."""
    follow_up, locked = _lock(statement, actor)
    row = list(locked.meeting.statements.order_by("position", "pk"))
    place = next(index for index, each in enumerate(row) if each.pk == locked.pk)
    other = place + WAYS[way]
    if not 0 <= other < len(row):
        return
    row[place], row[other] = row[other], row[place]
    with history.action("statement.order", actor=actor, right=RUN, about=follow_up):
        for position, each in enumerate(row, start=1):
            if each.position != position:
                each.position = position
                each.save(update_fields=["position"])


@transaction.atomic
def make_finding(statement: AgreedStatement, *, actor) -> Finding:
    """The sentence as a finding of the follow-up, once; for who runs it."""
    follow_up, locked = _lock(statement, actor)
    if locked.finding_id:
        raise PortalError(_("This has become a finding already."))
    locked.finding = add_finding(follow_up, actor=actor, text=locked.text)
    locked.save(update_fields=["finding"])
    return locked.finding


@transaction.atomic
def make_action(statement: AgreedStatement, *, actor) -> Action:
    """The sentence as an action, on its finding where it has one, once; for who runs the follow-up."""
    follow_up, locked = _lock(statement, actor)
    if locked.action_id:
        raise PortalError(_("This has become an action already."))
    title = Truncator(locked.text).chars(LONGEST_TITLE)
    of = {"finding": locked.finding} if locked.finding else {"follow_up": follow_up}
    locked.action = add_action(actor=actor, title=title, description=locked.text, **of)
    locked.save(update_fields=["action"])
    return locked.action


def _lock(statement: AgreedStatement, actor) -> tuple[FollowUp, AgreedStatement]:
    follow_up, meeting = lock_meeting(statement.meeting, actor)
    found = meeting.statements.select_for_update(of=("self",)).filter(pk=statement.pk).first()
    if found is None:
        raise PortalError(_("This sentence is not there any more."))
    found.meeting = meeting
    return follow_up, found
