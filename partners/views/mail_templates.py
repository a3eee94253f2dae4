"""The office's texts for mails to partners: a list, a page each, tried out for a partner while they are written."""

from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, TemplateView

from core.history_entries import Story, entries_of
from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.rights import RightRequired, require
from partners.forms.mailings import MailTemplateForm
from partners.letters.kinds import every_kind
from partners.letters.placeholders import GROUPS
from partners.letters.previews import partner_for_preview, previews_of
from partners.letters.templates import CHANGE, create_template, retire_template, update_template
from partners.models import MailTemplate
from partners.views.mailings import crumbs_to_mailings

LIST = reverse_lazy("partners:mail_template_list")
STORY = Story(MailTemplate)


def crumbs_to_templates() -> list[dict]:
    return [*crumbs_to_mailings(), {"label": _("Mail templates"), "url": str(LIST)}]


def every_group():
    """The placeholders of every kind, those of one kind under its own heading."""
    return [*GROUPS, *(group for kind in every_kind() for group in kind.placeholders)]


class MailTemplateListView(RightRequired, TemplateView):
    """Every text, those out of use below. An office has dozens at most: one page."""

    right = CHANGE
    template_name = "partners/letters/template_list.html"

    def get_context_data(self, **kwargs):
        rows = list(MailTemplate.objects.visible_to(self.request.user))
        new = {"label": _("New template"), "url": reverse("partners:mail_template_create"), "is_primary": True}
        return super().get_context_data(
            title=_("Mail templates"),
            subtitle=_("Texts for mails to partners, filled with what is known of each."),
            crumbs=crumbs_to_mailings(),
            actions=[new],
            groups=[
                (_("In use"), [row for row in rows if row.retired_on is None]),
                (_("Out of use"), [row for row in rows if row.retired_on]),
            ],
            **kwargs,
        )


class _Form:
    """A text with its placeholders and a preview beside it."""

    right = CHANGE
    form_class = MailTemplateForm
    template_name = "partners/letters/template_form.html"
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The text is saved.")

    def get_context_data(self, **kwargs):
        user = self.request.user
        asked = self.request.POST.get("partner", "")
        partner = partner_for_preview(user, asked)
        context = super().get_context_data(placeholder_groups=every_group(), partner=partner, asked=asked, **kwargs)
        form = context["form"]
        texts = {name: form[name].value() or "" for name in form.fields if name.startswith(("subject_", "body_"))}
        return context | {"previews": previews_of(texts, partner, user)}

    def crumbs(self):
        return crumbs_to_templates()

    def cancel_url(self):
        return str(LIST)


class MailTemplateCreateView(_Form, PortalCreateView):
    title = gettext_lazy("New mail template")

    def perform(self, form):
        return create_template(actor=self.request.user, **form.values())


class MailTemplateUpdateView(_Form, PortalUpdateView):
    model = MailTemplate
    object_right = CHANGE

    @property
    def title(self):
        return _("Edit “%(template)s”") % {"template": self.object}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return update_template(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


@require_POST
def mail_template_preview(request):
    """What the typed text would read like; nothing is kept."""
    require(request.user, CHANGE)
    partner = partner_for_preview(request.user, request.POST.get("partner", "")[:300])
    context = {"previews": previews_of(request.POST.dict(), partner, request.user), "partner": partner}
    return render(request, "partners/letters/includes/previews.html", context)


class MailTemplateDetailView(ObjectPage, DetailView):
    """One text as it would read, and what was done to it."""

    model = MailTemplate
    right = object_right = CHANGE
    template_name = "partners/letters/template_detail.html"
    context_object_name = "template"

    def get_context_data(self, **kwargs):
        user = self.request.user
        partner = partner_for_preview(user, "")
        return super().get_context_data(
            crumbs=crumbs_to_templates(),
            partner=partner,
            previews=previews_of(vars(self.object), partner, user),
            entries=entries_of(self.object, STORY),
            **kwargs,
        )


class MailTemplateRetireView(ActionView):
    model = MailTemplate
    right = object_right = CHANGE
    done = gettext_lazy("The text is out of use. What was written from it stays.")

    def perform(self, note):
        retire_template(self.object, actor=self.request.user)


class MailTemplateRestoreView(MailTemplateRetireView):
    done = gettext_lazy("The text is in use again.")

    def perform(self, note):
        retire_template(self.object, actor=self.request.user, is_retired=False)
