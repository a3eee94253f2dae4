"""Proposals: who moves them where, what the rules say, days that follow the call, the grant that makes a project."""

import re
from datetime import date, time, timedelta
from functools import partial
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from docx import Document

from accounts.enums import Role
from cooperation.calls.services import Closing, PriorityValues, announce_call, change_call
from cooperation.models import CallPriority, FundingCall, Proposal, ProposalStep, StepPaper
from cooperation.proposals.checks import Case, Member, check_proposal, checked
from cooperation.proposals.consortium import remove_member, save_member
from cooperation.proposals.enums import ProposalState
from cooperation.proposals.papers import keep_paper, remove_paper
from cooperation.proposals.services import begin_proposal, change_proposal, grant_proposal, move_proposal
from cooperation.proposals.steps import finish_step, postpone_step, reopen_step
from cooperation.proposals.views import pictures
from cooperation.proposals.workflow import proposal_workflow
from core.demo_documents import pdf
from core.errors import FileRefused, PortalError, RightMissing, TransitionRefused
from mobility.models import GrantProject
from partners.services.merging import merge_institutions
from reference.models import CallDeadline
from tests.agreements.factories import InstitutionFactory
from tests.agreements.test_two_at_once import both
from tests.cooperation.factories import FundingCallFactory, ProposalFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("idea", "submit_abstract"): "abstract",
    ("abstract", "send_back"): "idea",
    ("abstract", "approve"): "approved",
    ("approved", "draft"): "drafted",
    ("drafted", "redraft"): "approved",
    ("drafted", "submit"): "submitted",
    ("submitted", "take_back"): "drafted",
    ("submitted", "grant"): "granted",
    ("submitted", "reject"): "rejected",
    **{(state, "withdraw"): "withdrawn" for state in ("idea", "abstract", "approved", "drafted", "submitted")},
    ("withdrawn", "take_up_again"): "idea",
}


@pytest.fixture
def proposal(unit, coordinator, home):
    return ProposalFactory(unit=unit, coordinator=coordinator, acronym="SEAWISE", abstract="Blue skills.")


def keep(proposal, kind, actor, **given):
    return keep_paper(proposal.steps.get(kind=kind), actor=actor, upload=pdf("signed.pdf", "Signed", []), **given)


def test_the_workflow_has_these_edges_and_no_other():
    edges = proposal_workflow.edges.values()
    assert {(str(source), edge.name): str(edge.target) for edge in edges for source in edge.sources} == ALLOWED


