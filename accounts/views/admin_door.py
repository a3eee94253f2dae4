from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _


@login_not_required
def admin_sign_in(request):
    """Send to the portal's own sign-in: Django admin's would ask for no second factor and count no wrong passwords."""
    if request.user.is_authenticated:
        raise PermissionDenied(_("Only administrators work here."))
    return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
