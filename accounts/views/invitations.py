"""What the link of an invitation opens, and the button that sends one."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import ChoosePasswordForm
from accounts.invitations import accept_invitation, invite, person_invited
from accounts.models import User
from core.errors import PortalError
from core.landing import landing_url
from core.views.rights import require

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request, token: str):
    """Choose a password and come in. The link says who the person is; it works once."""
    try:
        person = person_invited(token)
        translation.activate(person.language)
        form = ChoosePasswordForm(person, request.POST or None)
        if form.is_valid():
            return _come_in(request, token, form)
    except ValidationError as error:
        form.add_error("new_password1", error)
    except PortalError as error:
        return render(request, "accounts/invitation_gone.html", {"sentence": error.sentence}, status=410)
    context = {"form": form, "person": person}
    return render(request, "accounts/invitation_accept.html", context, status=400 if form.errors else 200)


def _come_in(request, token: str, form):
    person = accept_invitation(token, password=form.cleaned_data["new_password1"])
    login(request, person, backend=BACKEND)
    messages.success(request, _("Welcome, %(person)s. You are signed in.") % {"person": person})
    return redirect(landing_url(person))


@require_POST
def invitation_send(request, pk: int):
    require(request.user, "accounts.change_user")
    person = get_object_or_404(User, pk=pk)
    try:
        invite(person, actor=request.user)
    except PortalError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": person.email})
    return redirect("accounts:user_list")
