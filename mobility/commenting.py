"""People may comment on stays: whoever may read one reads its comments."""

from django.utils.translation import gettext_lazy as _

from core.comments.registry import Commentable, register
from mobility.models import Mobility

register(
    Commentable(
        Mobility,
        list_name="mobility:mobility_list",
        list_label=_("Mobility"),
        related=("participant", "partner", "unit"),
        placed=lambda stay: f"{stay.unit} · {stay.year}",
    )
)
