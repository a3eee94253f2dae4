"""Registration numbers: at approval, on request, by hand; kept where they came from elsewhere."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.enums import AgreementState
from agreements.models import Agreement, NumberCounter, NumberSeries
from agreements.registry.numbers import give_number, next_number, number_if_needed
from agreements.services.agreements import move_agreement, update_agreement
from core.errors import RightMissing
from tests.agreements.factories import AgreementFactory
from tests.agreements.test_history import told

YEAR = date(2026, 5, 1)


def numbered(agreement, on=YEAR) -> str:
    number_if_needed(agreement, on)
    agreement.refresh_from_db()
    return agreement.number


@pytest.fixture
def make(unit):
    def agreement(number="", **fields):
        return AgreementFactory(responsible_unit=unit, number=number, **fields)

    return agreement


def test_numbers_follow_each_other_and_begin_anew_with_the_year(series, make):
    given = [numbered(make()) for _one in range(3)] + [numbered(make(), date(2027, 1, 1))]
    assert given == ["BTH-4.1-0001-2026", "BTH-4.1-0002-2026", "BTH-4.1-0003-2026", "BTH-4.1-0001-2027"]


def test_a_number_written_by_hand_ahead_is_spent_also_after_it_was_replaced(series, make, officer):
    ahead = make()
    assert numbered(make()) == "BTH-4.1-0001-2026"
    give_number(ahead, actor=officer, number="BTH-4.1-0003-2026", note="Printed already")
    give_number(ahead, actor=officer, number="BTH-4.1-0100-2025", note="It belongs to last year")
    assert [numbered(make()) for _one in range(2)] == ["BTH-4.1-0002-2026", "BTH-4.1-0004-2026"]


def test_without_a_series_in_use_nobody_is_numbered(series, make):
    NumberSeries.objects.update(is_active=False)
    assert numbered(make()) == ""
    assert not NumberCounter.objects.exists()


def test_the_first_series_that_fits_is_taken(series, make):
    NumberSeries.objects.create(
        code="erasmus", name_en="Erasmus", pattern="E-{number}", kinds=["erasmus"], position=1, first_number=50
    )
    assert numbered(make(kind="erasmus")) == "E-50"
    assert numbered(make(kind="mou")) == "BTH-4.1-0001-2026"


def test_a_number_it_has_is_kept(series, make):
    assert numbered(make("OLD-7")) == "OLD-7"


def test_counting_goes_on_after_the_highest_imported_number(series, make):
    make("BTH-4.1-0029-2026"), make("BTH-4.1-0003-2026"), make("BTH-4.1-0099-2025"), make("BTH-4.1-x-2026")
    assert numbered(make()) == "BTH-4.1-0030-2026"


def test_a_later_number_from_elsewhere_is_passed_over(series, make):
    assert numbered(make()) == "BTH-4.1-0001-2026"
    make("BTH-4.1-0002-2026"), make("BTH-4.1-0003-2026")
    waiting = make()
    assert next_number(waiting, YEAR) == "BTH-4.1-0004-2026"
    assert numbered(waiting) == "BTH-4.1-0004-2026"


def test_the_last_approval_enters_it_in_the_register(series, memorandum, chief, dean, rector):
    for person in (chief, dean):
        move_agreement(memorandum, "approve", actor=person)
        memorandum.refresh_from_db()
        assert memorandum.number == ""
    move_agreement(memorandum, "approve", actor=rector)
    memorandum.refresh_from_db()
    assert memorandum.number == f"BTH-4.1-0001-{memorandum.state_since.year}"
    assert Agreement.objects.matching(memorandum.number).get() == memorandum
    who, did, _note, changes = told(memorandum)[0]
    assert (who, did) == ("Vice-chancellor", "approved it")
    assert ("Registration number", "—", memorandum.number) in changes


def test_what_is_taken_back_and_approved_again_keeps_its_number(series, unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, state="in_review", is_open_ended=True)
    move_agreement(agreement, "approve", actor=officer)
    agreement.refresh_from_db()
    number = agreement.number
    move_agreement(agreement, "revise", actor=officer, note="a slip")
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.IN_REVIEW)
    move_agreement(agreement, "approve", actor=officer)
    agreement.refresh_from_db()
    assert agreement.number == number
    assert NumberCounter.objects.get().last == 1


def test_the_office_gives_the_next_number_at_any_time(series, draft, officer):
    given = give_number(draft, actor=officer)
    assert given.number.startswith("BTH-4.1-0001-")
    assert told(given)[0][:2] == ("International officer", "gave it its registration number")


def test_the_office_writes_a_number_by_hand_with_its_reason(series, registered, officer):
    give_number(registered, actor=officer, number=" BTH-4.1-0777-2019 ", note="The paper says so.")
    registered.refresh_from_db()
    assert registered.number == "BTH-4.1-0777-2019"
    assert Agreement.objects.matching("0777").get() == registered
    who, did, note, changes = told(registered)[0]
    assert (who, did, note) == ("International officer", "gave it its registration number", "The paper says so.")
    assert changes == [("Registration number", "BTH-1.2.1-0029-2014", "BTH-4.1-0777-2019")]


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"number": "BTH-4.1-0009-2026"}, "note", "Say why"),
        ({"number": "BTH-1.2.1-0029-2014", "note": "x"}, "number", "Another agreement has this number"),
        ({"number": "whatever", "note": "x"}, "number", "does not look like"),
    ],
)
def test_what_is_missing_is_said(series, registered, draft, officer, given, field, said):
    with pytest.raises(ValidationError) as refused:
        give_number(draft, actor=officer, **given)
    assert said in refused.value.message_dict[field][0]
    draft.refresh_from_db()
    assert draft.number == ""


def test_without_a_series_the_number_is_asked(draft, officer):
    with pytest.raises(ValidationError, match="No series of numbers"):
        give_number(draft, actor=officer)


def test_a_numbered_one_gets_no_next_number(series, registered, officer):
    with pytest.raises(ValidationError, match="has a number already"):
        give_number(registered, actor=officer)


@pytest.mark.parametrize("who", ["coordinator", "reader", "auditor", "outsider", "head"])
def test_nobody_but_the_office_gives_numbers(request, series, registered, who):
    person = request.getfixturevalue(who)
    with pytest.raises(RightMissing):
        give_number(registered, actor=person, number="BTH-4.1-0009-2026", note="mine")
    with pytest.raises(RightMissing):
        update_agreement(registered, actor=person, number="BTH-4.1-0009-2026")
    assert Agreement.objects.get().number == "BTH-1.2.1-0029-2014"


def test_an_imported_number_of_another_shape_hinders_no_edit(make, coordinator):
    agreement = make("Dnr 7 (1998)")
    update_agreement(agreement, actor=coordinator, title="A better title")
    agreement.refresh_from_db()
    assert (agreement.number, agreement.title) == ("Dnr 7 (1998)", "A better title")
