"""An agreement is made step by step: each saves a draft, asks what the kind has, and can be gone to at any time."""

import pytest

from agreements.creating.begun import drafts_of
from agreements.creating.steps import missing_of, steps_for, way_of
from agreements.enums import AgreementKind, AgreementState, NoticeRule
from agreements.models import Agreement
from agreements.services.agreements import update_agreement
from tests.agreements.creating.forms import PERIOD, drawn, new_form, partners_data, step
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory

NEW = "/agreements/new/"
OF_EVERY_KIND = {
    "kind", "responsible_unit", "starts_on", "ends_on", "notice_rule", "notice_months", "coordinator", "further_units",
    "title", "remarks",
}  # fmt: skip
RENEWING = {"renewal", "renewal_months", "most_renewals", "is_open_ended"}
ASKED_BESIDE = {
    "erasmus": {"conditions"},
    "moc": RENEWING | {"tuition_waived"},
    "mou": RENEWING,
    "student_exchange": RENEWING | {"tuition_waived", "parent", "conditions"},
    "staff_exchange": RENEWING | {"parent", "conditions"},
    "double_degree": RENEWING | {"tuition_waived", "parent", "conditions"},
    "internship": RENEWING | {"tuition_waived", "parent", "conditions"},
    "summer_school": RENEWING | {"tuition_waived", "parent", "conditions"},
    "research": RENEWING | {"parent"},
    "other": RENEWING | {"parent"},
}


def begin(client, unit, partners, kind="moc", **changes):
    """The draft after its first step."""
    given = partners_data(partners, kind=kind, responsible_unit=str(unit.pk), **changes)
    response = client.post(new_form(kind), given)
    assert response.status_code == 302
    return Agreement.objects.latest("pk")


def test_the_kind_is_asked_first_and_every_new_form_is_another(browser_of, coordinator, registered):
    client = browser_of(coordinator)
    addresses = {client.get(NEW)["Location"] for _time in range(2)}
    assert len(addresses) == 2
    page = client.get(addresses.pop()).content.decode()
    assert all(f"?kind={kind}" in page for kind in AgreementKind.values)
    under = client.get(f"{NEW}?parent={registered.pk}", follow=True).content.decode()
    assert f"?kind=internship&amp;parent={registered.pk}" in under
    assert "?kind=erasmus" not in under


@pytest.mark.parametrize("kind", AgreementKind.values)
def test_each_kind_is_asked_what_it_has_and_nothing_else(browser_of, coordinator, unit, kind):
    client = browser_of(coordinator)
    draft = AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT, kind=kind)
    asked = {"conditions"} if "conditions" in {each.name for each in steps_for(kind)} else set()
    for name in ("kind", "partners", "period", "keeping"):
        asked |= set(client.get(step(draft, name)).context["form"].fields) - {"seen_at", "seen_values"}
    assert asked == OF_EVERY_KIND | ASKED_BESIDE[kind]


def test_from_the_kind_to_the_submission(browser_of, coordinator, other_unit, unit, partner):
    client = browser_of(coordinator)
    draft = begin(client, unit, [partner], **{"party-0-partner_unit": "Faculty of Computing", "party-0-reference": "7"})
    assert (draft.state, draft.coordinator) == (AgreementState.DRAFT, coordinator)
    assert draft.title == "Memorandum of Cooperation with AGH University"
    party = draft.parties.get(is_home=False)
    assert (party.partner_unit, party.reference) == ("Faculty of Computing", "7")
    assert client.get(f"/agreements/{draft.pk}/steps/")["Location"] == step(draft, "period")
    sent = drawn(client, step(draft, "period")) | {"starts_on": "2027-01-01", "is_open_ended": "on"}
    assert client.post(step(draft, "period"), sent)["Location"] == step(draft, "keeping")
    sent = drawn(client, step(draft, "keeping")) | {"further_units": [str(other_unit.pk)]}
    assert client.post(step(draft, "keeping"), sent)["Location"] == step(draft, "review")
    assert client.get(f"/agreements/{draft.pk}/steps/")["Location"] == step(draft, "review")
    assert "Submit for review" in client.get(step(draft, "review")).content.decode()
    client.post(f"/agreements/{draft.pk}/submit/")
    draft.refresh_from_db()
    assert (draft.state, draft.is_open_ended) == (AgreementState.IN_REVIEW, True)
    assert list(draft.further_units.all()) == [other_unit]
    assert client.get(step(draft, "period"))["Location"] == draft.get_absolute_url()


def test_an_erasmus_draft_has_its_notice_rule_and_says_what_is_missing_and_where(browser_of, officer, unit, partner):
    client = browser_of(officer)
    draft = begin(client, unit, [partner], kind="erasmus")
    assert draft.notice_rule == NoticeRule.ERASMUS
    assert [(each.step.name, each.url) for each in missing_of(draft)] == [
        ("period", step(draft, "period")),
        ("conditions", step(draft, "conditions")),
    ]
    way = way_of(draft, steps_for("erasmus")[1], missing_of(draft))
    assert [stage.state for stage in way] == ["done", "done", "missing", "done", "missing", "open"]
    page = client.get(step(draft, "review")).content.decode()
    assert "Give the last day" in page
    assert "Submit for review" not in page
    ConditionFactory(agreement=draft)
    assert [each.step.name for each in missing_of(draft)] == ["period"]


