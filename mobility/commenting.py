"""People may comment on stays: whoever may read one reads its comments."""

from django.utils.translation import gettext_lazy as _

from core.comments.registry import Commentable, register
from mobility.models import Bip, Mobility, SupportRequest

register(
    Commentable(
        Mobility,
        list_name="mobility:mobility_list",
        list_label=_("Mobility"),
        related=("participant", "partner", "unit"),
        placed=lambda stay: f"{stay.unit} · {stay.year}",
    )
)
register(
    Commentable(
        Bip,
        list_name="mobility:bip_list",
        list_label=_("BIPs"),
        related=("unit",),
        placed=lambda bip: f"{bip.unit} · {bip.year}",
    )
)
register(
    Commentable(
        SupportRequest,
        list_name="mobility:support_list",
        list_label=_("Support of programmes by the university"),
        related=("bip__unit",),
        placed=lambda asked: f"{asked.bip.unit} · {asked.bip.year}",
    )
)
