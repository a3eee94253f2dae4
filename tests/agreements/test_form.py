"""The form that changes an agreement: bad input is said beside its field, a colleague's change is not overwritten."""

import pytest

from tests.agreements.factories import AgreementFactory, InstitutionFactory, home


@pytest.fixture
def partner(db):
    home()
    return InstitutionFactory(name="AGH University", city="Kraków", erasmus_code="PL KRAKOW02")


def data_of(kind="moc", partners=(), **changes):
    rows = {f"party-{number}-institution": str(row.pk) for number, row in enumerate(partners)}
    counts = {"party-TOTAL_FORMS": str(len(partners)), "party-INITIAL_FORMS": "0"}
    plain = {"kind": kind, "renewal": "none", "notice_rule": "none", "tuition_waived": "unknown"}
    return {**plain, **counts, **rows, **changes}


def test_we_are_not_offered_as_our_own_partner(browser_of, coordinator, partner):
    found = browser_of(coordinator).get("/agreements/partner-choices/?partner_query=blekinge")
    assert list(found.context["partners_found"]) == []
    found = browser_of(coordinator).get("/agreements/partner-choices/?partner_query=PLKRAKOW02")
    assert list(found.context["partners_found"]) == [partner]


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("auditor", 403), ("coordinator", 200), ("officer", 200)])
def test_partner_choices_by_people(request, browser_of, who, status):
    response = browser_of(request.getfixturevalue(who)).get("/agreements/partner-choices/?partner_query=" + "ł" * 9000)
    assert response.status_code == status


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": "2027-01-02", "ends_on": "2027-01-01"}, "ends_on"),
        ({"ends_on": "2027-01-01", "is_open_ended": "on"}, "is_open_ended"),
        ({"ends_on": "never"}, "ends_on"),
        ({"ends_on": "0001-01-01"}, "ends_on"),
        ({"title": "x" * 400}, "title"),
        ({"title": "nul\x00byte"}, "title"),
        ({"renewal": "automatic"}, "renewal_months"),
        ({"renewal": "automatic", "renewal_months": "-5"}, "renewal_months"),
        ({"renewal": "automatic", "renewal_months": "9" * 40}, "renewal_months"),
        ({"responsible_unit": ""}, "responsible_unit"),
        ({"responsible_unit": "999999"}, "responsible_unit"),
        ({"coordinator": "999999"}, "coordinator"),
        ({"further_units": ["x"]}, "further_units"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(browser_of, coordinator, draft, changes, field):
    sent = edit_data(draft, remarks="typed remark", **changes)
    response = browser_of(coordinator).post(f"/agreements/{draft.pk}/edit/", sent)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    page = response.content.decode()
    assert "typed remark" in page
    assert draft.partner_name in page
    draft.refresh_from_db()
    assert draft.remarks == ""


def edit_data(agreement, **changes):
    client_form = {
        "kind": agreement.kind,
        "title": agreement.title,
        "responsible_unit": str(agreement.responsible_unit_id),
        "seen_at": agreement.updated_at.isoformat(),
    }
    partners = [party.institution for party in agreement.partner_parties]
    return data_of(partners=partners, **{**client_form, **changes})


def test_an_edit_changes_what_was_changed(browser_of, coordinator, draft):
    response = browser_of(coordinator).post(f"/agreements/{draft.pk}/edit/", edit_data(draft, title="Better title"))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.title == "Better title"


def test_two_tabs_do_not_overwrite_each_other(browser_of, coordinator, officer, draft):
    mine, theirs = edit_data(draft, title="Mine"), edit_data(draft, title="Theirs")
    assert browser_of(officer).post(f"/agreements/{draft.pk}/edit/", theirs).status_code == 302
    response = browser_of(coordinator).post(f"/agreements/{draft.pk}/edit/", mine)
    assert "changed elsewhere" in response.content.decode()
    assert 'value="Mine"' in response.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Theirs"


@pytest.mark.parametrize("seen_at", ["", "yesterday", "2026-99-99T00:00:00"])
def test_a_tampered_version_mark_is_no_fault_of_ours(browser_of, coordinator, draft, seen_at):
    given = edit_data(draft, seen_at=seen_at)
    assert browser_of(coordinator).post(f"/agreements/{draft.pk}/edit/", given).status_code in {200, 302}


def test_a_draft_that_changes_its_kind_drops_what_the_new_kind_has_no_use_for(
    browser_of, coordinator, registered, unit, lodz
):
    agreement = AgreementFactory(
        responsible_unit=unit, kind="internship", parent=registered, state="draft", partners=[lodz], tuition_waived=True
    )
    given = edit_data(agreement, kind="erasmus", ends_on="2028-09-30")
    assert browser_of(coordinator).post(f"/agreements/{agreement.pk}/edit/", given).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.kind, agreement.parent, agreement.tuition_waived) == ("erasmus", None, None)


def test_the_terms_of_an_active_agreement_are_not_asked(browser_of, coordinator, registered):
    client, address = browser_of(coordinator), f"/agreements/{registered.pk}/edit/"
    page = client.get(address)
    assert set(page.context["form"].fields) == {
        "title", "responsible_unit", "further_units", "coordinator", "remarks", "seen_at", "seen_values",
    }  # fmt: skip
    client.post(address, edit_data(registered, kind="mou", ends_on="2030-01-01", remarks="noted"))
    registered.refresh_from_db()
    assert (registered.kind, registered.ends_on, registered.remarks) == ("moc", None, "noted")
