import pytest

from core.spreadsheets.sheet_names import sheet_name


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Agreements", "Agreements"),
        ("Stays for the Beneficiary Module: 2026-1-SE01", "Stays for the Beneficiary…"),
        ("What: is [this]?", "What is this"),
        ("x" * 40, "x" * 30 + "…"),
        ("\0", "–"),
    ],
)
def test_a_sheet_is_named_by_whole_words_that_fit(heading, name):
    assert sheet_name(heading) == name
    assert len(name) <= 31


def test_no_two_sheets_are_called_alike():
    taken = set()
    names = [
        sheet_name(heading, taken) for heading in ("Exchange", "EXCHANGE", "Exchange with the whole of the partner")
    ]
    assert names == ["Exchange", "EXCHANGE 2", "Exchange with the whole of the…"]
