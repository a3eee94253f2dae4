"""Specific agreements outside the programme countries, and what the end of a memorandum means for them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from agreements.creating.families import ends_before
from agreements.enums import AgreementState
from agreements.models import Agreement
from agreements.services.agreements import move_agreement
from agreements.services.endings import give_notice
from core.errors import TransitionRefused
from reference.enums import ProgrammeStatus
from reminders.sources import source
from tests.agreements.creating.forms import drawn, new_form, partners_data, step
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home
from tests.reference.factories import CountryFactory, CountryStatusFactory

NEEDED = "Kwansei Gakuin University is outside the programme countries"


@pytest.fixture
def outside(db):
    home()
    japan = CountryFactory(iso2="JP", iso3="JPN", name_en="Japan")
    CountryStatusFactory(country=japan, status=ProgrammeStatus.NON_ASSOCIATED)
    return InstitutionFactory(name="Kwansei Gakuin University", country=japan, city="Nishinomiya")


@pytest.fixture
def memorandum(unit, outside, officer):
    return AgreementFactory(
        responsible_unit=unit, title="Memorandum", partners=[outside], ends_on=date(2028, 6, 30), coordinator=officer
    )


@pytest.fixture
def child(unit, memorandum, outside, coordinator):
    fields = {"kind": "student_exchange", "parent": memorandum, "coordinator": coordinator, "title": "Exchange"}
    return AgreementFactory(responsible_unit=unit, partners=[outside], ends_on=date(2029, 6, 30), **fields)


def first_step(kind, unit, partner, **said):
    return partners_data([partner], kind=kind, responsible_unit=str(unit.pk), **said)


def test_it_asks_for_the_memorandum_or_why_there_is_none(browser_of, coordinator, unit, outside, memorandum):
    client, address = browser_of(coordinator), new_form("student_exchange")
    page = client.post(address, first_step("student_exchange", unit, outside), follow=True)
    assert page.context["form"].errors["parent"] == ["Choose the memorandum, or say why there is none."]
    assert NEEDED in page.content.decode()
    assert [str(label) for _key, label in page.context["form"].fields["parent"].choices] == [
        "None",
        "Memorandum · Active · 30 Jun 2028",
    ]
    client.post(address, first_step("student_exchange", unit, outside, parent=str(memorandum.pk)))
    assert Agreement.objects.get(kind="student_exchange").parent == memorandum
    reason = {"no_parent_because": "They sign no memoranda."}
    client.post(new_form("research"), first_step("research", unit, outside, **reason))
    draft = Agreement.objects.get(kind="research")
    assert draft.no_parent_because == reason["no_parent_because"]
    for page in ("", "history/"):
        assert "They sign no memoranda." in client.get(f"/agreements/{draft.pk}/{page}").content.decode()


@pytest.mark.parametrize("kind", ["erasmus", "moc", "student_exchange"])
def test_nobody_else_is_asked(browser_of, coordinator, unit, outside, kind):
    inside = InstitutionFactory()
    CountryStatusFactory(country=inside.country, status=ProgrammeStatus.EU_MEMBER)
    partner = inside if kind == "student_exchange" else outside
    draft = AgreementFactory(responsible_unit=unit, state="draft", kind=kind, partners=[partner])
    form = browser_of(coordinator).get(step(draft, "partners")).context["form"]
    assert "no_parent_because" not in form.fields


def test_what_came_in_another_way_is_refused_when_it_is_submitted(unit, outside, coordinator):
    fields = {"kind": "internship", "state": AgreementState.DRAFT, "ends_on": date(2029, 6, 30)}
    draft = AgreementFactory(responsible_unit=unit, partners=[outside], **fields)
    with pytest.raises(TransitionRefused, match=NEEDED):
        move_agreement(draft, "submit", actor=coordinator)
    Agreement.objects.filter(pk=draft.pk).update(no_parent_because="The company has none.")
    assert move_agreement(draft, "submit", actor=coordinator).state == AgreementState.IN_REVIEW


def test_the_end_of_a_memorandum_warns_on_what_is_under_it(browser_of, coordinator, officer, memorandum, child):
    client = browser_of(coordinator)
    assert "ends sooner, on 30 Jun 2028" in client.get(child.get_absolute_url()).content.decode()
    listed = client.get("/agreements/?memorandum=ends_first")
    assert [row.title for row in listed.context["rows"]] == ["Exchange"]
    known = source("agreements.memorandum_ends")
    [row] = known.watched(known.rows(timezone.localdate()))
    assert (row[2], row[3]) == (memorandum.ends_on, coordinator.pk)
    page = browser_of(officer).get(f"/agreements/{memorandum.pk}/give_notice/").content.decode()
    assert "1 agreement is made under it and does not end with it" in page
    assert child.get_absolute_url() in page
    fields = {"side": "both", "agreed_on": timezone.localdate() + timedelta(days=60)}
    give_notice(memorandum, actor=officer, note="Both want to.", **fields)
    assert "Notice of “Memorandum”" in client.get(child.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changes", "warns"),
    [
        ({"ends_on": None}, False),
        ({"ends_on": date(2029, 6, 30)}, False),
        ({"ends_on": date(2029, 6, 29)}, True),
        ({"renewal": "automatic", "renewal_months": 12}, False),
        ({"state": AgreementState.ENDED, "ends_on": None}, True),
        ({"state": AgreementState.SUSPENDED, "ends_on": date(2030, 1, 1)}, True),
    ],
)
def test_which_memoranda_warn(browser_of, coordinator, unit, outside, changes, warns):
    above = AgreementFactory(
        responsible_unit=unit, title="Memorandum", partners=[outside], **{"ends_on": date(2028, 6, 30)} | changes
    )
    fields = {"kind": "student_exchange", "parent": above, "partners": [outside], "responsible_unit": unit}
    child = AgreementFactory(ends_on=date(2029, 6, 30), **fields)
    AgreementFactory(ends_on=date(2029, 6, 30), **fields | {"state": AgreementState.WITHDRAWN})
    assert list(ends_before()) == ([child] if warns else [])
    page = browser_of(coordinator).get(child.get_absolute_url())
    assert bool(page.context["parent_warning"]) is warns


def test_the_reason_for_no_memorandum_is_emptied_with_a_kind_that_needs_none(browser_of, coordinator, unit, outside):
    fields = {"kind": "research", "state": "draft", "no_parent_because": "They sign none."}
    draft = AgreementFactory(responsible_unit=unit, partners=[outside], **fields)
    client = browser_of(coordinator)
    client.post(step(draft, "kind"), drawn(client, step(draft, "kind")) | {"kind": "moc"})
    draft.refresh_from_db()
    assert (draft.kind, draft.no_parent_because) == ("moc", "")
