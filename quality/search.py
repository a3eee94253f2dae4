"""What the search box finds in the quality room: follow-ups and reviews, those that are not over first."""

from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from core.search import SearchResult, SearchSource, register
from quality.enums import FollowUpState
from quality.models import FollowUp
from quality.querysets import VIEW


def follow_ups(user, text):
    is_over = Case(When(state__in=FollowUpState.open, then=Value(0)), default=Value(1))
    found = FollowUp.objects.visible_to(user).matching(text).select_related("process", "version", "unit")
    return found.order_by(is_over, "-academic_year", "pk")


def line(follow_up) -> SearchResult:
    facts = (follow_up.unit, follow_up.year, follow_up.get_state_display())
    title = f"{follow_up.process.code} {follow_up.version.title}"
    return SearchResult(title=title, subtitle=" · ".join(map(str, facts)), url=follow_up.get_absolute_url())


register(
    SearchSource(
        name="follow_ups",
        label=_("Follow-ups and reviews"),
        right=VIEW,
        order=18,
        queryset=follow_ups,
        result=line,
        list_name="quality:follow_up_list",
    )
)
