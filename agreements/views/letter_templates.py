"""The office keeps its Word templates: a list, one page each, new versions, in use or retired."""

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, TemplateView

from agreements.enums import LetterPurpose
from agreements.forms.letters import LetterTemplateForm, NewLetterTemplateForm, NewTemplateVersionForm
from agreements.history_story import LETTER_TEMPLATE_STORY
from agreements.letters.placeholders import GROUPS, KNOWN
from agreements.models import LetterTemplate, LetterTemplateVersion
from agreements.services.letters import add_version, create_template, retire_template, update_template
from core.history_entries import entries_of
from core.private_files import download_response
from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.rights import RightRequired, require

CHANGE = "agreements.change_letter_template"
LIST = reverse_lazy("agreements:letter_template_list")


def crumbs_to_templates() -> list[dict]:
    return [
        {"label": _("Agreements"), "url": reverse("agreements:agreement_list")},
        {"label": _("Letter templates"), "url": str(LIST)},
    ]


class LetterTemplateListView(RightRequired, TemplateView):
    """Every template by what it is for; the retired ones below. An office has dozens at most: one page."""

    right = CHANGE
    template_name = "agreements/letter_template_list.html"

    def get_context_data(self, **kwargs):
        rows = list(LetterTemplate.objects.with_versions())
        in_use = [row for row in rows if row.retired_on is None]
        create = {"label": _("New template"), "url": reverse("agreements:letter_template_create"), "is_primary": True}
        return super().get_context_data(
            title=_("Letter templates"),
            subtitle=_("Word files of the office, filled with the facts of an agreement."),
            actions=[create],
            groups=[
                (purpose, [row for row in in_use if row.purpose == purpose.value])
                for purpose in LetterPurpose
                if any(row.purpose == purpose.value for row in in_use)
            ],
            retired=[row for row in rows if row.retired_on],
            **kwargs,
        )


class WithPlaceholders:
    """A form of a template with the table of placeholders below it."""

    right = CHANGE
    template_name = "agreements/letter_template_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(placeholder_groups=GROUPS, **kwargs)

    def crumbs(self):
        return crumbs_to_templates()


class LetterTemplateCreateView(WithPlaceholders, PortalCreateView):
    form_class = NewLetterTemplateForm
    title = gettext_lazy("New letter template")
    submit_label = gettext_lazy("Upload")
    done = gettext_lazy("The template is uploaded, and letters can be written from it.")

    def perform(self, form):
        values = form.values()
        return create_template(actor=self.request.user, upload=values.pop("file"), **values)

    def cancel_url(self):
        return str(LIST)


class TemplatePage(PortalUpdateView):
    model = LetterTemplate
    right = object_right = CHANGE

    def crumbs(self):
        return [*crumbs_to_templates(), {"label": str(self.object), "url": self.object.get_absolute_url()}]

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()


class LetterTemplateUpdateView(TemplatePage):
    form_class = LetterTemplateForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Edit “%(template)s”") % {"template": self.object}

    def perform(self, form):
        return update_template(self.object, actor=self.request.user, **form.values())


class TemplateVersionCreateView(WithPlaceholders, TemplatePage):
    form_class = NewTemplateVersionForm
    takes_instance = False
    submit_label = gettext_lazy("Upload")
    done = gettext_lazy("The new version is in use; the earlier ones are kept.")

    @property
    def title(self):
        return _("New version of “%(template)s”") % {"template": self.object}

    def crumbs(self):
        return TemplatePage.crumbs(self)

    def perform(self, form):
        given = form.cleaned_data
        return add_version(self.object, actor=self.request.user, upload=given["file"], note=given["note"])


class LetterTemplateDetailView(ObjectPage, DetailView):
    """One template: its versions, what they are filled with, what was done to it."""

    model = LetterTemplate
    right = object_right = CHANGE
    template_name = "agreements/letter_template_detail.html"
    context_object_name = "template"

    def get_queryset(self):
        return super().get_queryset().with_versions()

    def get_context_data(self, **kwargs):
        versions = list(self.object.versions.all())
        return super().get_context_data(
            versions=versions,
            placeholders=[KNOWN[name] for name in versions[0].placeholders if name in KNOWN],
            entries=entries_of(self.object, LETTER_TEMPLATE_STORY),
            crumbs=crumbs_to_templates(),
            **kwargs,
        )


class LetterTemplateRetireView(ActionView):
    model = LetterTemplate
    right = object_right = CHANGE
    done = gettext_lazy("The template is out of use. Its versions stay, and so do the letters written from it.")

    def perform(self, note):
        retire_template(self.object, actor=self.request.user)


class LetterTemplateRestoreView(LetterTemplateRetireView):
    done = gettext_lazy("The template is in use again.")

    def perform(self, note):
        retire_template(self.object, actor=self.request.user, is_retired=False)


@require_safe
def template_version_download(request, pk: int, version: int):
    """The Word file of one version, as it was uploaded."""
    require(request.user, CHANGE)
    found = get_object_or_404(LetterTemplateVersion, template=pk, version=version)
    return download_response(found)
