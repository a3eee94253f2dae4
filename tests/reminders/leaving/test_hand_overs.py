"""A person leaves: everything they keep goes to colleagues who may keep it, once, and nothing else changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Delegation
from accounts.services import grant_role
from accounts.substitutes import name_substitute
from agreements.enums import AgreementState
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement
from core.errors import PortalError, RightMissing
from core.following import follow, followed_by
from core.history_entries import entries_of
from reminders.arrangements import hand_over_date
from reminders.dates import find_date
from reminders.enums import HandedOutcome, MailKind
from reminders.leaving.hand_overs import carry_out, hand_back
from reminders.leaving.person import groups_of
from reminders.leaving.plans import Wish, plan_hand_over
from reminders.models import Arrangement, HandOver, OutgoingMail
from reminders.sources import source
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.reminders.leaving.words import everything_to, keeper_of, kept, plan_for, today

pytestmark = pytest.mark.django_db

QUERIES_OF_PAGE = 78
QUERIES_OF_PLAN = 81
QUERIES_OF_CONFIRMATION = 16


def test_everything_a_person_keeps_is_found_by_kind(everything, anna, officer):
    assert kept(anna, officer) == {
        "agreements.drafts": ["Draft"],
        "agreements.under_way": ["In review"],
        "agreements.in_force": ["Active"],
        "reminders.dates": ["Bo’s agreement"],
        "accounts.duties": ["Coordinator (Computer Science)"],
        "accounts.standing_in": ["Dag Away"],
        "reminders.follows": ["Active"],
    }


def test_everything_goes_to_a_colleague(everything, anna, bo, officer, handed_date):
    follows = [Wish("reminders.follows", f"agreements.agreement:{everything.pk}", bo.pk)]
    wishes = everything_to(bo, anna, officer, without=["reminders.dates", "reminders.follows"])
    dates = [Wish("reminders.dates", f"agreements.end:{handed_date.pk}", officer.pk)]
    plan = plan_hand_over(anna, actor=officer, wishes=[*wishes, *dates, *follows])
    assert keeper_of(everything) == "Anna Berg"
    done = carry_out(plan, actor=officer)
    assert set(done.things.values_list("outcome", flat=True)) == {HandedOutcome.DONE}
    assert kept(anna, officer) == {}
    assert Agreement.objects.get(title="Over").coordinator == anna
    assert Arrangement.objects.get(object_id=handed_date.pk).keeper == officer
    duty = Delegation.objects.get(person=anna)
    assert (duty.substitute, duty.starts_on, duty.ends_on) == (bo, today(), None)
    stand_in = Delegation.objects.get(person__name="Dag Away")
    assert (stand_in.substitute, stand_in.ends_on) == (bo, today() + timedelta(days=9))
    assert [each.title for each in followed_by(bo)] == ["Active"]


def test_history_says_who_handed_it_over_and_why(agreement_of, anna, bo, officer):
    agreement = agreement_of("Active")
    carry_out(plan_for(bo, anna, officer, note="Anna moves to Lund."), actor=officer)
    entry = entries_of(agreement, AGREEMENT_STORY)[0]
    assert (entry.who, entry.did, entry.note) == (str(officer), "handed it over", "Anna moves to Lund.")
    assert [(change.label, change.before, change.after) for change in entry.changes] == [
        ("Coordinator", "Anna Berg", "Bo Ek")
    ]


def test_history_says_for_whom_a_substitute_handed_it_over(agreement_of, anna, bo, cecilia, person, other_unit):
    deputy = person(Role.COORDINATOR, other_unit, name="Eva Deputy")
    name_substitute(cecilia, actor=None, substitute=deputy, starts_on=today())
    agreement = agreement_of("Active")
    carry_out(plan_for(bo, anna, deputy), actor=deputy)
    assert entries_of(agreement, AGREEMENT_STORY)[0].who.startswith("Eva Deputy, for Cecilia Ström")


def test_each_receiver_gets_one_mail(agreement_of, anna, bo, cecilia, officer):
    draft, first, second = agreement_of("Draft", state="draft"), agreement_of("First"), agreement_of("Second")
    cecilia.language = "en"
    wishes = [
        Wish("agreements.drafts", str(draft.pk), bo.pk),
        Wish("agreements.in_force", str(first.pk), bo.pk),
        Wish("agreements.in_force", str(second.pk), cecilia.pk),
    ]
    carry_out(plan_hand_over(anna, actor=officer, wishes=wishes, note="She moves."), actor=officer)
    mails = {mail.recipient.name: mail for mail in OutgoingMail.objects.filter(kind=MailKind.HANDED_OVER)}
    assert mails.keys() == {"Bo Ek", "Cecilia Ström"}
    subject = "Anna Berg has handed over to you: 1 draft of an agreement and 1 agreement in force"
    assert mails["Bo Ek"].subject == subject
    assert f"/agreements/{draft.pk}/" in mails["Bo Ek"].text
    assert "She moves." in mails["Bo Ek"].text
    assert "Second" not in mails["Bo Ek"].html
    assert "Second" in mails["Cecilia Ström"].html


def test_a_second_hand_over_to_the_same_colleague_on_one_day_is_mailed_too(agreement_of, anna, bo, officer):
    agreement_of("First")
    carry_out(plan_for(bo, anna, officer), actor=officer)
    agreement_of("Second")
    carry_out(plan_for(bo, anna, officer), actor=officer)
    assert OutgoingMail.objects.filter(recipient=bo, kind=MailKind.HANDED_OVER).count() == 2


def test_who_gives_to_themself_gets_no_mail(agreement_of, anna, officer):
    agreement_of("First")
    wishes = everything_to(officer, anna, officer, without=["accounts.duties"])
    carry_out(plan_hand_over(anna, actor=officer, wishes=wishes), actor=officer)
    assert not OutgoingMail.objects.exists()


def test_a_colleague_without_the_right_is_refused_before_anything_is_written(agreement_of, anna, outsider, officer):
    agreement = agreement_of("Exchange with Lodz")
    with pytest.raises(ValidationError) as refused:
        plan_for(outsider, anna, officer)
    assert refused.value.message_dict["agreements.in_force"] == [
        "“Exchange with Lodz”: Outsider does not have the right to keep it: no role in Computer Science."
    ]
    assert not HandOver.objects.exists()
    assert keeper_of(agreement) == "Anna Berg"


def test_many_refusals_are_told_in_a_few_sentences(agreement_of, anna, outsider, officer):
    for number in range(9):
        agreement_of(f"Agreement {number}")
    with pytest.raises(ValidationError) as refused:
        plan_for(outsider, anna, officer)
    sentences = refused.value.message_dict["agreements.in_force"]
    assert len(sentences) == 6
    assert sentences[-1] == "And 4 more of these."


def test_a_lent_right_is_none_to_keep_things_by(agreement_of, anna, bo, outsider, officer):
    agreement = agreement_of("Active")
    name_substitute(bo, actor=None, substitute=outsider, starts_on=today())
    with pytest.raises(ValidationError):
        plan_for(outsider, anna, officer)
    assert keeper_of(agreement) == "Anna Berg"


@pytest.mark.parametrize("state", AgreementState.over)
def test_what_is_over_stays(agreement_of, anna, bo, officer, state):
    agreement = agreement_of("Over", state=state)
    assert kept(anna, officer).keys() == {"accounts.duties"}
    carry_out(plan_for(bo, anna, officer), actor=officer)
    assert keeper_of(agreement) == "Anna Berg"


def test_nobody_gets_what_they_would_give_away_themself(agreement_of, anna, officer):
    agreement_of("Active")
    with pytest.raises(ValidationError) as refused:
        plan_for(anna, anna, officer)
    assert refused.value.message_dict["agreements.in_force"] == ["Choose colleagues who work here."]


def test_an_inactive_colleague_is_refused(agreement_of, anna, bo, officer):
    agreement_of("Active")
    bo.is_active = False
    bo.save(update_fields=["is_active"])
    with pytest.raises(ValidationError):
        plan_for(bo, anna, officer)


def test_nothing_ticked_is_no_plan(anna, officer):
    with pytest.raises(ValidationError) as refused:
        plan_hand_over(anna, actor=officer, wishes=[])
    assert refused.value.messages == ["Nothing is ticked, so nothing would be handed over."]


def test_what_is_not_theirs_any_more_is_left_out_of_the_plan(agreement_of, anna, bo, cecilia, officer):
    mine, given = agreement_of("Mine"), agreement_of("Given")
    wishes = everything_to(bo, anna, officer)
    Agreement.objects.filter(pk=given.pk).update(coordinator=cecilia)
    plan = plan_hand_over(anna, actor=officer, wishes=wishes)
    assert [thing.key for thing in plan.things.filter(kind="agreements.in_force")] == [str(mine.pk)]


def test_what_a_colleague_changed_meanwhile_is_reported_and_not_overwritten(agreement_of, anna, bo, cecilia, officer):
    titles = ("Given", "Ended", "Moved on", "Untouched", "Gone", "Elsewhere")
    rows = {title: agreement_of(title, state="draft" if title == "Moved on" else "active") for title in titles}
    plan = plan_for(bo, anna, officer)
    Agreement.objects.filter(title="Given").update(coordinator=cecilia)
    Agreement.objects.filter(title="Ended").update(state="ended")
    Agreement.objects.filter(title="Moved on").update(state="in_review")
    rows["Gone"].parties.all().delete()
    Agreement.objects.filter(title="Gone").delete()
    other = rows["Elsewhere"].responsible_unit.parent
    Agreement.objects.filter(title="Elsewhere").update(responsible_unit=other)
    done = carry_out(plan, actor=officer)
    stayed = {thing.title: thing.why for thing in done.things.filter(outcome=HandedOutcome.STAYED)}
    assert stayed == {
        "Given": "Cecilia Ström keeps it meanwhile.",
        "Ended": "It is over and stays as it is.",
        "Gone": "It is not in the register any more.",
        "Elsewhere": "Bo Ek does not have the right to keep agreements of Faculty of Computing.",
    }
    assert [keeper_of(rows[title]) for title in ("Given", "Ended", "Moved on", "Untouched", "Elsewhere")] == [
        "Cecilia Ström", "Anna Berg", "Bo Ek", "Bo Ek", "Anna Berg",
    ]  # fmt: skip
    (mail,) = OutgoingMail.objects.all()
    assert mail.subject == "Anna Berg has handed over to you: 1 draft of an agreement and 1 agreement in force"


def test_a_date_that_was_settled_or_taken_meanwhile_is_reported(handed_date, anna, bo, cecilia, officer):
    wishes = [Wish("reminders.dates", f"agreements.end:{handed_date.pk}", cecilia.pk)]
    plan = plan_hand_over(anna, actor=officer, wishes=wishes)
    hand_over_date(find_date(officer, source("agreements.end"), handed_date.pk, today()), actor=officer, to=bo)
    assert carry_out(plan, actor=officer).things.get().why == "It is somebody else’s meanwhile."


def test_confirming_twice_does_nothing_twice(everything, anna, bo, officer):
    plan = plan_hand_over(anna, actor=officer, wishes=everything_to(bo, anna, officer, without=["reminders.dates"]))
    carry_out(plan, actor=officer)
    before = (Agreement.pgh_event_model.objects.count(), OutgoingMail.objects.count(), Delegation.objects.count())
    with pytest.raises(PortalError, match="already"):
        carry_out(plan, actor=officer)
    assert before == (
        Agreement.pgh_event_model.objects.count(), OutgoingMail.objects.count(), Delegation.objects.count(),
    )  # fmt: skip


def test_of_two_plans_the_second_finds_nothing_left(agreement_of, anna, bo, officer, cecilia):
    agreement = agreement_of("Active")
    first, second = plan_for(bo, anna, officer), plan_for(cecilia, anna, officer)
    carry_out(second, actor=officer)
    done = carry_out(first, actor=officer)
    assert set(done.things.values_list("outcome", flat=True)) == {HandedOutcome.STAYED}
    assert keeper_of(agreement) == "Cecilia Ström"


def test_a_plan_nobody_confirmed_is_thrown_away_after_a_week(agreement_of, anna, bo, officer):
    agreement_of("Active")
    old, done = plan_for(bo, anna, officer), carry_out(plan_for(bo, anna, officer), actor=officer)
    HandOver.objects.update(created_at=timezone.now() - timedelta(days=8))
    agreement_of("Another")
    new = plan_for(bo, anna, officer)
    assert set(HandOver.objects.all()) == {done, new}
    with pytest.raises(PortalError, match="not there any more"):
        carry_out(old, actor=officer)


def test_only_its_maker_confirms_a_plan(agreement_of, anna, bo, officer, cecilia):
    agreement = agreement_of("Active")
    plan = plan_for(bo, anna, officer)
    with pytest.raises(PortalError, match="made this plan"):
        carry_out(plan, actor=cecilia)
    assert keeper_of(agreement) == "Anna Berg"


def test_a_receiver_who_left_between_plan_and_confirmation_gets_nothing(agreement_of, anna, bo, officer):
    agreement = agreement_of("Active")
    plan = plan_for(bo, anna, officer)
    bo.is_active = False
    bo.save(update_fields=["is_active"])
    done = carry_out(plan, actor=officer)
    assert set(done.things.values_list("outcome", flat=True)) == {HandedOutcome.STAYED}
    assert keeper_of(agreement) == "Anna Berg"
    assert not Delegation.objects.exists()


# --- Who may hand over what ---------------------------------------------------------------------


def test_one_hands_over_ones_own(agreement_of, anna, bo):
    agreement = agreement_of("Active")
    carry_out(plan_for(bo, anna, anna), actor=anna)
    assert keeper_of(agreement) == "Bo Ek"


def test_a_head_hands_over_what_belongs_to_the_unit(agreement_of, anna, bo, cecilia, other_unit):
    mine = agreement_of("Of the faculty")
    theirs = agreement_of("Of another faculty", responsible_unit=other_unit)
    groups = {group.things.name: group for group in groups_of(anna, cecilia)}
    assert [row.title for row in groups["agreements.in_force"].rows] == ["Of the faculty"]
    assert groups["agreements.in_force"].beyond == 1
    assert (groups["accounts.duties"].rows, groups["accounts.duties"].beyond) == ([], 1)
    carry_out(plan_for(bo, anna, cecilia), actor=cecilia)
    assert (keeper_of(mine), keeper_of(theirs)) == ("Bo Ek", "Anna Berg")


def test_an_administrator_names_substitutes_and_sees_only_how_much_else_there_is(agreement_of, anna, administrator):
    agreement_of("Active")
    groups = {group.things.name: (len(group.rows), group.beyond) for group in groups_of(anna, administrator)}
    assert groups == {"agreements.in_force": (0, 1), "accounts.duties": (1, 0)}


@pytest.mark.parametrize("who", ["reader", "bo", "outsider", "auditor"])
def test_others_hand_over_nothing(request, agreement_of, anna, bo, officer, who):
    agreement = agreement_of("Active")
    actor = request.getfixturevalue(who)
    with pytest.raises(RightMissing):
        plan_hand_over(anna, actor=actor, wishes=[Wish("agreements.in_force", str(agreement.pk), bo.pk)])


def test_a_head_of_another_faculty_hands_over_nothing(agreement_of, anna, bo, person, other_unit):
    head = person(Role.HEAD, other_unit)
    agreement = agreement_of("Active", responsible_unit=other_unit)
    with pytest.raises(RightMissing):
        plan_hand_over(anna, actor=head, wishes=[Wish("agreements.in_force", str(agreement.pk), bo.pk)])


def test_who_lost_the_right_since_the_plan_cannot_confirm_it(agreement_of, anna, bo, cecilia):
    agreement = agreement_of("Active")
    plan = plan_for(bo, anna, cecilia)
    cecilia.memberships.all().delete()
    with pytest.raises(RightMissing):
        carry_out(plan, actor=type(cecilia).objects.get(pk=cecilia.pk))
    assert keeper_of(agreement) == "Anna Berg"


def test_nobody_names_themself_substitute_by_this_way(anna, officer):
    with pytest.raises(ValidationError, match="cannot name yourself"):
        plan_for(officer, anna, officer)


def test_nobody_stands_in_for_themself_by_this_way(anna, bo, officer):
    name_substitute(bo, actor=None, substitute=anna, starts_on=today())
    with pytest.raises(ValidationError, match="cannot stand in for themself"):
        plan_for(bo, anna, officer)


# --- Substitutes --------------------------------------------------------------------------------


def test_a_substitute_begins_when_the_one_named_already_ends(anna, bo, cecilia, officer):
    name_substitute(anna, actor=None, substitute=cecilia, starts_on=today(), ends_on=today() + timedelta(days=5))
    carry_out(plan_for(bo, anna, officer), actor=officer)
    later = Delegation.objects.get(person=anna, substitute=bo)
    assert (later.starts_on, later.ends_on) == (today() + timedelta(days=6), None)


def test_who_is_replaced_for_good_has_no_duties_to_hand_over(anna, bo, officer):
    name_substitute(anna, actor=None, substitute=bo, starts_on=today())
    assert kept(anna, officer) == {}


def test_an_absence_to_come_gets_another_substitute(anna, bo, cecilia, officer):
    coming = name_substitute(bo, actor=None, substitute=anna, starts_on=today() + timedelta(days=9))
    plan = plan_hand_over(anna, actor=officer, wishes=[Wish("accounts.standing_in", str(coming.pk), cecilia.pk)])
    carry_out(plan, actor=officer)
    assert list(Delegation.objects.filter(person=bo).values_list("substitute__name", "starts_on")) == [
        ("Cecilia Ström", today() + timedelta(days=9))
    ]


def test_an_absence_that_ended_meanwhile_is_reported(anna, bo, cecilia, officer):
    coming = name_substitute(bo, actor=None, substitute=anna, starts_on=today() + timedelta(days=9))
    plan = plan_hand_over(anna, actor=officer, wishes=[Wish("accounts.standing_in", str(coming.pk), cecilia.pk)])
    coming.delete()
    assert carry_out(plan, actor=officer).things.get().why == "They do not stand in there any more."


# --- Handing back -------------------------------------------------------------------------------


def test_what_was_handed_over_is_handed_back(everything, anna, bo, cecilia, officer):
    wishes = everything_to(cecilia, anna, officer, without=[])
    plan = carry_out(plan_hand_over(anna, actor=officer, wishes=wishes), actor=officer)
    hand_back(plan, actor=officer)
    outcomes = dict(plan.things.values_list("kind", "outcome"))
    assert outcomes == {
        "agreements.drafts": HandedOutcome.RETURNED,
        "agreements.under_way": HandedOutcome.RETURNED,
        "agreements.in_force": HandedOutcome.RETURNED,
        "reminders.dates": HandedOutcome.RETURNED,
        "reminders.follows": HandedOutcome.RETURNED,
        "accounts.duties": HandedOutcome.DONE,
        "accounts.standing_in": HandedOutcome.DONE,
    }
    assert keeper_of(everything) == "Anna Berg"
    subjects = OutgoingMail.objects.filter(recipient=cecilia, kind=MailKind.HANDED_OVER).values_list(
        "subject", flat=True
    )
    assert sorted(subject.partition(":")[0] for subject in subjects) == [
        "Anna Berg has handed over to you",
        "Handed back to Anna Berg, so no longer yours",
    ]
    with pytest.raises(PortalError):
        hand_back(plan, actor=officer)


def test_what_the_receiver_gave_away_meanwhile_is_not_taken_from_the_third(agreement_of, anna, bo, cecilia, officer):
    first, second = agreement_of("First"), agreement_of("Second")
    plan = carry_out(plan_for(bo, anna, officer), actor=officer)
    Agreement.objects.filter(pk=first.pk).update(coordinator=cecilia)
    hand_back(plan, actor=officer)
    assert (keeper_of(first), keeper_of(second)) == ("Cecilia Ström", "Anna Berg")
    assert plan.things.get(title="First").why == "Cecilia Ström keeps it meanwhile."


def test_nothing_is_handed_back_to_somebody_whose_account_is_closed(agreement_of, anna, bo, officer, university):
    agreement = agreement_of("Active")
    grant_role(officer, unit=university, role=Role.ADMINISTRATOR, actor=None)
    plan = carry_out(plan_for(bo, anna, officer, closes_account=True), actor=officer)
    anna.refresh_from_db()
    assert anna.is_active is False
    with pytest.raises(PortalError, match="Nothing could be handed back"):
        hand_back(plan, actor=officer)
    assert keeper_of(agreement) == "Bo Ek"
    plan.refresh_from_db()
    assert plan.returned_at is None


# --- The account --------------------------------------------------------------------------------


def test_only_administrators_close_accounts(agreement_of, anna, bo, officer, administrator):
    agreement_of("Active")
    for actor in (officer, anna):
        with pytest.raises(RightMissing):
            plan_for(bo, anna, actor, closes_account=True)
    carry_out(plan_for(bo, anna, administrator, closes_account=True), actor=administrator)
    anna.refresh_from_db()
    assert anna.is_active is False


def test_the_last_administrator_is_not_shut_out(administrator, person, university):
    second = person(Role.ADMINISTRATOR, university)
    plan = plan_hand_over(second, actor=administrator, wishes=[], closes_account=True)
    administrator.memberships.all().delete()
    grant_role(administrator, unit=university, role=Role.OFFICER, actor=None)
    with pytest.raises(PortalError):
        carry_out(plan, actor=type(administrator).objects.get(pk=administrator.pk))
    second.refresh_from_db()
    assert second.is_active is True


# --- How much it asks of the database -----------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_kept_is_found_in_the_same_number_of_queries(
    agreement_of, anna, bo, officer, count, django_assert_num_queries
):
    for number in range(count):
        agreement = agreement_of("Active", ends_on=today() + timedelta(days=number))
        agreement_of("Draft", state="draft")
        theirs = AgreementFactory(responsible_unit=agreement.responsible_unit, coordinator=bo, ends_on=today())
        DocumentFactory(agreement=theirs, review_on=today())
        Arrangement.objects.create(source="agreements.end", object_id=theirs.pk, keeper=anna)
        follow(agreement, actor=anna)
    officer.has_perm("core.search")
    with django_assert_num_queries(QUERIES_OF_PAGE):
        assert sum(len(group.rows) for group in groups_of(anna, officer)) == 4 * count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_agreements_change_hands_in_the_same_number_of_queries(
    agreement_of, anna, bo, officer, count, django_assert_num_queries
):
    for number in range(count):
        agreement_of(f"Active {number}")
    wishes = everything_to(bo, anna, officer, without=["accounts.duties"])
    officer.has_perm("core.search")
    with django_assert_num_queries(QUERIES_OF_PLAN):
        plan = plan_hand_over(anna, actor=officer, wishes=wishes)
    with django_assert_num_queries(QUERIES_OF_CONFIRMATION):
        carry_out(plan, actor=officer)
