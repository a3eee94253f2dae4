"""Two moments side by side, and a field put back: in words, only what one may see, only what is possible now."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Unit
from agreements.enums import AgreementState
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, move_agreement, update_agreement
from agreements.views.moments import form_of
from core.history_entries import entries_of
from core.moments.comparison import compare
from core.moments.moments import instant_of, moments_of, value_of
from core.moments.restoring import restoration_of
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(unit, coordinator):
    home()
    return create_agreement(
        actor=coordinator,
        parties=[PartyValues(InstitutionFactory(name="AGH University"))],
        kind="moc",
        title="First title",
        responsible_unit=unit,
        is_open_ended=True,
    )


def differences(obj, since, until=None) -> dict:
    return {
        section.heading + (f" ({section.fate})" if section.fate else ""): [
            (each.label, each.was, each.becomes) for each in section.differences
        ]
        for section in compare(obj, AGREEMENT_STORY, since, until)
    }


def test_two_moments_differ_field_by_field_in_words(draft, coordinator, officer):
    begun = timezone.now()
    lodz = InstitutionFactory(name="Lodz University")
    update_agreement(
        draft,
        actor=coordinator,
        parties=[PartyValues(lodz, partner_unit="Physics")],
        title="Second title",
        coordinator=officer,
        is_open_ended=False,
        ends_on=date(2031, 12, 31),
    )
    assert differences(draft, begun) == {
        "Agreement": [
            ("Title", "First title", "Second title"),
            ("Coordinator", "", "International officer"),
            ("Last day", "", "31 Dec 2031"),
            ("Has no end date", "yes", "no"),
        ],
        "Party: AGH University (removed)": [],
        "Party: Lodz University (added)": [("Their unit", "", "Physics")],
    }
    assert differences(draft, timezone.now()) == {}
    assert differences(draft, begun, begun) == {}
    assert next(iter(differences(draft, begun - timedelta(days=1), begun))) == "Agreement"


def test_moments_are_named_by_their_acts(draft, coordinator):
    update_agreement(draft, actor=coordinator, title="Second title")
    newest, first = moments_of(draft, AGREEMENT_STORY)
    assert newest.label.endswith("Coordinator changed it")
    assert first.label.endswith("Coordinator created it")
    assert instant_of(first.value) == first.at
    assert value_of(first.at) == first.value
    for wrong in ("", "x", "2026-13-45T00:00:00Z", "2026-01-01", "9" * 500):
        assert instant_of(wrong) is None


def test_a_closed_unit_and_a_fixed_term_are_refused_in_words(draft, coordinator, officer, unit, other_unit):
    begun = timezone.now()
    update_agreement(draft, actor=officer, responsible_unit=other_unit, ends_on=date(2031, 12, 31), is_open_ended=False)
    draft.refresh_from_db()
    Unit.objects.filter(pk=unit.pk).update(is_active=False)

    def refusals(name):
        form = lambda data=None: form_of(draft, officer, data)  # noqa: E731 (what a view gives as a method)
        return restoration_of(draft, AGREEMENT_STORY, name, begun, form).refusals

    assert refusals("responsible_unit") == ["“Computer Science” can no longer be chosen for “Responsible unit”."]
    assert refusals("title") == []
    Agreement.objects.filter(pk=draft.pk).update(state=AgreementState.IN_REVIEW)
    Agreement.objects.filter(pk=draft.pk).update(state=AgreementState.APPROVED)
    Agreement.objects.filter(pk=draft.pk).update(state=AgreementState.SIGNED)
    draft.refresh_from_db()
    assert refusals("ends_on") == ["“Last day” cannot be changed in the state “Signed”."]


def test_the_page_compares_and_puts_back(draft, coordinator, browser_of):
    begun = timezone.now()
    update_agreement(draft, actor=coordinator, title="Second title")
    client = browser_of(coordinator)
    history = client.get(f"/agreements/{draft.pk}/history/").content.decode()
    assert "Compare two moments" in history
    page = client.get(f"/agreements/{draft.pk}/history/compare/", {"since": value_of(begun)}).content.decode()
    assert ("First title" in page, "Second title" in page) == (True, True)
    path, asked = f"/agreements/{draft.pk}/history/restore/", {"field": "title", "at": value_of(begun)}
    assert f"{path}?field=title" in page
    preview = client.get(path, asked).content.decode()
    assert "Put it back" in preview
    assert Agreement.objects.get().title == "Second title"
    answer = client.post(path, asked | {"seen_at": Agreement.objects.get().updated_at.isoformat()}, follow=True)
    assert "“Title” is as it was again." in answer.content.decode()
    assert Agreement.objects.get().title == "First title"
    newest = entries_of(draft, AGREEMENT_STORY)[0]
    assert newest.who == "Coordinator"
    assert newest.did.startswith("restored “Title” as it was on ")
    assert [(each.label, each.before, each.after) for each in newest.changes] == [
        ("Title", "Second title", "First title")
    ]


def test_what_a_colleague_changed_since_the_preview_is_not_overwritten(draft, coordinator, officer, browser_of):
    begun = timezone.now()
    update_agreement(draft, actor=coordinator, title="Second title")
    seen_at = Agreement.objects.get().updated_at.isoformat()
    update_agreement(draft, actor=officer, title="Third title")
    asked = {"field": "title", "at": value_of(begun), "seen_at": seen_at}
    page = browser_of(coordinator).post(f"/agreements/{draft.pk}/history/restore/", asked).content.decode()
    assert "Nothing was overwritten" in page
    assert Agreement.objects.get().title == "Third title"


def test_an_address_without_a_field_leads_to_where_one_chooses_it(draft, coordinator, browser_of):
    client = browser_of(coordinator)
    assert client.get(f"/agreements/{draft.pk}/history/restore/").url == f"/agreements/{draft.pk}/history/compare/"
    assert client.post(f"/agreements/{draft.pk}/history/restore/").status_code == 404


@pytest.mark.parametrize(
    "asked", [{"field": "title"}, {"field": "x", "at": "2026-01-01T00:00:00Z"}, {"field": "id", "at": "NOW"},
              {"field": "search_text", "at": "NOW"}, {"field": "title", "at": "1999-01-01T00:00:00Z"}]
)  # fmt: skip
def test_bad_addresses_are_not_found_and_no_fault(asked, draft, coordinator, browser_of):
    asked = {name: value_of(timezone.now()) if value == "NOW" else value for name, value in asked.items()}
    client = browser_of(coordinator)
    assert client.get(f"/agreements/{draft.pk}/history/restore/", asked).status_code == 404
    assert client.post(f"/agreements/{draft.pk}/history/restore/", asked).status_code == 404
    page = client.get(f"/agreements/{draft.pk}/history/compare/", {"since": "x", "until": "\u202e"})
    assert page.status_code == 200


def test_who_may_not_read_history_or_change_meets_a_closed_door(unit, reader, outsider, auditor, browser_of):
    active = AgreementFactory(responsible_unit=unit, title="Exchange")
    for person in (reader, outsider):
        assert browser_of(person).get(f"/agreements/{active.pk}/history/compare/").status_code == 403
    client = browser_of(auditor)
    page = client.get(f"/agreements/{active.pk}/history/compare/").content.decode()
    assert "/history/restore/" not in page
    assert client.get(f"/agreements/{active.pk}/history/restore/", {"field": "title"}).status_code == 403


def test_a_comparison_takes_the_same_number_of_queries(draft, coordinator):
    """It grows with the kinds of rows that the history is told from, not with the rows."""
    asked = {}
    for count in (1, 3):
        begun = timezone.now()
        parties = [PartyValues(InstitutionFactory()) for _number in range(count)]
        update_agreement(draft, actor=coordinator, parties=parties, title=f"With {count}", coordinator=coordinator)
        with CaptureQueriesContext(connection) as queries:
            assert len(compare(draft, AGREEMENT_STORY, begun)) == count + 2
        asked[count] = len(queries)
    assert asked[1] == asked[3]


TEXTS = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=30)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=TEXTS,
    second=TEXTS,
    remarks=st.text(alphabet="ab \n", max_size=20),
)
def test_what_is_put_back_does_not_differ_any_more(draft, officer, first, second, remarks):
    update_agreement(draft, actor=officer, title=first, remarks="")
    begun = timezone.now()
    update_agreement(draft, actor=officer, title=second, remarks=remarks.strip())
    for name in ("title", "remarks"):
        now = Agreement.objects.get(pk=draft.pk)
        wanted = restoration_of(
            now, AGREEMENT_STORY, name, begun, lambda data=None, now=now: form_of(now, officer, data)
        )
        assert wanted.refusals == []
        update_agreement(now, actor=officer, **wanted.form.values())
    assert differences(draft, begun) == {}


def test_the_state_moves_by_itself_and_is_never_put_back(draft, coordinator, browser_of):
    begun = timezone.now()
    move_agreement(draft, "submit", actor=coordinator)
    asked = {"field": "state", "at": value_of(begun)}
    page = browser_of(coordinator).post(f"/agreements/{draft.pk}/history/restore/", asked).content.decode()
    assert "“State” cannot be changed in the state “In review”." in page
