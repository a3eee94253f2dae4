"""What a higher room lets people do with a tab they keep over any list, in the menu of the tabs."""

from collections.abc import Callable
from dataclasses import dataclass

from core.models import SavedView


@dataclass(frozen=True)
class TabAct:
    """A button that posts to ``url``, with the list as ``next``; ``label`` names the tab."""

    label: str
    url: str


# Which of the views have an act for the user, by key: asked once for all tabs of a page, with at least one of them.
Offer = Callable[[list[SavedView], object], dict[int, TabAct]]

_offers: dict[str, Offer] = {}


def register(name: str, offer: Offer):
    _offers[name] = offer


def acts_of_tabs(views: list[SavedView], user) -> dict[int, list[TabAct]]:
    offered = [offer(views, user) for offer in _offers.values()] if views else []
    return {view.pk: [acts[view.pk] for acts in offered if view.pk in acts] for view in views}
