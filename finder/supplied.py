"""The links of schemes that come with the portal, for ``load_reference``."""

from pathlib import Path

from finder.models import SchemeLink
from mobility.models import Scheme
from reference.loading import Table, register


def _schemes() -> dict[str, int]:
    return dict(Scheme.objects.values_list("code", "pk"))


register(
    Table(
        "scheme_links.csv",
        SchemeLink,
        ("scheme", "address"),
        folder=Path(__file__).parent / "data",
        refers={"scheme": _schemes},
    )
)
