"""What hangs on a network: our contacts, dated numbers, documents."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.private_files import download_response
from core.views.rights import require
from networks.forms.parts import ContactForm, CountForm, DocumentForm
from networks.models import NetworkContact, NetworkCount, NetworkDocument
from networks.querysets import VIEW
from networks.services import contacts, counts, documents
from networks.views.hanging import AddToNetworkView, ChangeRowView, RemoveRowView


class ContactAddView(AddToNetworkView):
    form_class = ContactForm
    anchor = "#contacts"
    title = gettext_lazy("Add a contact of ours")
    done = gettext_lazy("The contact is entered.")

    def get_initial(self):
        return {"user": self.request.user.pk}

    def perform(self, form):
        return contacts.add_contact(self.object, actor=self.request.user, **form.values())


class ContactUpdateView(ChangeRowView):
    model = NetworkContact
    form_class = ContactForm
    anchor = "#contacts"
    title = gettext_lazy("Change a contact of ours")

    def perform(self, form):
        return contacts.change_contact(self.object, actor=self.request.user, **form.values())


class ContactRemoveView(RemoveRowView):
    model = NetworkContact
    anchor = "#contacts"
    explanation = gettext_lazy(
        "For one that was entered by mistake. Who looks after it no more gets a last day instead."
    )

    def prepare(self):
        self.title = _("Take %(person)s out of our contacts?") % {"person": self.object.user}

    def perform(self, note):
        contacts.remove_contact(self.object, actor=self.request.user)


class CountAddView(AddToNetworkView):
    form_class = CountForm
    anchor = "#counts"
    title = gettext_lazy("Note a number")
    done = gettext_lazy("The number is noted.")

    def perform(self, form):
        return counts.add_count(self.object, actor=self.request.user, **form.values())


class CountUpdateView(ChangeRowView):
    model = NetworkCount
    form_class = CountForm
    anchor = "#counts"
    title = gettext_lazy("Put a number right")

    def perform(self, form):
        return counts.change_count(self.object, actor=self.request.user, **form.values())


class CountRemoveView(RemoveRowView):
    model = NetworkCount
    anchor = "#counts"
    title = gettext_lazy("Take this number out?")
    explanation = gettext_lazy(
        "For one that was never said. A newer number does not replace it: it is noted beside it."
    )

    def perform(self, note):
        counts.remove_count(self.object, actor=self.request.user)


class DocumentAddView(AddToNetworkView):
    form_class = DocumentForm
    anchor = "#documents"
    title = gettext_lazy("Add a document")
    submit_label = gettext_lazy("Keep it")
    done = gettext_lazy("The document is kept.")

    def perform(self, form):
        values = dict(form.cleaned_data)
        return documents.add_document(self.object, actor=self.request.user, upload=values.pop("file"), **values)


class DocumentUpdateView(ChangeRowView):
    model = NetworkDocument
    form_class = DocumentForm
    takes_instance = False
    anchor = "#documents"
    title = gettext_lazy("Change or replace a document")

    def get_initial(self):
        return {"title": self.object.title, "readers": self.object.readers}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kept": self.object}

    def perform(self, form):
        values = dict(form.cleaned_data)
        return documents.change_document(self.object, actor=self.request.user, upload=values.pop("file"), **values)


class DocumentRemoveView(RemoveRowView):
    model = NetworkDocument
    anchor = "#documents"
    needs_note = True
    explanation = gettext_lazy("The file is deleted. The history keeps its title, its checksum and your reason.")
    submit_label = gettext_lazy("Remove")
    done = gettext_lazy("The document is removed.")

    def prepare(self):
        self.title = _("Remove “%(document)s”?") % {"document": self.object}

    def perform(self, note):
        documents.remove_document(self.object, actor=self.request.user, note=note)


@require_safe
def document_file(request, pk: int):
    """The file, for those who may read it; for others there is none. ``?show``: in the browser."""
    require(request.user, VIEW)
    document = get_object_or_404(NetworkDocument.objects.visible_to(request.user), pk=pk)
    try:
        return download_response(document, is_shown="show" in request.GET)
    except FileNotFoundError as error:
        raise Http404(_("The file of this document is not in its place.")) from error
