"""People may comment on stays, projects and programmes: whoever may read one reads its comments."""

from django.utils.translation import gettext_lazy as _

from core.comments.registry import Commentable, register
from mobility.models import Bip, GrantProject, Mobility, SupportRequest

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
        GrantProject,
        list_name="mobility:project_list",
        list_label=_("Grant projects"),
        related=("scheme", "unit"),
        placed=lambda project: f"{project.scheme} · {project.call_year}",
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
