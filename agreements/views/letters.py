"""Write a letter about an agreement: choose a template, look at what it is filled with, save it, keep it."""

from types import SimpleNamespace

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, View
from django.views.generic.detail import SingleObjectMixin

from agreements.enums import LetterPurpose
from agreements.letters.filling import Filled, values_of, words_of
from agreements.letters.occasions import why_not_now
from agreements.letters.placeholders import Place
from agreements.letters.subjects import Subject, subject_of
from agreements.models import Agreement, LetterTemplate, LetterTemplateVersion
from agreements.services.letters import keep_letter, write_letter
from agreements.views.crumbs import crumbs_to
from agreements.views.documents import documents_url
from core.private_files import ACCEPTED, download_response
from core.views.actions import ActionView
from core.views.details import ObjectPage

CHANGE = "agreements.change_agreement"


class LetterChoiceView(ObjectPage, DetailView):
    """The templates in use, by what they are for."""

    model = Agreement
    object_right = CHANGE
    template_name = "agreements/letter_choice.html"

    def get_context_data(self, **kwargs):
        rows = list(LetterTemplate.objects.visible_to(self.request.user).in_use().with_versions())
        return super().get_context_data(
            title=_("Write a letter"),
            crumbs=crumbs_to(self.object),
            groups=[
                (purpose, found, why_not_now(purpose, self.object))
                for purpose in LetterPurpose
                if (found := [row for row in rows if row.purpose == purpose.value])
            ],
            may_add=self.request.user.has_perm("agreements.change_letter_template"),
            **kwargs,
        )


class LetterPage(ObjectPage, SingleObjectMixin):
    """One letter: the agreement and the template of the address, and the partner named by ``party``."""

    model = Agreement
    object_right = CHANGE

    def get_queryset(self):
        return super().get_queryset().for_detail()

    def version(self) -> LetterTemplateVersion:
        templates = LetterTemplate.objects.visible_to(self.request.user).in_use().with_versions()
        template = get_object_or_404(templates, pk=self.kwargs["template"])
        version = template.current
        version.template = template
        return version

    def subject(self) -> Subject:
        """The letter to the chosen party; to the first partner where the address names none of this agreement."""
        chosen = self.request.POST.get("party") or self.request.GET.get("party", "")
        parties = {str(party.pk): party for party in self.object.partner_parties}
        return subject_of(self.object, self.request.user, parties.get(chosen))


class LetterReadPage(LetterPage, View):
    """A letter to look at or to take along; leads back to the choice where it is not the moment for it."""

    def get(self, request, *args, **kwargs):
        self.object, version = self.get_object(), self.version()
        if sentence := why_not_now(version.template.purpose, self.object):
            messages.error(request, sentence)
            return HttpResponseRedirect(letters_url(self.object))
        return self.show(version, self.subject())


class LetterPreviewView(LetterReadPage, DetailView):
    """Everything the letter will say, and what is missing in it, with the way to where that is filled in."""

    template_name = "agreements/letter_preview.html"

    def show(self, version: LetterTemplateVersion, subject: Subject):
        filled = values_of(version.placeholders, subject, version.template.language_id)
        missing = [each for each in filled if each.is_missing]
        context = self.get_context_data(
            title=str(version.template),
            crumbs=[*crumbs_to(self.object), {"label": _("Write a letter"), "url": letters_url(self.object)}],
            version=version,
            subject=subject,
            parties=self.object.partner_parties,
            filled=[each for each in filled if not each.is_missing],
            missing=[(each, way_to(each, subject, self.request.user)) for each in missing],
            words=words_of(write_letter(version, subject).read()),
        )
        return self.render_to_response(context)


class LetterDownloadView(LetterReadPage):
    """The filled Word file. Nothing is written anywhere."""

    def show(self, version: LetterTemplateVersion, subject: Subject):
        letter = write_letter(version, subject)
        word = ACCEPTED[".docx"][0]
        return download_response(SimpleNamespace(file=letter, original_name=letter.name, content_type=word))


class LetterKeepView(LetterPage, ActionView):
    """Keeps the letter as a draft among the documents of its agreement."""

    done = gettext_lazy("The letter is kept as a draft among the documents.")

    def perform(self, note):
        keep_letter(self.version(), self.subject(), actor=self.request.user)

    def back_url(self):
        return documents_url(self.object)


def letters_url(agreement) -> str:
    return reverse("agreements:letter_choice", args=[agreement.pk])


def way_to(filled: Filled, subject: Subject, user) -> str:
    """The address where a missing value is filled in, for those who may; "" where there is none for them."""
    agreement, partner = subject.agreement, subject.partner
    edits_partner = partner is not None and user.has_perm("partners.change_institution", partner)
    ways = {
        Place.AGREEMENT: reverse("agreements:agreement_edit", args=[agreement.pk]),
        Place.CONDITIONS: f"{agreement.get_absolute_url()}#conditions",
        Place.PARTNER: reverse("partners:institution_edit", args=[partner.pk]) if edits_partner else "",
        Place.CONTACTS: reverse("partners:institution_contacts", args=[partner.pk]) if partner else "",
        Place.PROFILE: reverse("accounts:profile"),
    }
    return ways.get(filled.placeholder.place, "")
