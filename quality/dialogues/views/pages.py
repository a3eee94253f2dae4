"""The dialogue tab of a follow-up, and the calendar file of a meeting."""

from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.views.rights import RightRequired
from quality.dialogues.mails import calendar_of
from quality.dialogues.rights import may_hold
from quality.enums import TalkGroup
from quality.followups.page import FollowUpPage
from quality.models import AgreedStatement, DialogueMeeting, FollowUp
from quality.querysets import VIEW


class DialogueView(FollowUpPage):
    """The meetings and what was agreed. Who reads adopted results alone sees no names and no notes."""

    template_name = "quality/dialogues/tab.html"
    tab = "dialogue"

    def get_context_data(self, **kwargs):
        user = self.request.user
        reads_all = user.has_perm(VIEW, self.object)
        holds = may_hold(user, self.object)
        meetings = [self.dressed(meeting, holds=holds) for meeting in self.meetings()]
        return super().get_context_data(meetings=meetings, holds=holds, reads_all=reads_all, **kwargs)

    def meetings(self):
        statements = AgreedStatement.objects.select_related("finding", "action").order_by("position", "pk")
        related = ("participants__user", Prefetch("statements", queryset=statements))
        return self.object.meetings.select_related("kept_by").prefetch_related(*related)

    def dressed(self, meeting, *, holds: bool) -> dict:
        """A meeting with its people by group, what is said of students, and what can be pressed."""
        people = list(meeting.participants.all())
        groups = [(group.label, [row for row in people if row.group == group]) for group in TalkGroup]
        came = [row for row in people if row.came]
        to_invite = [row for row in people if row.user_id and row.invited_at is None]
        return {
            "row": meeting,
            "groups": [(label, rows) for label, rows in groups if rows],
            "group_counts": [
                (label, sum(row.came for row in rows)) for label, rows in groups if any(row.came for row in rows)
            ],
            "lacks_students": all(row.group != TalkGroup.STUDENTS for row in (came if meeting.is_held else people)),
            "statements": list(meeting.statements.all()),
            "is_over": meeting.meets_on <= timezone.localdate(),
            "may_invite": holds and not meeting.is_held and bool(to_invite),
        }


class CalendarView(RightRequired, SingleObjectMixin, View):
    """For who reads the follow-up, and for whoever was invited."""

    http_method_names = ["get", "head"]
    right = VIEW
    model = DialogueMeeting

    def get_queryset(self):
        user = self.request.user
        readable = Q(follow_up__in=FollowUp.objects.visible_to(user).order_by().values("pk"))
        invited = Q(pk__in=DialogueMeeting.objects.filter(participants__user=user).values("pk"))
        related = ("follow_up__process", "follow_up__unit")
        return DialogueMeeting.objects.filter(readable | invited).select_related(*related)

    def get(self, request, pk):
        meeting = self.get_object()
        if not (request.user.has_perm(VIEW, meeting) or meeting.participants.filter(user=request.user).exists()):
            raise Http404  # what is adopted is read by all, without what the meeting was to talk about
        response = HttpResponse(calendar_of(meeting), content_type="text/calendar; charset=utf-8")
        name = slugify(str(meeting.follow_up)) or "dialogue"
        response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
        return response
