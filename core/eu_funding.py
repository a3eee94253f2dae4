"""How money of the European Union is made visible (LG-03, LG-04): emblem, words, disclaimer."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EMBLEM = "img/eu-emblem.svg"
EMBLEM_IN_WORDS = _("Emblem of the European Union")
WORDS = _("Co-funded by the European Union")
DISCLAIMER = _(
    "Views and opinions expressed are those of the authors only and do not necessarily reflect those of the European "
    "Union or the granting authority. Neither the European Union nor the granting authority can be held responsible "
    "for them."
)  # from memory: LG-04 has no source

# How programmes of the Union begin or are named where somebody writes down who pays. COST and Nordplus are not of it.
PROGRAMMES = re.compile(
    r"\b(erasmus|horizon (europe|2020)|interreg|jean monnet|marie (sklodowska|skłodowska)|msca|tempus|"
    r"european (union|commission|solidarity corps)|europeiska (unionen|kommissionen)|digital europe|creative europe|"
    r"eu)\b",
    re.IGNORECASE,
)


def is_of_the_union(payer: str) -> bool:
    """Whether what is written of who pays names the Union or a programme of it."""
    return PROGRAMMES.search(payer) is not None


@dataclass(frozen=True)
class EuFunding:
    """What is shown where a programme of the Union pays, on pages and on paper alike."""

    emblem: str = EMBLEM
    alt: str | Promise = EMBLEM_IN_WORDS
    words: str | Promise = WORDS
    disclaimer: str | Promise = DISCLAIMER

    @property
    def drawing(self) -> str:
        """The emblem itself, as SVG."""
        return _drawing(self.emblem)


@cache
def _drawing(name: str) -> str:
    return (settings.BASE_DIR / "static" / name).read_text(encoding="utf-8")
