"""The form of an agreement: partners found by search, only what the kind needs, nothing typed is lost."""

import pytest

from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home

NEW = "/agreements/new/"


@pytest.fixture
def partner(db):
    home()
    return InstitutionFactory(name="AGH University", city="Kraków", erasmus_code="PL KRAKOW02")


def data_of(kind="moc", partners=(), **changes):
    rows = {f"party-{number}-institution": str(row.pk) for number, row in enumerate(partners)}
    counts = {"party-TOTAL_FORMS": str(len(partners)), "party-INITIAL_FORMS": "0"}
    plain = {"kind": kind, "renewal": "none", "notice_rule": "none", "tuition_waived": "unknown"}
    return {**plain, **counts, **rows, **changes}


def test_the_kind_is_asked_first(browser_of, coordinator, registered):
    page = browser_of(coordinator).get(NEW).content.decode()
    assert all(f"?kind={kind}" in page for kind in AgreementKind.values)
    under = browser_of(coordinator).get(f"{NEW}?parent={registered.pk}").content.decode()
    assert f"?kind=internship&amp;parent={registered.pk}" in under
    assert "?kind=erasmus" not in under


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("auditor", 403), ("administrator", 403), ("head", 200)])
def test_who_may_begin(request, browser_of, who, status):
    assert browser_of(request.getfixturevalue(who)).get(f"{NEW}?kind=moc").status_code == status


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("erasmus", {"notice_rule", "ends_on"}, {"parent", "tuition_waived", "renewal", "is_open_ended"}),
        ("mou", {"renewal", "is_open_ended"}, {"parent", "tuition_waived"}),
        ("moc", {"tuition_waived"}, {"parent"}),
        ("student_exchange", {"parent", "tuition_waived"}, set()),
        ("research", {"parent"}, {"tuition_waived"}),
    ],
)
def test_a_form_asks_only_what_its_kind_needs(browser_of, coordinator, kind, asked, not_asked):
    fields = set(browser_of(coordinator).get(f"{NEW}?kind={kind}").context["form"].fields)
    assert asked <= fields
    assert not not_asked & fields


def test_the_form_offers_ones_own_units_and_person(browser_of, coordinator, unit, other_unit):
    form = browser_of(coordinator).get(f"{NEW}?kind=moc").context["form"]
    assert list(form.fields["responsible_unit"].queryset) == [unit]
    assert form["responsible_unit"].value() == unit.pk
    assert form["coordinator"].value() == coordinator.pk


def test_find_add_and_take_off_keep_what_was_typed(browser_of, coordinator, unit, partner):
    client = browser_of(coordinator)
    typed = {"title": "Typed title", "starts_on": "2027-01-01", "responsible_unit": str(unit.pk), "remarks": "<b>"}
    found = client.post(NEW, data_of(find="yes", partner_query="krak", **typed))
    assert [row.name for row in found.context["partners_found"]] == ["AGH University"]
    added = client.post(NEW, data_of(add=str(partner.pk), **typed))
    assert [row["institution"].value() for row in added.context["parties"]] == [str(partner.pk)]
    dropped = client.post(NEW, data_of(partners=[partner], drop=str(partner.pk), **typed))
    assert list(dropped.context["parties"]) == []
    for response in (found, added, dropped):
        page = response.content.decode()
        assert 'value="Typed title"' in page
        assert 'value="2027-01-01"' in page
        assert "&lt;b&gt;" in page
        assert not response.context["form"].errors
    assert not Agreement.objects.exists()


def test_we_are_not_offered_as_our_own_partner(browser_of, coordinator, partner):
    found = browser_of(coordinator).get("/agreements/partner-choices/?partner_query=blekinge")
    assert list(found.context["partners_found"]) == []
    found = browser_of(coordinator).get("/agreements/partner-choices/?partner_query=PLKRAKOW02")
    assert list(found.context["partners_found"]) == [partner]


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("auditor", 403), ("coordinator", 200), ("officer", 200)])
def test_partner_choices_by_people(request, browser_of, who, status):
    response = browser_of(request.getfixturevalue(who)).get("/agreements/partner-choices/?partner_query=" + "ł" * 9000)
    assert response.status_code == status


def test_a_search_left_in_the_box_is_carried_out_instead_of_saving(browser_of, coordinator, unit, partner):
    response = browser_of(coordinator).post(NEW, data_of(partner_query="agh", responsible_unit=str(unit.pk)))
    assert list(response.context["partners_found"]) == [partner]
    assert not Agreement.objects.exists()


