"""People may comment on agreements: to everybody who may read them, or to those alone who keep them."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementState
from agreements.models import Agreement
from core.comments.registry import Commentable, register

register(
    Commentable(
        Agreement,
        list_name="agreements:agreement_list",
        list_label=_("Agreements"),
        related=("responsible_unit",),
        placed=lambda agreement: str(agreement.responsible_unit),
        is_open=lambda agreement: agreement.state in AgreementState.registered,
        inside="kept_by",
        inside_right="agreements.view_every_agreement",
    )
)
