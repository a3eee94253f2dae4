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


class ChoosePasswordForm(PortalFormMixin, SetPasswordForm):
    """A first password, twice. What the validators ask is said in one sentence before they say it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = _("Password"), _("The password again")
        first.help_text = _("At least 12 characters; a sentence is easy to remember. Not your name, not a common one.")
        second.help_text = ""
