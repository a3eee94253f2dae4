"""People may comment on networks: whoever may read one reads its comments."""

from django.utils.translation import gettext_lazy as _

from core.comments.registry import Commentable, register
from networks.models import Network

register(
    Commentable(
        Network,
        list_name="networks:network_list",
        list_label=_("Networks"),
        placed=lambda network: str(network.get_kind_display()),
    )
)
