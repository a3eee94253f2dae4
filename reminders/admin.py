from django.contrib import admin

from core.admin import ReadOnlyAdmin
from reminders.models import Notice, OutgoingMail, SourceStart


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    list_display = ("subject", "recipient", "state", "attempts", "created_at", "sent_at")
    list_filter = ("state", "kind")
    list_select_related = ("recipient",)
    hidden = ("html",)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("source", "object_id", "due_on", "lead", "recipient", "is_seen")
    list_filter = ("source",)
    list_select_related = ("recipient",)


@admin.register(SourceStart)
class SourceStartAdmin(ReadOnlyAdmin):
    list_display = ("source", "started_on")