def test_the_database_knows_the_edges_and_that_a_grant_has_a_project(proposal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.SUBMITTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalFactory(unit=proposal.unit, state="granted")


def test_the_head_approves_and_the_coordinator_does_not(proposal, coordinator, outsider, person, unit):
    head = person(Role.HEAD, unit)
    with pytest.raises(RightMissing):
        move_proposal(proposal, "submit_abstract", actor=outsider)
    move_proposal(proposal, "submit_abstract", actor=coordinator)
    with pytest.raises(RightMissing):
        move_proposal(proposal, "approve", actor=coordinator)
    approved = move_proposal(proposal, "approve", actor=head)
    assert approved.state == "approved"
    assert approved.steps.get(kind="abstract").done_by == head


def test_nothing_is_handed_in_after_the_hour(unit, officer, home):
    call = FundingCallFactory(deadline__due_on=timezone.localdate() - timedelta(days=1))
    late = ProposalFactory(unit=unit, call=call, state="drafted")
    with pytest.raises(TransitionRefused, match="The call closed on"):
        move_proposal(late, "submit", actor=officer)
    before = call.deadline.due_at - timedelta(hours=1)
    with pytest.raises(ValidationError, match="not within the time"):
        change_proposal(late, actor=officer, handed_in_at=before + timedelta(hours=2))
    told = change_proposal(late, actor=officer, handed_in_at=before)
    assert not any("closed on" in reason for reason in proposal_workflow.unmet("submit", told))


@pytest.mark.usefixtures("reference_tables")
def test_a_proposal_that_keeps_the_rules_is_handed_in_and_granted(proposal, officer, coordinator, home):
    today, priority = timezone.localdate(), CallPriority.objects.create(call=proposal.call, title="Inclusion")
    for country in ("LV", "PL"):
        partner = InstitutionFactory(country_id=country)
        days = {f"mandate_{what}_on": today for what in ("asked", "received", "signed")}
        save_member(proposal, actor=coordinator, institution=partner, role="partner", **days)
    change_proposal(
        proposal, actor=coordinator, months=24, lump_sum=250_000, agency_country=home.country, priorities=[priority]
    )
    move_proposal(proposal, "submit_abstract", actor=coordinator)
    move_proposal(proposal, "approve", actor=officer)
    with pytest.raises(TransitionRefused, match="Keep at the step first: Final draft"):
        move_proposal(proposal, "draft", actor=coordinator)
    keep(proposal, "draft", coordinator)
    move_proposal(proposal, "draft", actor=coordinator)
    assert "Declaration on Honour" in proposal_workflow.unmet("submit", proposal)[0]
    keep(proposal, "signatures", coordinator)
    assert check_proposal(Proposal.objects.get()).is_ready
    handed_in = move_proposal(proposal, "submit", actor=coordinator)
    assert handed_in.handed_in_at is not None
    with pytest.raises(RightMissing):
        grant_proposal(proposal, actor=coordinator, number="2025-1-SE01-KA220-HED-1", starts_on=date(2025, 9, 1))
    granted = grant_proposal(proposal, actor=officer, number="2025-1-SE01-KA220-HED-1", starts_on=date(2025, 9, 1))
    project = granted.project
    assert (project.scheme.code, project.call_year, project.ends_on) == ("ka220", 2025, date(2027, 8, 31))
    assert project.proposal == granted
    assert project.state == "running"


def test_what_is_missing_is_said_with_its_rule(proposal, coordinator):
    reasons = " ".join(proposal_workflow.unmet("submit", proposal))
    for rule in ("KA220-01", "KA220-02", "KA220-03", "KA220-04", "KA220-06"):
        assert rule in reasons


def member(country, role="partner", *, of_programme=True, admitted=True, signed=True):
    return Member(country, country, role, of_programme, admitted, signed)


THREE = (member("SE"), member("LV"), member("PL"))


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("KA220-01", {"members": (member("SE", "applicant"), member("LV"), member("PL", "associated"))}),
        ("KA220-01", {"members": (member("SE", "applicant"), member("LV"), member("AL", of_programme=False))}),
        ("KA220-02", {"lump_sum": 130_000}),
        ("KA220-03", {"months": 37}),
        ("KA220-04", {"members": (member("US", "applicant", of_programme=False), *THREE)}),
        ("KA220-04", {"members": (member("US", of_programme=False, admitted=False), *THREE)}),
        ("KA220-06", {"is_twin": True}),
        ("KA220-06", {"agency_country": "PL"}),
        ("KA220-07", {"priorities": 4}),
        ("KA220-08", {"members": (member("SE", "applicant"), member("LV"), member("PL", signed=False))}),
    ],
)  # fmt: skip
def test_one_fault_breaks_one_rule(rule, change):
    whole = {
        "call": FundingCall(lump_sums=[120_000, 250_000]),
        "members": (member("SE", "applicant"), member("LV"), member("PL")),
        "months": 24,
        "lump_sum": 250_000,
        "agency_country": "SE",
        "priorities": 2,
    }
    assert checked(Case(**whole)).is_ready
    assert rule in {each.rule for each in checked(Case(**whole | change)).unmet}


