from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, User
from core.forms import PortalFormMixin, PortalModelForm

WHEN_BACK = _("Leave it empty while it is not known: the absence then holds until further notice.")
HAS_BEGUN = _("The absence has begun, so this stays.")
WHAT_IS_ASKED = _("At least 12 characters; a sentence is easy to remember. Not your name, not a common one.")


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


class DelegationForm(PortalModelForm):
    """When somebody is away and who stands in. ``colleagues`` are the groups offered (``selectors``).

    Once the absence has begun, its first day and the substitute stay.
    """

    fieldsets = [("", ["substitute", "starts_on", "ends_on", "note"])]

    class Meta:
        model = Delegation
        fields = ("substitute", "starts_on", "ends_on", "note")
        help_texts = {
            "ends_on": WHEN_BACK,
            "note": _("For the substitute and the office, for example what is urgent. Nothing about health."),
        }

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = [("", _("Choose one")), *colleagues]
        if self.instance.pk and self.instance.has_begun:
            for field in (self.fields["substitute"], self.fields["starts_on"]):
                field.disabled, field.help_text = True, HAS_BEGUN


class PlainPasswords(PortalFormMixin):
    """A new password, twice. What the validators ask is said in one sentence before they say it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            if name in ("password1", "new_password1"):
                field.label, field.help_text = _("New password"), WHAT_IS_ASKED
            elif name in ("password2", "new_password2"):
                field.label = _("The new password again")
            elif name == "oldpassword":
                field.label = _("Present password")


class ChoosePasswordForm(PlainPasswords, SetPasswordForm):
    """The first password of an invited person."""


class NewPasswordForm(PlainPasswords, ResetPasswordKeyForm):
    """A new password by the link of a mail."""


class OtherPasswordForm(PlainPasswords, ChangePasswordForm):
    """Another password, by somebody who knows the present one."""


class SignInForm(PortalFormMixin, LoginForm):
    """Address and password; labels say what the fields are, so nothing is written into them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class PasswordAgainForm(PortalFormMixin, ReauthenticateForm):
    """The password once more, before something about the account itself is changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs.pop("placeholder", None)


class AskForPasswordForm(PortalFormMixin, ResetPasswordForm):
    """The address to which a link is mailed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)
