"""Contacts of a partner: entered, changed, removed."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView
from partners.forms import ContactForm
from partners.models import Contact, Institution
from partners.services import remove_contact, save_contact

CHANGE = "partners.change_institution"


class ContactForms:
    """What entering and changing a contact share."""

    form_class = ContactForm
    submit_label = _("Save the contact")

    def cancel_url(self):
        return reverse("partners:institution_contacts", args=[self.institution.pk])

    def crumbs(self):
        return [
            {"label": _("Partners"), "url": reverse("partners:institution_list")},
            {"label": self.institution.name, "url": self.cancel_url()},
        ]

    def written(self, form, contact: Contact) -> Contact:
        for name, value in form.values().items():
            setattr(contact, name, value)
        return save_contact(contact, actor=self.request.user)


class ContactCreateView(ContactForms, PortalCreateView):
    right = CHANGE
    title = _("New contact")
    done = _("The contact is entered.")

    @property
    def institution(self):
        return get_object_or_404(Institution.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def perform(self, form):
        return self.written(form, Contact(institution=self.institution))


class ContactUpdateView(ContactForms, PortalUpdateView):
    model = Contact
    right = "partners.view_contact"
    object_right = CHANGE
    title = _("Change the contact")
    done = _("The contact is changed.")

    @property
    def institution(self):
        return self.object.institution

    def perform(self, form):
        return self.written(form, self.object)


class ContactRemoveView(ActionView):
    model = Contact
    right = "partners.view_contact"
    object_right = CHANGE
    needs_confirmation = True
    is_dangerous = True
    submit_label = _("Remove the contact")
    explanation = _("History keeps that there was this contact.")
    done = _("The contact is removed.")

    @property
    def title(self):
        return _("Remove %(name)s?") % {"name": self.object.name}

    def perform(self, note):
        remove_contact(self.object, actor=self.request.user)