def test_a_saved_draft_has_everything_that_was_given(browser_of, coordinator, unit, other_unit, partner):
    given = data_of(
        partners=[partner],
        responsible_unit=str(unit.pk),
        further_units=[str(other_unit.pk)],
        coordinator=str(coordinator.pk),
        starts_on="2027-01-01",
        is_open_ended="on",
        **{"party-0-partner_unit": "Faculty of Computer Science", "party-0-reference": "AGH-7"},
    )
    response = browser_of(coordinator).post(NEW, given)
    agreement = Agreement.objects.get()
    assert response["Location"] == f"/agreements/{agreement.pk}/"
    assert (agreement.title, agreement.state) == ("Memorandum of Cooperation with AGH University", AgreementState.DRAFT)
    assert list(agreement.further_units.all()) == [other_unit]
    party = agreement.parties.get(is_home=False)
    assert (party.partner_unit, party.reference) == ("Faculty of Computer Science", "AGH-7")


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
def test_bad_input_is_said_beside_its_field_and_nothing_is_lost(browser_of, coordinator, unit, partner, changes, field):
    given = data_of(partners=[partner], **{"responsible_unit": str(unit.pk), "remarks": "typed remark", **changes})
    response = browser_of(coordinator).post(NEW, given)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {field}
    page = response.content.decode()
    assert "typed remark" in page
    assert "AGH University" in page
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("rows", ["0", "-1", "abc", "99999999999", ""])
def test_a_tampered_count_of_partners_is_no_fault_of_ours(browser_of, coordinator, unit, partner, rows):
    given = data_of(partners=[partner], responsible_unit=str(unit.pk), **{"party-TOTAL_FORMS": rows})
    assert browser_of(coordinator).post(NEW, given).status_code in {200, 302}


def test_a_unit_of_others_is_no_choice(browser_of, coordinator, other_unit, partner):
    response = browser_of(coordinator).post(NEW, data_of(partners=[partner], responsible_unit=str(other_unit.pk)))
    assert set(response.context["form"].errors) == {"responsible_unit"}


def test_an_unknown_partner_is_said(browser_of, coordinator, unit, partner):
    given = data_of(partners=[partner], responsible_unit=str(unit.pk), **{"party-0-institution": "987654"})
    response = browser_of(coordinator).post(NEW, given)
    assert response.status_code == 200
    assert not Agreement.objects.exists()


def test_a_specific_agreement_begins_with_the_partners_of_its_memorandum(
    browser_of, coordinator, registered, unit, lodz
):
    client = browser_of(coordinator)
    page = client.get(f"{NEW}?kind=internship&parent={registered.pk}")
    assert [row["institution"].value() for row in page.context["parties"]] == [str(lodz.pk)]
    assert page.context["form"]["parent"].value() == registered.pk
    assert page.context["form"]["responsible_unit"].value() == registered.responsible_unit_id
    given = data_of(kind="internship", partners=[lodz], responsible_unit=str(unit.pk), parent=str(registered.pk))
    client.post(f"{NEW}?kind=internship&parent={registered.pk}", given)
    assert Agreement.objects.get(parent=registered).kind == "internship"


def test_only_the_partners_memoranda_are_offered(browser_of, coordinator, registered, unit, partner):
    response = browser_of(coordinator).post(NEW, data_of(kind="internship", add=str(partner.pk)))
    assert list(response.context["form"].fields["parent"].queryset) == []
    given = data_of(kind="internship", partners=[partner], responsible_unit=str(unit.pk), parent=str(registered.pk))
    response = browser_of(coordinator).post(NEW, given)
    assert set(response.context["form"].errors) == {"parent"}


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


def test_the_same_form_sent_twice_makes_one_agreement(browser_of, coordinator, unit, partner):
    client = browser_of(coordinator)
    given = data_of(partners=[partner], responsible_unit=str(unit.pk), is_open_ended="on", csrfmiddlewaretoken="a" * 64)
    first, second = (client.post(NEW, given) for _time in range(2))
    agreement = Agreement.objects.get()
    assert first["Location"] == second["Location"] == f"/agreements/{agreement.pk}/"
    client.post(NEW, given | {"csrfmiddlewaretoken": "b" * 64})  # drawn anew: another agreement is meant
    assert Agreement.objects.count() == 2


def test_a_refused_form_may_be_sent_again(browser_of, coordinator, unit, partner):
    client = browser_of(coordinator)
    given = data_of(partners=[partner], responsible_unit=str(unit.pk), is_open_ended="on", csrfmiddlewaretoken="a" * 64)
    refused = client.post(NEW, given | {"ends_on": "2199-01-01x"})
    assert (refused.status_code, Agreement.objects.count()) == (200, 0)
    assert client.post(NEW, given).status_code == 302
