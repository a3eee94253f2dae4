"""Which pictures there are, in the order of the page, and who may see each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insights.pictures import drawn
from insights.querysets import VIEW
from mobility.querysets import VIEW as VIEW_STAYS
from mobility.querysets import VIEW_PROJECT
from quality.querysets import VIEW_ADOPTED


@dataclass(frozen=True)
class Picture:
    """``kind`` names the templates: ``core/charts/<kind>.html`` on a page, ``insights/pictures/files/<kind>.svg``."""

    name: str
    label: str | Promise
    kind: str
    right: str
    draw: Callable[..., Any]
    hides_small: bool = False  # in its files
    is_of_year: bool = False  # ``draw`` takes ``year`` and ``unit``

    @property
    def template_name(self) -> str:
        return f"core/charts/{self.kind}.html"

    def is_for(self, user) -> bool:
        return user.has_perm(VIEW) and user.has_perm(self.right)


OF_STAYS = {"hides_small": True, "is_of_year": True}

PICTURES = {
    picture.name: picture
    for picture in (
        Picture("world", _("World map of partners"), "world", "agreements.view_agreement", drawn.world),
        Picture("ends", _("Timeline of agreement ends"), "columns", "agreements.view_agreement", drawn.ends),
        Picture("flows-out", _("Flows from units to countries"), "flows", VIEW_STAYS, drawn.flows_out, **OF_STAYS),
        Picture("flows-in", _("Flows from countries to units"), "flows", VIEW_STAYS, drawn.flows_in, **OF_STAYS),
        Picture("networks", _("Network of networks"), "ties", VIEW, drawn.networks),
        Picture("wheel", _("Wheel of cycles"), "wheel", VIEW_ADOPTED, drawn.wheel),
        Picture("burn", _("Budget burn"), "bars", VIEW_PROJECT, drawn.burn),
    )
}


def pictures_of(user) -> list[Picture]:
    return [picture for picture in PICTURES.values() if picture.is_for(user)]
