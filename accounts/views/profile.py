from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.forms import ProfileForm
from accounts.models import User
from accounts.selectors import absences_of
from accounts.services import update_user
from accounts.substitutes import may_name_substitute
from core.views.forms import PortalUpdateView


class ProfileView(PortalUpdateView):
    """A person's own page: how they are called, what language and appearance they read."""

    model = User
    form_class = ProfileForm
    template_name = "accounts/profile.html"
    title = _("Your profile")
    submit_label = _("Save")
    done = _("Your profile is saved.")

    def get_object(self, queryset=None):
        return User.objects.prefetch_related("memberships__unit").get(pk=self.request.user.pk)

    def get_context_data(self, **kwargs):
        may_be_replaced = may_name_substitute(self.request.user, self.object)
        return super().get_context_data(absences=absences_of(self.object), may_be_replaced=may_be_replaced, **kwargs)

    def perform(self, form):
        return update_user(self.object, actor=self.request.user, **form.values())

    def success_url_for(self, written):
        return reverse("accounts:profile")