def test_the_same_consortium_stands_once_in_a_call(proposal, unit, coordinator):
    partner = InstitutionFactory()
    other = ProposalFactory(unit=unit, call=proposal.call)
    assert not any("same consortium" in each.mend for each in check_proposal(proposal).unmet)
    save_member(other, actor=coordinator, institution=partner, role="partner")
    save_member(proposal, actor=coordinator, institution=partner, role="partner")
    assert any("same consortium" in each.mend for each in check_proposal(proposal).unmet)
    Proposal.objects.filter(pk=other.pk).update(state="withdrawn")
    assert not any("same consortium" in each.mend for each in check_proposal(proposal).unmet)


def closing(**given):
    return Closing(**{"action": "KA220-HED", "call_year": 2025, "due_on": date(2025, 3, 5)} | given)


def test_inner_days_are_counted_back_and_move_with_the_call(officer, outsider, unit, home):
    call = announce_call(actor=officer, title="Partnerships", closing=closing())
    deadline = CallDeadline.objects.get()
    assert (deadline.abstract_due_on, deadline.draft_due_on) == (date(2025, 1, 22), date(2025, 2, 19))
    step = ProposalFactory(unit=unit, call=call).steps.get(kind="draft")
    with pytest.raises(RightMissing):
        change_call(call, actor=outsider, closing=closing(due_on=date(2025, 3, 12)))
    change_call(call, actor=officer, closing=closing(due_on=date(2025, 3, 12)))
    assert ProposalStep.objects.with_wanted().get(pk=step.pk).wanted_on == date(2025, 2, 26)


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 29), time(2, 30)), (date(2026, 10, 25), time(2, 30))])
def test_an_hour_that_is_skipped_or_doubled_is_refused(officer, day, hour):
    with pytest.raises(ValidationError, match="This hour") as caught:
        announce_call(actor=officer, title="At night", closing=closing(due_on=day, due_time=hour))
    assert list(caught.value.message_dict) == ["due_time"]
    assert not CallDeadline.objects.exists()


def test_a_priority_that_a_proposal_names_stays(officer, coordinator, proposal):
    kept = CallPriority.objects.create(call=proposal.call, title="Inclusion")
    CallPriority.objects.create(call=proposal.call, title="Digital")
    change_proposal(proposal, actor=coordinator, priorities=[kept])
    foreign = CallPriority.objects.create(call=FundingCallFactory(), title="Foreign")
    with pytest.raises(ValidationError, match="of this call"):
        change_proposal(proposal, actor=coordinator, priorities=[foreign])
    change_call(proposal.call, actor=officer, priorities=[PriorityValues("field", "Inclusion")])
    assert list(proposal.call.priorities.values_list("title", "kind")) == [("Inclusion", "field")]
    with pytest.raises(PortalError, match="it stays"):
        change_call(proposal.call, actor=officer, priorities=[])


def test_steps_are_done_undone_and_postponed_by_the_office(proposal, coordinator, officer):
    step = proposal.steps.get(kind="mandates")
    today, closes = timezone.localdate(), proposal.call.deadline.due_on
    with pytest.raises(ValidationError, match="not come yet"):
        finish_step(step, actor=coordinator, done_on=today + timedelta(days=1))
    assert finish_step(step, actor=coordinator).done_by == coordinator
    with pytest.raises(PortalError, match="is done"):
        postpone_step(step, actor=officer, to=closes, reason="Strike")
    reopen_step(step, actor=coordinator)
    with pytest.raises(RightMissing):
        postpone_step(step, actor=coordinator, to=closes, reason="Strike")
    with pytest.raises(ValidationError, match="Give a day after"):
        postpone_step(step, actor=officer, to=closes + timedelta(days=1), reason="Strike")
    postpone_step(step, actor=officer, to=closes, reason="Strike")
    assert ProposalStep.objects.with_wanted().get(pk=step.pk).wanted_on == closes