def test_one_may_stop_anywhere_and_go_on_from_the_draft(browser_of, coordinator, unit, partner):
    client = browser_of(coordinator)
    draft = begin(client, unit, [partner])
    sent = drawn(client, step(draft, "period")) | {"starts_on": "2027-01-01", "stop": "yes"}
    assert client.post(step(draft, "period"), sent)["Location"] == draft.get_absolute_url()
    page = client.get(draft.get_absolute_url()).content.decode()
    assert f'href="/agreements/{draft.pk}/steps/"' in page
    assert "Give the last day" in page


def test_five_partners_keep_what_is_said_of_each(browser_of, officer, unit, partner):
    partners = [partner, *InstitutionFactory.create_batch(4)]
    said = {f"party-{number}-partner_unit": f"Faculty {number}" for number in range(5)}
    draft = begin(browser_of(officer), unit, partners, **said)
    kept = draft.parties.filter(is_home=False).values_list("institution", "partner_unit")
    assert list(kept) == [(row.pk, f"Faculty {number}") for number, row in enumerate(partners)]


def test_a_title_nobody_gave_follows_kind_and_partners(browser_of, coordinator, unit, partner, second_partner):
    client = browser_of(coordinator)
    draft = begin(client, unit, [partner])
    sent = drawn(client, step(draft, "partners")) | partners_data([partner, second_partner])
    client.post(step(draft, "partners"), sent)
    client.post(step(draft, "kind"), drawn(client, step(draft, "kind")) | {"kind": "mou"})
    draft.refresh_from_db()
    both = "Memorandum of Understanding with AGH University, Politechnika Gdańska"
    assert (draft.kind, draft.title) == ("mou", both)
    client.post(step(draft, "keeping"), drawn(client, step(draft, "keeping")) | {"title": "Ours"})
    client.post(step(draft, "kind"), drawn(client, step(draft, "kind")) | {"kind": "moc"})
    draft.refresh_from_db()
    assert draft.title == "Ours"
    client.post(step(draft, "keeping"), drawn(client, step(draft, "keeping")) | {"title": " "})
    draft.refresh_from_db()
    assert draft.title == both.replace("Understanding", "Cooperation")


def test_a_new_kind_empties_what_it_has_no_use_for(browser_of, coordinator, unit, registered, lodz):
    client = browser_of(coordinator)
    fields = {"kind": "internship", "parent": registered, "tuition_waived": True, "state": "draft"}
    draft = AgreementFactory(responsible_unit=unit, partners=[lodz], **fields)
    client.post(step(draft, "kind"), drawn(client, step(draft, "kind")) | {"kind": "erasmus"})
    draft.refresh_from_db()
    assert (draft.kind, draft.parent, draft.tuition_waived) == ("erasmus", None, None)


def test_what_was_changed_in_another_step_meanwhile_is_no_hindrance(browser_of, coordinator, unit, partner):
    client = browser_of(coordinator)
    draft = begin(client, unit, [partner])
    mine = drawn(client, step(draft, "period")) | {"starts_on": "2027-01-01"}
    update_agreement(draft, actor=None, remarks="Written meanwhile")
    assert client.post(step(draft, "period"), mine)["Location"] == step(draft, "keeping")
    draft.refresh_from_db()
    assert (str(draft.starts_on), draft.remarks) == ("2027-01-01", "Written meanwhile")


@pytest.mark.parametrize("name", ["period", "partners"])
def test_of_two_people_at_one_step_the_second_sees_what_changed(
    browser_of, coordinator, officer, unit, partner, second_partner, name
):
    client = browser_of(coordinator)
    draft = begin(client, unit, [partner])
    mine, theirs = (
        drawn(browser_of(who), step(draft, name)) | partners_data([partner]) | PERIOD for who in (coordinator, officer)
    )
    seen = client.get(step(draft, name)).context.get("seen_parties") or ""
    mine |= {"starts_on": "2027-01-01", "seen_parties": seen, "party-0-partner_unit": "Mine"}
    theirs |= {"starts_on": "2028-01-01", "seen_parties": seen} | partners_data([second_partner])
    assert browser_of(officer).post(step(draft, name), theirs).status_code == 302
    page = client.post(step(draft, name), mine).content.decode()
    assert "changed elsewhere" in page
    assert ('value="Mine"' if name == "partners" else 'value="2027-01-01"') in page
    draft.refresh_from_db()
    assert str(draft.starts_on) == "2028-01-01" if name == "period" else draft.partner_name == str(second_partner)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("partners", 19), ("period", 14), ("keeping", 16), ("review", 15)])
def test_a_step_asks_the_database_as_often_for_many_partners(
    browser_of, coordinator, unit, partner, name, queries, count, django_assert_num_queries
):
    client = browser_of(coordinator)
    partners = [partner, *InstitutionFactory.create_batch(count - 1)]
    draft = AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT, partners=partners)
    client.get(step(draft, name))
    with django_assert_num_queries(queries):
        assert client.get(step(draft, name)).status_code == 200


def test_drafts_one_has_begun_are_on_ones_desk(browser_of, coordinator, officer, unit, other_unit, partner):
    fields = {"responsible_unit": unit, "state": AgreementState.DRAFT, "coordinator": coordinator}
    begun = AgreementFactory(title="Begun", **fields)
    AgreementFactory(title="Theirs to answer", turn="partner", turn_since="2026-01-01", **fields)
    AgreementFactory(title="Of a colleague", **fields | {"coordinator": officer})
    AgreementFactory(title="Active", **fields | {"state": AgreementState.ACTIVE})
    AgreementFactory(title="Of another unit now", **fields | {"responsible_unit": other_unit})
    assert [(row.title, row.url) for row in drafts_of(coordinator)] == [("Begun", f"/agreements/{begun.pk}/steps/")]
    assert "Begun and not finished" in browser_of(coordinator).get("/desk/").content.decode()
