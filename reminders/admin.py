from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdministratorAdmin, ReadOnlyAdmin
from reminders.forms.kinds import WatchedKindForm
from reminders.kinds import Schedule, save_schedule, schedule_of
from reminders.models import Notice, OutgoingMail, WatchedKind
from reminders.sources import source, sources


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    list_display = ("subject", "recipient", "state", "attempts", "created_at", "sent_at")
    list_filter = ("state", "kind")
    list_select_related = ("recipient",)
    hidden = ("text", "html", "unsubscribe_url")  # they act for the reader; "Sent mail" shows the letter without


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("source", "object_id", "due_on", "lead", "recipient", "told_as", "fate")
    list_filter = ("source", "fate")
    list_select_related = ("recipient",)


@admin.register(WatchedKind)
class WatchedKindAdmin(AdministratorAdmin):
    """When each kind of date is told to whom. Rows come from the rooms' code: none is added or deleted by hand."""

    form = WatchedKindForm
    list_display = ("kind", "days_before", "weeks", "head", "office", "started_on", "swept_on")
    fields = ("leads", "weeks_overdue", "head_after_days", "office_after_days")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(source__in=[known.name for known in sources()])

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if form.changed_data:
            save_schedule(obj, actor=request.user, **{name: form.cleaned_data[name] for name in form.changed_data})

    @admin.display(description=_("kind"), ordering="source")
    def kind(self, obj):
        return source(obj.source).label

    @admin.display(description=_("days before the date"))
    def days_before(self, obj):
        return ", ".join(str(step) for step in reversed(_schedule(obj).steps) if step >= 0)

    @admin.display(description=_("weekly mails once it is overdue"))
    def weeks(self, obj):
        return sum(step < 0 for step in _schedule(obj).steps)

    @admin.display(description=_("to the head after (days)"))
    def head(self, obj):
        return _schedule(obj).head_after_days or "—"

    @admin.display(description=_("to the office after (days)"))
    def office(self, obj):
        return _schedule(obj).office_after_days or "—"


def _schedule(kind: WatchedKind) -> Schedule:
    return schedule_of(source(kind.source), kind)