def test_mandates_come_in_their_order_and_we_stay(proposal, coordinator):
    today, partner = timezone.localdate(), InstitutionFactory()
    with pytest.raises(ValidationError, match="asked for before"):
        save_member(proposal, actor=coordinator, institution=partner, role="partner", mandate_received_on=today)
    row = save_member(proposal, actor=coordinator, institution=partner, role="partner", mandate_asked_on=today)
    with pytest.raises(ValidationError, match="one applicant"):
        save_member(proposal, actor=coordinator, member=row, role="applicant")
    assert partner.name.split()[0].lower() in Proposal.objects.get().search_text
    remove_member(row, actor=coordinator)
    with pytest.raises(PortalError, match="We ourselves stay"):
        remove_member(proposal.members.get(), actor=coordinator)


def test_mandates_are_done_when_each_partner_has_given_its_own(unit, coordinator, outsider, home):
    first, second = InstitutionFactory(), InstitutionFactory()
    proposal = ProposalFactory(unit=unit, partners=[first, second])
    step, mine = proposal.steps.get(kind="mandates"), proposal.members.get(institution=first)
    with pytest.raises(RightMissing):
        keep(proposal, "mandates", outsider, member=mine)
    with pytest.raises(FileRefused, match="content is something else"):
        keep_paper(step, actor=coordinator, upload=ContentFile(b"MZ", name="mandate.pdf"))
    with pytest.raises(ValidationError, match="member of this consortium"):
        keep(proposal, "contact", coordinator, member=mine)
    paper = keep(proposal, "mandates", coordinator, member=mine)
    with pytest.raises(PortalError, match=f"first: Mandate of {second}"):
        finish_step(step, actor=coordinator)
    with pytest.raises(PortalError, match="mandate is kept"):
        remove_member(mine, actor=coordinator)
    keep(proposal, "mandates", coordinator, member=proposal.members.get(institution=second))
    finish_step(step, actor=coordinator)
    with pytest.raises(PortalError, match="The step is done"):
        remove_paper(paper, actor=coordinator, note="Wrong file")
    reopen_step(step, actor=coordinator)
    remove_paper(paper, actor=coordinator, note="Wrong file")
    assert step.papers.count() == 1


def test_papers_are_filled_in_kept_and_read_by_those_who_work_on_it(proposal, browser_of, coordinator, outsider):
    browser, made = browser_of(coordinator), partial(reverse, "cooperation:proposal_paper_made")
    for kind in ("support", "abstract", "contact", "signatures"):
        word = browser.get(made(args=[proposal.pk, kind, "docx"])).content
        assert "SEAWISE" in " ".join(line.text for line in Document(BytesIO(word)).paragraphs)
    assert browser.get(made(args=[proposal.pk, "support", "pdf"])).content.startswith(b"%PDF-")
    for args in ((proposal.pk, "draft", "pdf"), (proposal.pk, "mandates", "pdf"), (proposal.pk, "support", "exe")):
        assert browser.get(made(args=args)).status_code == 404
    address = reverse("cooperation:proposal_paper_add", args=[proposal.pk, "support"])
    assert "The file is empty" in browser.post(address, {"file": ContentFile(b"", name="a.pdf")}).content.decode()
    assert browser.post(address, {"file": pdf("support.pdf", "Support", [])}).status_code == 302
    assert "support.pdf" in browser.get(proposal.get_absolute_url()).content.decode()
    history = reverse("cooperation:proposal_history", args=[proposal.pk])
    assert "support.pdf" in browser.get(history).content.decode()
    file = reverse("cooperation:proposal_paper_file", args=[StepPaper.objects.get().pk])
    assert b"".join(browser.get(file).streaming_content).startswith(b"%PDF-")
    assert browser_of(outsider).get(file).status_code == 404


def test_a_stranger_reads_a_proposal_once_it_is_handed_in(proposal, browser_of, outsider, reader, coordinator, officer):
    handed_in = ProposalFactory(unit=proposal.unit, state="submitted")
    for somebody, expected in ((outsider, 404), (reader, 404), (coordinator, 200), (officer, 200)):
        assert browser_of(somebody).get(proposal.get_absolute_url()).status_code == expected
        assert browser_of(somebody).get(handed_in.get_absolute_url()).status_code == 200
    page = browser_of(outsider).get(reverse("cooperation:proposal_board")).content.decode()
    assert handed_in.acronym in page
    assert "SEAWISE" not in page


