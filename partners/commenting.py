"""People may comment on partners, on the due diligence on them, and on requests."""

from django.utils.translation import gettext_lazy as _

from core.comments.registry import Commentable, register
from partners.models import Assessment, Institution, PartnershipRequest

register(
    Commentable(
        Institution,
        list_name="partners:institution_list",
        list_label=_("Partners"),
        related=("country",),
        placed=lambda institution: ", ".join(filter(None, (institution.city, str(institution.country)))),
        is_open=lambda institution: True,
    )
)
register(
    Commentable(
        Assessment,
        list_name="partners:assessment_list",
        list_label=_("Due diligence"),
        related=("institution", "unit"),
        placed=lambda assessment: str(assessment.unit),
    )
)
register(
    Commentable(
        PartnershipRequest,
        list_name="partners:request_list",
        list_label=_("Requests for partnerships"),
        related=("unit", "country"),
        placed=lambda asked: ", ".join(filter(None, (str(asked.country), str(asked.unit or "")))),
    )
)
