"""Every write to what people pin on their home."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import PortalError
from core.models import SavedView
from insights.models import Pin

MOST = 12


@transaction.atomic
def pin_view(view: SavedView, *, actor) -> Pin:
    """Show the count of ``view`` on the home of ``actor``; pinned twice, it stands there once."""
    list(User.objects.select_for_update(of=("self",)).filter(pk=actor.pk).values_list("pk"))
    if not SavedView.objects.visible_to(actor).filter(pk=view.pk).exists():
        raise PortalError(_("The view was removed meanwhile."))
    if Pin.objects.filter(user=actor).exclude(view=view).count() >= MOST:
        raise PortalError(_("%(most)s views are pinned already: take one off first.") % {"most": MOST})
    return Pin.objects.get_or_create(user=actor, view=view)[0]


def unpin_view(view: SavedView, *, actor):
    Pin.objects.filter(user=actor, view=view).delete()
