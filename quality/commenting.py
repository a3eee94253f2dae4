"""People may comment on what the quality room keeps: whoever may read it reads its comments."""

from django.utils.translation import gettext_lazy as _

from core.comments.registry import Commentable, register
from quality.models import Action

register(
    Commentable(
        Action,
        list_name="quality:action_list",
        list_label=_("Actions"),
        related=("unit",),
        placed=lambda action: str(action.unit),
    )
)
