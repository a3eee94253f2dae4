"""What is due for the archive or for removal, and what a decision leaves behind (LG-06, LG-10)."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import InternalError, transaction
from django.utils import timezone

from agreements.enums import AgreementState
from agreements.models import Agreement, ArchiveExport, Disposal, RetentionRule
from agreements.registry.disposal.deciding import decide
from agreements.registry.disposal.due import due_count, due_rows
from agreements.supplied import TABLES
from core.anonymise import forget_in_history
from core.errors import PortalError, RightMissing
from partners.models import Contact, Institution
from partners.services import save_contact
from reference.loading import load_table
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.days import in_days

TODAY = timezone.localdate
LONG_AGO = TODAY() - relativedelta(years=9)
PERSON = "Żaneta Wiśniewska"


@pytest.fixture
def rules(db):
    for table in TABLES:
        if table.model is RetentionRule:
            load_table(table)
    return RetentionRule.objects.in_bulk()


@pytest.fixture
def ended(unit):
    """An agreement that ended on a day, with one partner."""

    def make(on: date = LONG_AGO, state=AgreementState.ENDED, **fields):
        agreement = AgreementFactory(responsible_unit=unit, state=state, ends_on=on, **fields)
        since = timezone.make_aware(timezone.datetime(on.year, on.month, on.day, 12))
        Agreement.objects.filter(pk=agreement.pk).update(state_since=since)
        return agreement

    return make


@pytest.fixture
def contact(officer):
    def make(institution, name=PERSON):
        known = Contact(institution=institution, name=name, email="zaneta@example.org", phone="+48 1", remarks="Knows")
        return save_contact(known, actor=officer)

    return make


def keys(rule, user) -> list[int]:
    return [row.key for row in due_rows(rule, user)]


def test_the_rules_come_with_their_source(rules):
    assert {code: rule.years for code, rule in rules.items()} == {"agreements": 1, "contacts": 2}
    assert "kept for ever" in rules["agreements"].source_en
    assert rules["contacts"].source_en.endswith("(LG-10, LG-08)")


def test_agreements_are_due_a_year_after_they_ended(rules, ended, officer):
    a_year_ago = TODAY() - relativedelta(years=1)
    due, older = ended(a_year_ago), ended()
    ended(a_year_ago + timedelta(days=1)), ended(state=AgreementState.ACTIVE), ended(state=AgreementState.WITHDRAWN)
    assert keys(rules["agreements"], officer) == [older.pk, due.pk]
    assert due_count(rules["agreements"], officer) == 2


def test_one_ended_before_its_last_day_counts_from_then(rules, ended, officer):
    agreement = ended()
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=in_days(900))
    assert keys(rules["agreements"], officer) == [agreement.pk]
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=None)
    assert keys(rules["agreements"], officer) == [agreement.pk]


def test_an_imported_one_counts_from_its_last_day(rules, ended, officer):
    agreement = ended()
    Agreement.objects.filter(pk=agreement.pk).update(state_since=timezone.now())
    assert due_rows(rules["agreements"], officer)[0].ended_on == LONG_AGO


def test_handing_over_writes_out_deletes_nothing_and_is_done_once(rules, ended, officer):
    first, second = ended(number="N-1", title="First"), ended(title="Second")
    done = decide(rules["agreements"], [first.pk], actor=officer, reason="Yearly delivery")
    assert ArchiveExport.objects.get().agreements == [first.pk]
    assert (done.years, done.reason, done.decided_by_name) == (1, "Yearly delivery", "International officer")
    assert "kept for ever" in done.rule
    assert list(done.lines.values_list("title", "count", "agreement")) == [("N-1 · First", 1, first.pk)]
    assert Agreement.objects.count() == 2
    assert keys(rules["agreements"], officer) == [second.pk]
    with pytest.raises(PortalError, match="None of them is due any more"):
        decide(rules["agreements"], [first.pk], actor=officer, reason="Again")
    assert Disposal.objects.count() == 1


def test_the_protocol_stays_when_the_person_goes(rules, ended, officer):
    done = decide(rules["agreements"], [ended().pk], actor=officer, reason="Yearly delivery")
    ArchiveExport.objects.all().delete()
    officer.memberships.all().delete()
    officer.delete()
    done.refresh_from_db()
    assert (done.decided_by, done.decided_by_name, done.export) == (None, "International officer", None)


def test_contacts_are_due_where_every_agreement_is_over_for_two_years(rules, ended, contact, officer, unit):
    due, living, recent, without = (InstitutionFactory(name=f"Partner {number}") for number in range(4))
    for institution in (due, living, recent, without):
        contact(institution)
    ended(partners=[due]), ended(partners=[due], state=AgreementState.WITHDRAWN)
    ended(partners=[living]), AgreementFactory(responsible_unit=unit, state="draft", partners=[living])
    ended(partners=[recent]), ended(TODAY() - relativedelta(years=2) + timedelta(days=1), partners=[recent])
    assert keys(rules["contacts"], officer) == [due.pk]


def test_removing_people_leaves_their_names_nowhere(rules, ended, contact, officer):
    institution = InstitutionFactory(name="Old partner")
    other = contact(InstitutionFactory(name="Another partner"), name="Stays Here")
    person = contact(institution)
    person.phone = "+48 2"
    save_contact(person, actor=officer)
    ended(partners=[institution])
    done = decide(rules["contacts"], [institution.pk], actor=officer, reason="Two years are over")
    assert list(Contact.objects.values_list("name", flat=True)) == ["Stays Here"]
    events = Contact.pgh_event_model.objects.filter(pgh_obj_id=person.pk)
    assert events.count() == 3
    said = {str(value) for event in events.values() for value in event.values()}
    assert not {text for text in said if "Żaneta" in text or "zaneta" in text or "+48" in text or "Knows" in text}
    assert Contact.pgh_event_model.objects.filter(pgh_obj_id=other.pk, name="Stays Here").exists()
    assert list(done.lines.values_list("title", "count")) == [("Old partner", 1)]
    assert Institution.objects.filter(pk=institution.pk).exists()


def test_nobody_else_rewrites_history(contact):
    person = contact(InstitutionFactory())
    forget_in_history(Contact, [person.pk], ["name"])
    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        Contact.pgh_event_model.objects.update(email="")


def test_nothing_happens_without_a_reason_or_by_a_rule_out_of_use(rules, ended, officer):
    agreement = ended()
    for reason in ("", "  ", "x" * 2001):
        with pytest.raises(ValidationError):
            decide(rules["agreements"], [agreement.pk], actor=officer, reason=reason)
    RetentionRule.objects.update(is_active=False)
    with pytest.raises(PortalError):
        decide(rules["agreements"], [agreement.pk], actor=officer, reason="Yearly delivery")
    assert not Disposal.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "reader", "auditor", "head", "administrator"])
def test_nobody_but_the_office_decides(request, rules, ended, who):
    agreement = ended()
    with pytest.raises(RightMissing):
        decide(rules["agreements"], [agreement.pk], actor=request.getfixturevalue(who), reason="Mine")
    assert not Disposal.objects.exists()


@pytest.fixture
def page(rules, browser_of, officer):
    return browser_of(officer)


def test_a_decision_takes_two_presses(page, ended, browser_of, auditor):
    agreement = ended(title="Old exchange")
    address = "/agreements/disposal/agreements/new/"
    assert "Old exchange" in page.get(address).content.decode()
    given = {"keys": [agreement.pk], "reason": "Yearly delivery"}
    asked = page.post(address, given)
    assert "Hand 1 agreement to the archive?" in asked.content.decode()
    assert not Disposal.objects.exists()
    done = page.post(address, given | {"confirmed": "yes"})
    assert done["Location"] == f"/agreements/disposal/protocols/{Disposal.objects.get().pk}/"
    assert "Yearly delivery" in page.get(done["Location"]).content.decode()
    assert "Yearly delivery" in browser_of(auditor).get(done["Location"]).content.decode()
    assert browser_of(auditor).post(address, given).status_code == 403


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": "Yearly"}, "Choose at least one."),
        ({"keys": ["999999"], "reason": "Yearly"}, "not due any more"),
        ({"keys": ["x"], "reason": "Yearly"}, "not due any more"),
        ({"keys": ["1; DROP"], "reason": "x" * 3000}, "at most 2000 characters"),
    ],
)
def test_bad_input_is_said_and_kept(page, ended, given, said):
    ended(title="Old exchange")
    response = page.post("/agreements/disposal/agreements/new/", given | {"confirmed": "yes"})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "Old exchange" in response.content.decode()
    assert not Disposal.objects.exists()


def test_an_unknown_rule_is_not_found(page):
    assert page.get("/agreements/disposal/everything/new/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_however_many(page, ended, officer, rules, django_assert_num_queries, count):
    for number in range(count):
        decide(rules["agreements"], [ended(title=f"Done {number}").pk], actor=officer, reason="Yearly delivery")
        ended(title=f"Due {number}")
    page.get("/agreements/disposal/")
    with django_assert_num_queries(7):
        page.get("/agreements/disposal/")
    with django_assert_num_queries(5):
        page.get("/agreements/disposal/agreements/new/")
