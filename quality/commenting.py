"""People may comment on what the quality room keeps: whoever may read it reads its comments."""

from django.utils.translation import gettext_lazy as _

from core.comments.registry import Commentable, register
from quality.models import Action, FollowUp
from quality.querysets import VIEW_ADOPTED

register(
    Commentable(
        Action,
        list_name="quality:action_list",
        list_label=_("Actions"),
        related=("unit",),
        placed=lambda action: str(action.unit),
    )
)


class CommentableToStaff(Commentable):
    """What colleagues say of a review is not for its reviewers, who read the review itself."""

    def visible_to(self, user):
        rows = super().visible_to(user)
        return rows if user.is_authenticated and user.rights.everywhere(VIEW_ADOPTED) else rows.none()


register(
    CommentableToStaff(
        FollowUp,
        list_name="quality:follow_up_list",
        list_label=_("Follow-ups and reviews"),
        related=("process", "version", "unit"),
        placed=lambda follow_up: f"{follow_up.unit} · {follow_up.year}",
    )
)
