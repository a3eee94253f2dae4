"""The documents of an agreement: attached, described, downloaded, removed."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from agreements.enums import DocumentKind
from agreements.forms.documents import DocumentForm, NewDocumentForm, NewVersionForm
from agreements.models import Agreement, Document
from agreements.services.documents import (
    attach_document,
    note_review,
    remove_document,
    replace_document,
    update_document,
)
from agreements.views.crumbs import crumbs_to
from core.private_files import download_response
from core.views.actions import ActionView
from core.views.forms import PortalUpdateView

CHANGE = "agreements.change_agreement"


@require_safe
def document_download(request, pk: int, document: int):
    """The file, for those who may read the document; for everyone else there is none. ``?show``: in the browser."""
    visible = Document.objects.visible_to(request.user).filter(agreement=pk)
    try:
        return download_response(get_object_or_404(visible, pk=document), is_shown="show" in request.GET)
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is not in its place.")) from error


class DocumentPage(PortalUpdateView):
    """A form of a document; ``object`` is its agreement, whose rights count."""

    model = Agreement
    object_right = CHANGE
    document = None

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.document or Document(agreement=self.object)}

    def success_url_for(self, written):
        return documents_url(self.object)

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return documents_url(self.object)


class DocumentAttachView(DocumentPage):
    form_class = NewDocumentForm
    title = gettext_lazy("Attach a document")
    submit_label = gettext_lazy("Attach")
    done = gettext_lazy("The document is attached.")

    def perform(self, form):
        values = form.values()
        return attach_document(self.object, actor=self.request.user, upload=values.pop("file"), **values)


class DocumentUpdateView(DocumentPage):
    form_class = DocumentForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The changes are saved.")

    def get_object(self, queryset=None):
        agreement = super().get_object(queryset)
        self.document = get_object_or_404(agreement.documents.current(), pk=self.kwargs["document"])
        self.title = _("Edit “%(document)s”") % {"document": self.document}
        return agreement

    def perform(self, form):
        return update_document(self.document, actor=self.request.user, **form.values())


class DocumentReplaceView(DocumentPage):
    """The next version of a document; the one before stays, with who replaced it, when and why."""

    form_class = NewVersionForm
    submit_label = gettext_lazy("Attach")
    done = gettext_lazy("The new version is attached; the earlier ones are kept.")

    def get_object(self, queryset=None):
        agreement = super().get_object(queryset)
        self.document = get_object_or_404(agreement.documents.current(), pk=self.kwargs["document"])
        self.title = _("New version of “%(document)s”") % {"document": self.document}
        return agreement

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        given.pop("instance")
        return given | {"needs_reason": self.document.kind == DocumentKind.SIGNED_COPY}

    def perform(self, form):
        values = form.cleaned_data
        return replace_document(
            self.document, actor=self.request.user, upload=values["file"], version_note=values["version_note"]
        )


class DocumentRemoveView(ActionView):
    model = Agreement
    object_right = CHANGE
    needs_note = True
    is_dangerous = True
    explanation = gettext_lazy(
        "The file is deleted; earlier versions stay. The history keeps its name, its checksum and your reason."
    )
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("The document is removed.")

    def prepare(self):
        self.document = get_object_or_404(self.object.documents, pk=self.kwargs["document"])
        words = {"document": self.document, "version": self.document.version}
        self.title = _("Remove version %(version)s of “%(document)s”?") % words

    def perform(self, note):
        remove_document(self.document, actor=self.request.user, note=note)

    def back_url(self):
        return documents_url(self.object)


class DocumentReviewedView(ActionView):
    """Notes that the review due on the day ``due`` of the address has been made; the next is a year from now."""

    model = Agreement
    object_right = CHANGE

    def prepare(self):
        self.document = get_object_or_404(self.object.documents, pk=self.kwargs["document"])

    def perform(self, note):
        next_on = timezone.localdate() + relativedelta(years=1)
        note_review(self.document, actor=self.request.user, due_on=self.due_on(), next_on=next_on)
        words = {"document": self.document, "day": date_format(next_on, "DATE_FORMAT")}
        self.done = _("“%(document)s” is reviewed. The next review is on %(day)s; “Edit” changes that.") % words

    def due_on(self) -> date | None:
        """The review the person saw; the present one, where the address names no day."""
        try:
            return date.fromisoformat(self.request.GET.get("due", ""))
        except ValueError:
            return self.document.review_on

    def back_url(self):
        return documents_url(self.object)


def documents_url(agreement) -> str:
    return reverse("agreements:document_list", args=[agreement.pk])
