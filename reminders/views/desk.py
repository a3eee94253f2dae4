"""The desk, the first page after signing in. A colleague's and everybody's are the same page, for who may look."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from accounts.selectors import standing_in_for
from core.addresses import address_with
from core.comments.threads import mention_count, mentions_of
from core.views.rights import RightRequired
from reminders.calendar.filters import EVERYTHING, MINE
from reminders.desk_decisions import DecisionsOf
from reminders.desk_filters import DeskFilter
from reminders.desk_words import empty_words, figures_of
from reminders.following import followed_count, followed_rows
from reminders.night_words import night_to_look_at
from reminders.waiting import at_partners_for, begun_by, lists_at_partners

MORNING_ENDS, EVENING_BEGINS = 11, 18
MOST_FOLLOWED = 8
MOST_AT_PARTNERS = 5
MOST_MENTIONS = 10


class DeskView(RightRequired, TemplateView):
    """What is due, waits for a decision, was begun, who asks, what lies with partners, is followed or put aside."""

    template_name = "reminders/desk.html"
    right = "reminders.view_desk"
    http_method_names = ["get", "head"]

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def filterset(self):
        return DeskFilter(self.request.GET, reader=self.request.user)

    @cached_property
    def desk(self):
        return self.filterset.desk(self.today)

    def get_context_data(self, **kwargs):
        beside = self.beside()
        return super().get_context_data(
            title=self.title(),
            greeting=_greeting() if self.desk.is_own else self.title(),
            figures=figures_of(self.desk, beside.get("decisions"), self.request.GET),
            desk=self.desk,
            filterset=self.filterset,
            chips=self.filterset.chips(),
            unreadable=self.desk.unreadable,
            empty=empty_words(self.desk, self.request.GET),
            calendar_url=self.calendar_url(),
            dates_list_url=self._list_url(kind=None),
            here=self.request.get_full_path(),
            **beside,
            **kwargs,
        )

    def title(self) -> str:
        if self.desk.is_own:
            return _("My desk")
        return _("Desk of %(person)s") % {"person": self.desk.person} if self.desk.person else _("Everybody’s dates")

    def beside(self) -> dict:
        """What stands at the side of one's own desk; others' decisions are theirs."""
        user = self.request.user
        if not self.desk.is_own:
            return {}
        followed = followed_rows(user, self.today, most=MOST_FOLLOWED)
        more = followed_count(user) - len(followed) if len(followed) == MOST_FOLLOWED else 0
        return {
            "decisions": DecisionsOf(user),
            **_mentions(user),
            "begun": _folded(begun_by(user)),
            "at_partners": _folded(at_partners_for(user)),
            "lists_at_partners": lists_at_partners(),
            "followed": followed,
            "more_followed": more,
            "standing_in": standing_in_for(user, self.today),
            "night": night_to_look_at(user),
        }

    def calendar_url(self) -> str:
        """The list of the same dates, from where the desk ends."""
        return self._list_url(since=self.desk.last_day + timedelta(days=1))

    def _list_url(self, **changes) -> str:
        """The calendar's list of the dates of this desk, whose ever it is."""
        whose = {"whose": MINE} if self.desk.person else {"whose": EVERYTHING, "person": None}
        return address_with(self.request.GET, path=reverse("reminders:calendar_list"), **whose, **changes)


def _mentions(user) -> dict:
    """The newest comments that address the person, and how many there are in all."""
    shown = mentions_of(user, most=MOST_MENTIONS)
    return {"mentions": shown, "mention_count": mention_count(user) if len(shown) == MOST_MENTIONS else len(shown)}


def _folded(waiting: list) -> dict:
    """What is shown at once, and what a fold holds."""
    return {"count": len(waiting), "shown": waiting[:MOST_AT_PARTNERS], "more": waiting[MOST_AT_PARTNERS:]}


def _greeting() -> str:
    hour = timezone.localtime().hour
    if hour < MORNING_ENDS:
        return _("Good morning")
    return _("Good evening") if hour >= EVENING_BEGINS else _("Good day")
