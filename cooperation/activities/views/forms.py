"""Activities planned, changed, copied and told as they were."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from cooperation.activities import services
from cooperation.activities.copying import kept_of, offered_again
from cooperation.activities.enums import ActivityKind
from cooperation.activities.forms.activities import ActivityForm, HowItWasForm, NewActivityForm, OutsideForm
from cooperation.activities.outside import show_outside
from cooperation.activities.partners import PartnerValues
from cooperation.activities.views.details import crumbs
from cooperation.hanging import FormOf
from cooperation.models import Activity
from cooperation.rights import CHANGE, OVERRIDE
from core.views.actions import ActionView
from core.views.forms import PortalCreateView
from core.views.rights import RightRequired

HANGS_ON = ("plan", "agreement", "network", "series")


class KindChoiceView(RightRequired, TemplateView):
    """What is it? The kind comes first; what is known already (a plan, a series) goes along in the address."""

    right = CHANGE
    template_name = "cooperation/activities/kinds.html"

    def get_context_data(self, **kwargs):
        along = self.request.GET.urlencode()
        kinds = [(kind.label, reverse("cooperation:activity_create", args=[kind])) for kind in ActivityKind]
        addresses = [(label, f"{url}?{along}" if along else url) for label, url in kinds]
        return super().get_context_data(kinds=addresses, crumbs=crumbs(), **kwargs)


class ActivityCreateView(PortalCreateView):
    form_class = NewActivityForm
    right = CHANGE
    submit_label = gettext_lazy("Plan it")
    done = gettext_lazy("The activity is planned. Further partners, programme and people are added here.")

    @cached_property
    def kind(self) -> ActivityKind:
        if self.kwargs["kind"] not in ActivityKind.values:
            raise Http404
        return ActivityKind(self.kwargs["kind"])

    @cached_property
    def like(self) -> Activity | None:
        """The activity that is copied, where the address names one."""
        key = self.request.GET.get("like", "")
        if not (key.isascii() and key.isdigit() and len(key) < 10):
            return None
        return Activity.objects.visible_to(self.request.user).filter(pk=key, kind=self.kind).first()

    @property
    def title(self):
        if self.like:
            return _("Once more: %(what)s") % {"what": self.like}
        return _("New activity: %(kind)s") % {"kind": self.kind.label}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "instance": Activity(kind=self.kind)}

    def get_initial(self):
        if self.like:
            return offered_again(self.like)
        return {name: self.request.GET[name] for name in HANGS_ON if name in self.request.GET}

    def perform(self, form):
        values = form.values()
        named, role = values.pop("partners"), values.pop("partner_role")
        partners = [PartnerValues(named, role)] if named else []
        partners += kept_of(self.like, but=named) if self.like else []
        return services.plan_activity(actor=self.request.user, kind=self.kind, partners=partners, **values)

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return self.like.get_absolute_url() if self.like else reverse("cooperation:activity_list")


class ActivityUpdateView(FormOf):
    model = Activity
    form_class = ActivityForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_activity(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class HowItWasView(FormOf):
    model = Activity
    form_class = HowItWasForm
    title = gettext_lazy("How it was")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("How it was is entered.")

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.tell_how_it_was(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class OutsideView(FormOf):
    """What the public reads about an activity that took place."""

    model = Activity
    form_class = OutsideForm
    title = gettext_lazy("On the public site")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("What the public reads is saved.")
    anchor = "#outside"

    def perform(self, form):
        values = {name: form.cleaned_data[name] for name in form.field_order}
        seen_at = form.cleaned_data.get("seen_at")
        return show_outside(self.object, actor=self.request.user, seen_at=seen_at, **values)


class ActivityOverrideView(ActionView):
    """The office lets an activity go on with partners under restriction, and says why."""

    model = Activity
    right = OVERRIDE
    needs_note = True
    title = gettext_lazy("Go on all the same?")
    explanation = gettext_lazy("It holds for this activity alone. Your name, the day and the reason are shown.")
    submit_label = gettext_lazy("Let it go on")
    done = gettext_lazy("It goes on; the reason is kept.")

    def perform(self, note):
        services.override_for_activity(self.object, actor=self.request.user, reason=note)
