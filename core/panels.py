"""What a room shows on another room's detail page, without the other room knowing of it.

A room registers a ``Panel`` in its ``panels.py``; the detail page of ``page`` ("partners.institution")
asks ``panels_for``. A panel of ``EVERY_PAGE`` is offered on all of them. One that answers None is not drawn.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

EVERY_PAGE = "*"


@dataclass(frozen=True)
class Panel:
    """A block on the detail page of ``page``, drawn by ``template_name``.

    ``facts(obj, user)`` gives the context of the template, or None where there is nothing to show;
    it starts from ``visible_to(user)`` like every page.
    """

    page: str
    name: str
    title: str
    template_name: str
    facts: Callable[[object, object], dict | None]
    right: str = ""
    order: int = 50


@dataclass(frozen=True)
class ShownPanel:
    name: str
    title: str
    template_name: str
    facts: dict


_panels: dict[str, list[Panel]] = defaultdict(list)


def register(panel: Panel):
    """Add ``panel`` to its page; a panel of the same name takes the place of the earlier one."""
    others = [known for known in _panels[panel.page] if known.name != panel.name]
    _panels[panel.page] = sorted([*others, panel], key=lambda known: known.order)


def panels_for(page: str, obj, user) -> list[ShownPanel]:
    """The panels of ``page`` that have something to show ``user`` about ``obj``, in their order."""
    shown = []
    for panel in sorted([*_panels[page], *_panels[EVERY_PAGE]], key=lambda known: known.order):
        if panel.right and not user.has_perm(panel.right):
            continue
        facts = panel.facts(obj, user)
        if facts is not None:
            shown.append(ShownPanel(panel.name, panel.title, panel.template_name, facts))
    return shown
