"""A chart as a file that stands alone: SVG with its own style and title, and PNG set from it by typst."""

from functools import cache
from pathlib import Path

import typst
from django.template.loader import render_to_string
from django.utils.translation import get_language

from insights.pictures.catalogue import Picture
from insights.pictures.layout import layout_of

TEMPLATE = Path(__file__).parent / "picture.typ"
DOTS_AN_INCH = 144


def svg_of(picture: Picture, chart) -> str:
    context = {"chart": chart, "language": get_language() or "en", **layout_of(chart)}
    return render_to_string(f"insights/pictures/files/{picture.kind}.svg", context)


def png_of(svg: str) -> bytes:
    return _compiler().compile(format="png", ppi=DOTS_AN_INCH, sys_inputs={"svg": svg})


@cache
def _compiler() -> typst.Compiler:
    """One for each process; only the typefaces it brings along, so that a picture is the same everywhere."""
    return typst.Compiler(str(TEMPLATE), ignore_system_fonts=True)
