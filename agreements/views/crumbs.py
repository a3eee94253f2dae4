"""The way back from a page below an agreement."""

from django.urls import reverse
from django.utils.translation import gettext as _


def crumbs_to(agreement) -> list[dict]:
    """The list, then the agreement itself."""
    return [
        {"label": _("Agreements"), "url": reverse("agreements:agreement_list")},
        {"label": str(agreement), "url": agreement.get_absolute_url()},
    ]
