"""Addresses of the dialogue of a follow-up and of its meetings."""

from django.urls import path

from quality.dialogues.views import forms, pages, statements

urlpatterns = [
    path("follow-ups/<int:pk>/dialogue/", pages.DialogueView.as_view(), name="follow_up_dialogue"),
    path("follow-ups/<int:pk>/dialogue/new/", forms.MeetingCreateView.as_view(), name="dialogue_create"),
    path("dialogues/<int:pk>/edit/", forms.MeetingUpdateView.as_view(), name="dialogue_edit"),
    path("dialogues/<int:pk>/calendar/", pages.CalendarView.as_view(), name="dialogue_calendar"),
    path("dialogues/<int:pk>/participants/", forms.ParticipantsView.as_view(), name="dialogue_participants"),
    path(
        "dialogues/<int:pk>/participants/<int:participant>/remove/",
        forms.ParticipantRemoveView.as_view(),
        name="dialogue_participant_remove",
    ),
    path("dialogues/<int:pk>/invite/", forms.InviteView.as_view(), name="dialogue_invite"),
    path("dialogues/<int:pk>/held/", forms.RecordView.as_view(), name="dialogue_record"),
    path("dialogues/<int:pk>/remove/", forms.MeetingRemoveView.as_view(), name="dialogue_remove"),
    path("dialogues/<int:pk>/agreed/new/", statements.StatementCreateView.as_view(), name="statement_create"),
    path(
        "dialogues/<int:pk>/agreed/<int:statement>/edit/",
        statements.StatementUpdateView.as_view(),
        name="statement_edit",
    ),
    path(
        "dialogues/<int:pk>/agreed/<int:statement>/<slug:act>/",
        statements.StatementActView.as_view(),
        name="statement_act",
    ),
]