def test_the_board_says_how_many_found_no_room(proposal, unit, browser_of, officer, monkeypatch):
    ProposalFactory(unit=unit)
    address = reverse("cooperation:proposal_board")
    assert "in the list alone" not in browser_of(officer).get(address).content.decode()
    monkeypatch.setattr(pictures, "MOST_CARDS", 1)
    assert "1 more is in the list alone." in browser_of(officer).get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "queries"),
    [("proposal_list", 10), ("proposal_board", 5), ("proposal_outcomes", 4), ("call_list", 8), ("proposal_detail", 26)],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_database_no_more_for_more_rows(
    name, queries, rows, unit, browser_of, officer, django_assert_num_queries
):
    made = [
        ProposalFactory(unit=unit, partners=[InstitutionFactory() for _each in range(rows)]) for _row in range(rows)
    ]
    address = reverse(f"cooperation:{name}", args=[made[0].pk] if name == "proposal_detail" else [])
    browser = browser_of(officer)
    browser.get(address)
    with django_assert_num_queries(queries):
        assert browser.get(address).status_code == 200


def test_the_list_of_calls_counts_what_its_reader_may_see(proposal, browser_of, outsider, officer):
    ProposalFactory(unit=proposal.unit, call=proposal.call, state="submitted")
    for somebody, expected in ((officer, ["2", "0"]), (outsider, ["1", "0"])):
        page = browser_of(somebody).get(reverse("cooperation:call_list")).content.decode()
        assert re.findall(r'class="number">(\d+)</td>', page) == expected


def test_a_proposal_is_begun_filled_in_and_granted_by_its_forms(unit, home, browser_of, coordinator, officer):
    call, browser = FundingCallFactory(), browser_of(coordinator)
    typed = {"call": call.pk, "acronym": "NORTH", "title": "North", "unit": unit.pk, "role": "yes"}
    answer = browser.post(reverse("cooperation:proposal_create"), typed)
    proposal = Proposal.objects.get()
    assert answer.url == proposal.get_absolute_url()
    again = browser.post(reverse("cooperation:proposal_create"), typed | {"title": "Another"})
    assert "Another proposal of this call has this acronym" in again.content.decode()
    bad = {"acronym": "N\0", "title": "x" * 10_000, "months": "9" * 30, "lump_sum": "7", "handed_in_at": "tomorrow"}
    edit = reverse("cooperation:proposal_edit", args=[proposal.pk])
    assert browser.post(edit, bad | {"unit": unit.pk}).status_code == 200
    Proposal.objects.filter(pk=proposal.pk).delete()
    proposal = ProposalFactory(unit=unit, state="submitted", lump_sum=250_000)
    grant = reverse("cooperation:proposal_granted", args=[proposal.pk])
    assert browser.get(grant).status_code == 403
    answer = browser_of(officer).post(grant, {"number": "2025-1-SE01-KA220-HED-2", "starts_on": "2025-09-01"})
    assert answer.status_code == 302
    assert "2025-1-SE01-KA220-HED-2" in browser.get(proposal.get_absolute_url()).content.decode()
    project = GrantProject.objects.get()
    assert (project.scheme.code, project.lump_sum) == ("ka220", 250_000)
    page = browser_of(officer).get(project.get_absolute_url()).content.decode()
    assert "Paid for results, not by cost" in page
    assert "Add a line" not in page


