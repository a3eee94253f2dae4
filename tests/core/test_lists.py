"""Addresses, paging, panels and constraints: what every list and detail page stands on."""

from collections import defaultdict

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import QueryDict

from accounts.models import Membership, Unit
from core import panels
from core.addresses import address_with
from core.constraints import refused_as
from core.filters import Chip, Option
from core.paging import page_of, rows_of


@pytest.mark.parametrize(
    ("query", "changes", "expected"),
    [
        ("a=1&b=2&b=3", {"a": None}, "?b=2&b=3"),
        ("a=1", {"b": ["x", "y"]}, "?a=1&b=x&b=y"),
        ("a=1&page=3", {"without": ["page"], "a": ""}, "?"),
        ("q=%C5%81%C3%B3d%C5%BA+%26", {"page": 2}, "?q=%C5%81%C3%B3d%C5%BA+%26&page=2"),
    ],
)
def test_an_address_keeps_what_was_chosen(query, changes, expected):
    assert address_with(QueryDict(query), **changes) == expected


@pytest.mark.parametrize(
    ("total", "asked", "number", "first", "last", "neighbours"),
    [
        (0, "", 1, 0, 0, ("", "")),
        (1, "7", 1, 1, 1, ("", "")),
        (100, "1", 1, 1, 50, ("", "?page=2")),
        (101, "2", 2, 51, 100, ("?", "?page=3")),
        (101, "3", 3, 101, 101, ("?page=2", "")),
        (101, "-3", 1, 1, 50, ("", "?page=2")),
        (101, "٣", 1, 1, 50, ("", "?page=2")),
        (101, "9" * 5000, 1, 1, 50, ("", "?page=2")),
    ],
)
def test_the_page_asked_for_is_the_nearest_there_is(total, asked, number, first, last, neighbours):
    page = page_of(total, asked, QueryDict(""), 50)
    assert (page.number, page.first, page.last) == (number, first, last)
    assert (page.previous, page.next) == neighbours


@pytest.mark.parametrize("is_narrowed", [True, False])
def test_rows_come_in_order_whether_found_or_sorted_first(unit, other_unit, is_narrowed):
    found = Unit.objects.filter(pk__in=[unit.pk, other_unit.pk])
    page = page_of(2, "", QueryDict(""), 50)
    rows = rows_of(found, ["-name_en", "pk"], page, fetched=Unit.objects.all(), is_narrowed=is_narrowed)
    assert rows == [other_unit, unit]


def test_the_boxes_of_a_chip_show_names_and_run_none():
    chip = Chip("kind", "Kind", "choices", options=[Option('"><b>', "<script>", is_chosen=True)])
    assert "<script>" not in chip.boxes
    assert 'value="&quot;&gt;&lt;b&gt;" checked>&lt;script&gt;' in chip.boxes


def test_a_panel_is_shown_to_those_with_its_right_and_something_to_see(reader, officer, monkeypatch):
    monkeypatch.setattr(panels, "_panels", defaultdict(list))
    for name, right, order in [("late", "", 90), ("early", "", 10), ("offices", "agreements.import_agreement", 50)]:
        panels.register(panels.Panel("page", name, name, "x.html", lambda obj, user: {"obj": obj}, right, order))
    panels.register(panels.Panel("page", "nothing", "nothing", "x.html", lambda obj, user: None))
    panels.register(panels.Panel("page", "early", "again", "x.html", lambda obj, user: {}, order=20))
    assert [panel.title for panel in panels.panels_for("page", "object", reader)] == ["again", "late"]
    assert [panel.name for panel in panels.panels_for("page", "object", officer)] == ["early", "offices", "late"]


def test_only_the_named_constraint_becomes_a_sentence(reader, university):
    twin = Membership(user=reader, unit=university, role="reader")
    once = refused_as("membership_once", field="role", sentence="Once is enough.")
    with pytest.raises(ValidationError, match="Once is enough"), once:
        twin.save()
    with pytest.raises(IntegrityError), refused_as("another", field="role", sentence="No."):
        twin.save()
