from django.contrib import admin

from core.admin import ReadOnlyAdmin
from reminders.models import Notice, OutgoingMail


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    list_display = ("subject", "recipient", "state", "attempts", "created_at", "sent_at")
    list_filter = ("state", "kind")
    list_select_related = ("recipient",)
    hidden = ("html",)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("source", "object_id", "due_on", "lead", "recipient", "told_as", "fate")
    list_filter = ("source", "fate")
    list_select_related = ("recipient",)
