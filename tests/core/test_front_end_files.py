"""What templates and front-end files promise: no other host, nothing inline, only files that are there."""

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

TEMPLATES = sorted(path for kind in ("html", "jinja") for path in (settings.BASE_DIR / "templates").rglob(f"*.{kind}"))
OF_MAILS = {"mail", "email"}
PAGES = [path for path in TEMPLATES if not OF_MAILS & set(path.parts)]
STATIC = re.compile(r"{% static [\"']([^\"']+)[\"'] %}")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*(\ssrc=|application/json))", re.IGNORECASE)
ELSEWHERE = re.compile(r"(src|<link[^>]*href|action)=[\"'](https?:)?//", re.IGNORECASE)


def name(path):
    return str(path.relative_to(settings.BASE_DIR))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(path):
    source = path.read_text()
    assert not INLINE.search(source)
    assert not ELSEWHERE.search(source)
    assert "|safe" not in source


def test_every_file_a_template_names_is_there():
    named = {found for path in TEMPLATES for found in STATIC.findall(path.read_text())}
    assert len(named) > 10
    assert [one for one in sorted(named) if finders.find(one) is None] == []


def test_style_sheets_and_scripts_ask_no_other_host():
    ours = [path for kind in ("css", "js") for path in (settings.BASE_DIR / "static" / kind).rglob(f"*.{kind}")]
    assert len(ours) > 10
    assert [
        path.name for path in ours if re.search(r"(url\([\"']?|@import |fetch\([\"'])https?:", path.read_text())
    ] == []


def test_the_lock_file_names_versions_and_no_addresses_to_load_from():
    lock = json.loads((settings.BASE_DIR / "package-lock.json").read_text())
    packages = {path: facts for path, facts in lock["packages"].items() if path}
    assert packages
    assert all(facts["version"] and facts["integrity"] and "resolved" not in facts for facts in packages.values())


def test_the_map_has_the_shapes_of_the_countries():
    shapes = json.loads((settings.BASE_DIR / "static" / "vendor" / "world" / "countries.json").read_text())
    assert len(shapes["features"]) > 170
    assert {shape["geometry"]["type"] for shape in shapes["features"]} == {"Polygon", "MultiPolygon"}
