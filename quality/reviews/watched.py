"""The dates of external reviews: an invitation nobody has answered yet."""

from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy

from quality.enums import FollowUpState, ReviewerState
from quality.models import Reviewer
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource


def unanswered():
    rows = Reviewer.objects.filter(state=ReviewerState.INVITED, follow_up__state__in=FollowUpState.open)
    return rows.annotate(answer_by=TruncDate("expires_at"))


SOURCES = (
    DeadlineSource(
        name="quality.reviewer",
        label=gettext_lazy("Invitation to review"),
        rows=lambda on: unanswered(),
        due="answer_by",
        owner="follow_up__owner",
        unit="follow_up__unit",
        title="name",
        sentence=on_its_day(gettext_lazy("The invitation to review ends on %(day)s: ask once more, or somebody else")),
        page="follow_up",
        address=page_at("quality:follow_up_reviewers"),
        button=gettext_lazy("Open"),
        ladder=(14, 7, 1, 0),
    ),
)
