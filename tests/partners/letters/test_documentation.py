"""The table of placeholders in the documentation is the one of the code."""

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from partners.letters.kinds import every_kind
from partners.letters.placeholders import GROUPS


def test_every_placeholder_is_described():
    text = (Path(settings.BASE_DIR) / "docs" / "writing-to-partners.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `([a-z_]+)` \| (.+) \| (.+) \|$", text, flags=re.MULTILINE)
    groups = [*GROUPS, *(group for kind in every_kind() for group in kind.placeholders)]
    with override("en"):
        known = [(each.name, str(each.meaning), str(each.example)) for _heading, rows in groups for each in rows]
    assert described == known
