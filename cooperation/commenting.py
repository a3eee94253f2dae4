"""People may comment on work plans and activities: whoever may read one reads its comments."""

from django.utils.translation import gettext_lazy as _

from cooperation.models import Activity, Proposal, WorkPlan
from core.comments.registry import Commentable, register

register(
    Commentable(
        WorkPlan,
        list_name="cooperation:plan_list",
        list_label=_("Work plans"),
        related=("unit",),
        placed=lambda plan: str(plan.unit),
    )
)
register(
    Commentable(
        Activity,
        list_name="cooperation:activity_list",
        list_label=_("Activities"),
        related=("unit",),
        placed=lambda activity: f"{activity.unit} · {activity.starts_on.year}",
    )
)
register(
    Commentable(
        Proposal,
        list_name="cooperation:proposal_list",
        list_label=_("Proposals"),
        related=("unit",),
        placed=lambda proposal: f"{proposal.unit} · {proposal.title}",
    )
)
