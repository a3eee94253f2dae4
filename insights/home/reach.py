"""Which rows somebody may see depends on their rights alone; people whose rights reach equally far share figures."""

import hashlib

from mobility.people.reading import VIEW_SENSITIVE
from mobility.querysets import VIEW as VIEW_STAYS
from mobility.querysets import VIEW_PROJECT

# Every right that the querysets of ``insights.home.counting`` ask about.
RIGHTS = (
    "agreements.view_agreement",
    "agreements.view_every_agreement",
    "agreements.approve_as_security_coordinator",
    VIEW_STAYS,
    VIEW_PROJECT,
    VIEW_SENSITIVE,
)


def reach_of(user, asked: tuple[str, ...] = RIGHTS) -> str:
    """The same for the same reach of the rights ``asked``."""
    rights = user.rights
    reach = [(right, rights.everywhere(right), sorted(rights.unit_paths(right))) for right in asked]
    return hashlib.sha256(repr(reach).encode()).hexdigest()