def test_a_call_is_entered_and_moved_by_its_form(browser_of, officer, home):
    typed = {
        "title": "Partnerships 2025", "action": "KA220-HED", "call_year": "2025", "round": "1", "due_on": "2025-03-05",
        "due_time": "12:00", "time_zone": "Europe/Brussels", "is_verified": "on", "lump_sums": "120 000, 250 000",
        "least_organisations": "3", "least_countries": "3", "shortest_months": "12", "longest_months": "36",
        "abstract_days_before": "42", "draft_days_before": "14", "horizontal": "Inclusion\n\nDigital\nDigital",
    }  # fmt: skip
    browser = browser_of(officer)
    assert browser.post(reverse("cooperation:call_create"), typed).status_code == 302
    call = FundingCall.objects.get()
    assert call.lump_sums == [120_000, 250_000]
    assert sorted(call.priorities.values_list("title", flat=True)) == ["Digital", "Inclusion"]
    edit = reverse("cooperation:call_edit", args=[call.pk])
    assert browser.get(edit).status_code == 200
    night = browser.post(edit, typed | {"due_on": "2026-03-29", "due_time": "02:30"})
    assert "This hour does not exist" in night.content.decode()
    assert browser.post(edit, typed | {"time_zone": "Mars/Base", "lump_sums": "many"}).status_code == 200
    assert CallDeadline.objects.get().due_on == date(2025, 3, 5)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_grant_at_once_one_is_refused(unit, officer, home):
    proposal = ProposalFactory(unit=unit, state="submitted")
    acts = [
        partial(grant_proposal, proposal, actor=officer, number=number, starts_on=date(2025, 9, 1))
        for number in ("N0", "N1")
    ]
    assert len([each for each in both(*acts) if isinstance(each, TransitionRefused)]) == 1
    assert GrantProject.objects.count() == 1

    idea, partner = ProposalFactory(unit=unit), InstitutionFactory()
    add = partial(save_member, idea, actor=officer, institution=partner)
    assert len([each for each in both(add, add) if isinstance(each, ValidationError)]) == 1
    assert idea.members.filter(institution=partner).count() == 1

    step, later = idea.steps.get(kind="draft"), timezone.localdate() + timedelta(days=200)
    closing = Closing(action="KA220-HED", call_year=2025, due_on=later, round=idea.call.deadline.round)
    outcomes = both(
        partial(change_call, idea.call, actor=officer, closing=closing), partial(finish_step, step, actor=officer)
    )
    assert [each for each in outcomes if isinstance(each, PortalError)] in ([], [outcomes[1]])
    moved = idea.steps.with_wanted().get(kind="draft").wanted_on
    assert later - timedelta(days=30) < moved < later


def test_a_merger_of_two_members_keeps_the_farther_mandate_and_both_papers(unit, officer, home):
    survivor, absorbed, asked = InstitutionFactory(), InstitutionFactory(), timezone.localdate() - timedelta(days=3)
    proposal = ProposalFactory(unit=unit, partners=[survivor, absorbed])
    proposal.members.filter(institution=absorbed).update(mandate_asked_on=asked, mandate_received_on=asked)
    proposal.members.filter(institution=survivor).update(mandate_asked_on=timezone.localdate())
    for institution in (survivor, absorbed):
        keep(proposal, "mandates", officer, member=proposal.members.get(institution=institution))
    merge_institutions(survivor, absorbed, actor=officer, reason="One")
    [member] = proposal.members.exclude(institution=home)
    assert (member.institution, member.papers.count()) == (survivor, 2)
    assert member.mandate_days == {"mandate_asked_on": asked, "mandate_received_on": asked}


def test_an_idea_needs_an_open_call_and_the_right(unit, coordinator, outsider, home):
    closed = FundingCallFactory(deadline__due_on=timezone.localdate() - timedelta(days=2))
    with pytest.raises(ValidationError, match="has closed"):
        begin_proposal(actor=coordinator, call=closed, acronym="A", title="A", unit=unit)
    call = FundingCallFactory()
    with pytest.raises(RightMissing):
        begin_proposal(actor=outsider, call=call, acronym="A", title="A", unit=unit)
    assert begin_proposal(actor=coordinator, call=call, acronym="A", title="A", unit=unit).steps.count() == 6
