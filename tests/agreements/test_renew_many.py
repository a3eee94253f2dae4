"""Several agreements renewed in one go: the preview, who may, that nothing is made twice, the work of the worker."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.cockpit.plans import plan_renewals
from agreements.enums import AgreementKind, Renewal
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement, RenewalRun
from agreements.services import renewal_runs
from agreements.services.renewal_runs import carry_out, start_renewals
from agreements.services.renewals import renew_agreement, renew_agreements
from core.errors import PortalError, RightMissing
from core.history_entries import entries_of
from core.jobs import carry_out as carry_out_job
from partners.models import AssessmentNeed
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, home
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db
MANY = reverse("agreements:renew_many")
PERIOD = {"starts_on": date(2023, 9, 1), "ends_on": date(2026, 8, 31)}


@pytest.fixture
def ending(unit):
    """Make an agreement of the unit that ended on 31 August 2026, or another one."""

    def make(**fields):
        return AgreementFactory(**({"responsible_unit": unit} | PERIOD | fields))

    return make


def address(*agreements):
    return f"{MANY}?" + "&".join(f"agreement={agreement.pk}" for agreement in agreements)


def test_the_preview_says_of_each_what_is_made_and_why_not(ending, coordinator, other_unit, unit):
    plain = ending()
    foreign = ending(responsible_unit=other_unit)
    draft = ending(state="draft")
    endless = ending(ends_on=None)
    begun = ending()
    under_way, _new = renew_agreement(begun, actor=coordinator)
    renewed = ending()
    AgreementFactory(responsible_unit=unit, predecessor=renewed, title="Next one", starts_on=date(2026, 9, 1))
    closed = InstitutionFactory(name="Gone University", status="closed", closed_on=date(2025, 1, 1))
    orphan = ending(partners=[closed])
    plans = {plan.agreement: plan for plan in plan_renewals([row.pk for row in Agreement.objects.all()], coordinator)}
    assert (plans[plain].period.starts_on, plans[plain].period.ends_on) == (date(2026, 9, 1), date(2029, 8, 31))
    assert plans[plain].is_possible
    assert "Mechanical" in plans[foreign].refusal
    assert "was concluded" in plans[draft].refusal
    assert "no last day" in plans[endless].refusal
    assert plans[begun].under_way == under_way
    assert plans[renewed].refusal.startswith("It was renewed already: “Next one”")
    assert "Gone University closed on" in plans[orphan].refusal
    assert not any(plans[row].is_possible for row in (foreign, draft, endless, begun, renewed, orphan))


def test_the_preview_warns_and_lets_it_be(ending, coordinator, unit, person):
    parent = ending(ends_on=date(2026, 8, 31), title="Frame")
    left = person("coordinator", unit, name="Somebody Gone", is_active=False)
    doubtful = ending(
        kind=AgreementKind.STUDENT_EXCHANGE, parent=parent, coordinator=left, renewal=Renewal.AUTOMATIC,
        renewal_months=12,
    )  # fmt: skip
    short = ending(kind=AgreementKind.ERASMUS, starts_on=date(2022, 9, 1), ends_on=date(2027, 8, 31))
    unknown = ending(starts_on=None)
    plans = {row.agreement: row for row in plan_renewals([doubtful.pk, short.pk, unknown.pk], coordinator)}
    assert len(plans[doubtful].warnings) == 3
    assert plans[short].warnings[0] == "It ends with the Erasmus programme, sooner than after the same time."
    assert "last day of the new one is to be given" in plans[unknown].warnings[0]
    assert all(plan.is_possible for plan in plans.values())


def test_a_missing_assessment_is_a_warning_only(ending, coordinator):
    agreement = ending()
    AssessmentNeed.objects.create(country=agreement.partner_parties[0].institution.country)
    [plan] = plan_renewals([agreement.pk], coordinator)
    assert [sentence for sentence in plan.warnings if "has not been assessed" in sentence]
    assert plan.is_possible


@pytest.mark.parametrize("count", [1, 3])
def test_a_preview_asks_as_often_for_three_as_for_one(ending, officer, django_assert_num_queries, count):
    keys = []
    for _each in range(count):
        agreement = ending()
        ConditionFactory(agreement=agreement)
        keys.append(agreement.pk)
    officer.has_perm("agreements.add_agreement")  # read once a request
    with django_assert_num_queries(9):
        assert len(plan_renewals(keys, officer)) == count


def test_a_few_are_made_at_once_and_the_rest_say_why(ending, other_unit, coordinator, browser_of):
    mine, foreign = ending(title="Mine"), ending(title="Theirs", responsible_unit=other_unit)
    client = browser_of(coordinator)
    page = client.get(address(mine, foreign)).content.decode()
    assert "1 draft would be made." in page
    sent = {"agreement": [mine.pk, foreign.pk], "form": str(uuid4()), "confirmed": "yes"}
    answer = client.post(MANY, sent, follow=True)
    assert "1 draft was made. For 1 agreement none was made." in answer.content.decode()
    assert "You do not have the right to make agreements of this unit." in answer.content.decode()
    draft = Agreement.objects.get(predecessor__isnull=False)
    assert (draft.predecessor, draft.starts_on, draft.state) == (mine, date(2026, 9, 1), "draft")


def test_the_same_page_sent_twice_makes_one_run_and_one_draft(ending, coordinator, browser_of):
    agreement = ending()
    sent = {"agreement": agreement.pk, "form": str(uuid4()), "confirmed": "yes"}
    client = browser_of(coordinator)
    first, second = client.post(MANY, sent), client.post(MANY, sent)
    assert first["Location"] == second["Location"]
    assert Agreement.objects.filter(predecessor=agreement).count() == 1
    again = client.post(MANY, sent | {"form": str(uuid4())}, follow=True).content.decode()
    assert "Its renewal was under way already" in again
    assert Agreement.objects.filter(predecessor=agreement).count() == 1


def test_nobody_reads_or_uses_anothers_run(ending, coordinator, officer, browser_of):
    agreement, form = ending(), uuid4()
    run = start_renewals([agreement.pk], actor=coordinator, form=form)
    assert browser_of(officer).get(reverse("agreements:renewal_run", args=[run.pk])).status_code == 404
    with pytest.raises(PortalError, match="somebody else"):
        start_renewals([agreement.pk], actor=officer, form=form)


def test_what_a_person_cannot_read_is_as_if_it_were_not_there(ending, outsider, browser_of, unit):
    secret = ending(state="draft", title="Secret draft")
    page = browser_of(outsider).get(address(secret)).content.decode()
    assert "Secret draft" not in page
    assert "1 of those chosen is not there, or not for you to read." in page
    with pytest.raises(PortalError, match="at least one"):
        start_renewals([secret.pk], actor=outsider, form=uuid4())


@pytest.mark.parametrize("who", ["reader", "auditor", "administrator"])
def test_only_those_who_make_agreements_renew_them(request, ending, who, browser_of):
    person = request.getfixturevalue(who)
    assert browser_of(person).get(address(ending())).status_code == 403
    with pytest.raises(RightMissing):
        start_renewals([1], actor=person, form=uuid4())


@pytest.mark.parametrize("asked", ["", "agreement=x", "agreement=-1", "agreement=" + "9" * 30, "agreement=²"])
def test_strange_selections_are_a_page_and_no_fault(officer, browser_of, asked):
    assert "No agreement is chosen" in browser_of(officer).get(f"{MANY}?{asked}").content.decode()
    sent = {"agreement": asked.partition("=")[2], "confirmed": "yes", "form": "no such"}
    answer = browser_of(officer).post(MANY, sent)
    assert "Choose at least one agreement." in answer.content.decode()


def test_too_many_are_refused_in_words(ending, officer, browser_of, monkeypatch):
    monkeypatch.setattr(renewal_runs, "MOST", 1)
    rows = [ending(), ending()]
    with pytest.raises(PortalError, match="At most 1 agreements"):
        start_renewals([row.pk for row in rows], actor=officer, form=uuid4())


def test_many_are_the_workers_who_goes_on_after_a_crash(
    ending, coordinator, browser_of, django_capture_on_commit_callbacks
):
    agreements = [ending() for _each in range(renewal_runs.FEW + 1)]
    run = start_renewals([row.pk for row in agreements], actor=coordinator, form=uuid4())
    page = reverse("agreements:renewal_run", args=[run.pk])
    client = browser_of(coordinator)
    assert "Waiting for a free worker" in client.get(page).content.decode()
    half = RenewalRun.objects.get(pk=run.pk)
    renewal_runs._renew(half, [agreements[0].pk])  # as if the worker had died after the first
    carry_out_job(run.job.pk)
    carry_out_job(run.job.pk)  # delivered twice
    run.refresh_from_db()
    assert [row["is_new"] for row in run.outcome] == [True] * len(agreements)
    assert Agreement.objects.filter(predecessor__in=agreements).count() == len(agreements)
    assert "11 drafts were made." in client.get(page).content.decode()
    assert client.get(reverse("agreements:renewal_progress", args=[run.pk]))["HX-Refresh"] == "true"


def test_one_that_cannot_be_renewed_hinders_no_other(ending, officer):
    odd = ending(starts_on=date(1950, 1, 1), ends_on=date(2190, 1, 1))  # its successor would end in 2430
    good = ending()
    run = RenewalRun.objects.create(form=uuid4(), agreements=[odd.pk, 0, good.pk], started_by=officer)
    carry_out(run)
    assert [(row["agreement"], row["is_new"]) for row in run.outcome] == [(odd.pk, False), (good.pk, True)]
    assert "Give a date between" in run.outcome[0]["sentence"]


@pytest.mark.parametrize("count", [1, 3])
def test_successors_are_written_as_a_set(ending, officer, django_assert_num_queries, count):
    rows = [ending(no_parent_because="Older than any frame.") for _each in range(count)]
    for row in rows:
        ConditionFactory(agreement=row)
    officer.has_perm("agreements.add_agreement")  # read once a request
    with django_assert_num_queries(20):
        renewed = renew_agreements([row.pk for row in rows], actor=officer)
    for row, kept in zip(rows, renewed, strict=True):
        [condition] = kept.draft.conditions.all()
        assert condition.receiver == row.partner_parties[0].institution
        told = [(entry.who, entry.did, entry.note) for entry in entries_of(kept.draft, AGREEMENT_STORY)]
        assert told == [
            (officer.name, "changed the conditions", ""),
            (officer.name, "created it", "Older than any frame."),
        ]


def test_the_database_keeps_a_second_unfinished_successor_out(ending, unit):
    agreement = ending()
    AgreementFactory(responsible_unit=unit, predecessor=agreement, state="in_review")
    with pytest.raises(IntegrityError, match="agreement_one_unfinished_successor"), transaction.atomic():
        AgreementFactory(responsible_unit=unit, predecessor=agreement, state="draft")
    AgreementFactory(responsible_unit=unit, predecessor=agreement, state="withdrawn")


def test_what_was_renewed_is_not_renewed_again(ending, unit, coordinator):
    agreement = ending()
    AgreementFactory(responsible_unit=unit, predecessor=agreement, state="signed", starts_on=date(2026, 9, 1))
    with pytest.raises(PortalError, match="It was renewed already"):
        renew_agreement(agreement, actor=coordinator)


def test_a_closed_partner_is_a_sentence_on_the_page(ending, coordinator, browser_of):
    agreement = ending(partners=[InstitutionFactory(name="Gone", status="closed", closed_on=date(2024, 1, 1))])
    answer = browser_of(coordinator).post(reverse("agreements:agreement_renew", args=[agreement.pk]), follow=True)
    assert "Gone closed on" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_renew_the_same_ones_at_once_make_each_draft_once(unit, coordinator, officer):
    home()
    agreements = [
        AgreementFactory(responsible_unit=unit, partners=[InstitutionFactory()], **PERIOD) for _each in range(3)
    ]
    keys = [row.pk for row in agreements]
    runs = both(
        lambda: start_renewals(keys, actor=coordinator, form=uuid4()),
        lambda: start_renewals(list(reversed(keys)), actor=officer, form=uuid4()),
    )
    made = [row["agreement"] for run in runs for row in run.outcome if row["is_new"]]
    assert sorted(made) == sorted(keys)
    assert Agreement.objects.filter(predecessor__in=keys).count() == 3
