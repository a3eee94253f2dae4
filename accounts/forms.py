from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import PortalFormMixin, PortalModelForm


class ProfileForm(PortalModelForm):
    """What people change about themselves; address, roles and units are the administrator's."""

    class Meta:
        model = User
        fields = ("name", "title", "language", "theme")
        help_texts = {
            "name": _("As colleagues read it beside agreements and in the history."),
            "title": _("For example: International coordinator."),
            "language": _("Of the pages behind sign-in and of the mails you get."),
        }
        widgets = {"theme": forms.RadioSelect, "language": forms.RadioSelect}


class ChoosePasswordForm(PortalFormMixin, SetPasswordForm):
    """A new password, twice."""
