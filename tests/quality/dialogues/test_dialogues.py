"""The dialogue: on which days it can be, who takes part, what is agreed and what becomes of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from mobility.people.names import Written, forget_what_is_written
from quality.actions.carrying import carry_over
from quality.dialogues.agenda import proposed_agenda
from quality.dialogues.services import (
    add_participants,
    change_meeting,
    plan_meeting,
    record_meeting,
    remove_meeting,
    send_invitations,
)
from quality.dialogues.statements import add_statement, make_action, make_finding, move_statement
from quality.enums import FindingKind, FollowUpState, StepKind, TalkGroup
from quality.models import DialogueMeeting, DialogueParticipant, FollowUp, FollowUpStep
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from tests.quality.factories import (
    ActionFactory,
    DialogueMeetingFactory,
    DialogueParticipantFactory,
    FindingFactory,
    FollowUpFactory,
    FollowUpStepFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    ObjectiveFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up(unit, process_owner, contributor):
    """Of 2025/26: its data were complete on 1 December 2025; the dialogue is asked of the contributor."""
    made = FollowUpFactory(unit=unit, owner=process_owner, academic_year=2025)
    collected = {"due_on": date(2025, 11, 28), "done_on": date(2025, 12, 1)}
    FollowUpStepFactory(follow_up=made, kind=StepKind.COLLECT, position=1, **collected)
    FollowUpStepFactory(follow_up=made, kind=StepKind.DIALOGUE, position=2, person=contributor)
    for state in (FollowUpState.COLLECTING, FollowUpState.IN_DIALOGUE):
        FollowUp.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return made


@pytest.fixture
def meeting(follow_up, contributor):
    return plan_meeting(follow_up, actor=contributor, title="Dialogue", meets_on=date(2026, 1, 20))


def test_a_dialogue_is_never_before_its_data(follow_up, meeting, contributor):
    for day, sentence in (
        (date(2025, 8, 31), "begins on"),
        (date(2025, 11, 30), "data were complete on"),
        (date(2092, 1, 1), "years after 2025/26"),
    ):
        with pytest.raises(ValidationError, match=sentence):
            plan_meeting(follow_up, actor=contributor, title="Dialogue", meets_on=day)
        with pytest.raises(ValidationError, match=sentence):
            change_meeting(meeting, actor=contributor, meets_on=day)
    FollowUpStep.objects.filter(kind=StepKind.COLLECT).update(done_on=None)
    with pytest.raises(ValidationError, match="data are there by"):
        plan_meeting(follow_up, actor=contributor, title="Dialogue", meets_on=date(2025, 11, 27))
    person = DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STUDENTS)
    with pytest.raises(ValidationError, match="data are not complete yet"):
        record_meeting(meeting, actor=contributor, came=[person.pk])


def test_a_dialogue_is_recorded_with_people_and_says_why_without_students(follow_up, meeting, contributor):
    with pytest.raises(ValidationError, match="without people is none"):
        record_meeting(meeting, actor=contributor, came=[])
    with pytest.raises(ValidationError, match="at least one name"):
        add_participants(meeting, actor=contributor, group=TalkGroup.STAFF, names=["  "])
    add_participants(meeting, actor=contributor, group=TalkGroup.STAFF, people=[contributor], names=["Åsa  Berg", ""])
    add_participants(meeting, actor=contributor, group=TalkGroup.STAFF, people=[contributor], names=["Åsa Berg"])
    assert list(meeting.participants.values_list("name", flat=True).order_by("name")) == [str(contributor), "Åsa Berg"]
    staff = meeting.participants.first()
    with pytest.raises(ValidationError, match="No student took part"):
        record_meeting(meeting, actor=contributor, came=[staff.pk], without_students_because="  ")
    (student,) = add_participants(meeting, actor=contributor, group=TalkGroup.STUDENTS, names=["Ana"])
    held = record_meeting(meeting, actor=contributor, came=[staff.pk, student.pk], without_students_because="None.")
    assert (held.is_held, held.without_students_because) == (True, "")
    assert set(meeting.participants.filter(came=True)) == {staff, student}
    with pytest.raises(PortalError, match="has been held: it stays"):
        remove_meeting(meeting, actor=contributor)


def test_what_is_to_come_cannot_have_been_held(follow_up, meeting, contributor):
    person = DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STUDENTS)
    with pytest.raises(ValidationError, match="It is planned for"):
        record_meeting(meeting, actor=contributor, came=[person.pk], today=date(2026, 1, 19))
    record_meeting(meeting, actor=contributor, came=[person.pk], today=date(2026, 1, 20))


def test_nobody_else_holds_it(follow_up, meeting, outsider, reader, head):
    for somebody in (outsider, reader, head):
        with pytest.raises(RightMissing, match="not asked to hold"):
            add_participants(meeting, actor=somebody, group=TalkGroup.STAFF, names=["Me"])


def test_invitations_go_once_to_those_with_an_account(follow_up, contributor, process_owner, head):
    soon = timezone.localdate() + timedelta(days=3)
    meeting = DialogueMeetingFactory(follow_up=follow_up, meets_on=soon, agenda="1. The data")
    people = [process_owner, head]
    add_participants(meeting, actor=contributor, group=TalkGroup.MANAGEMENT, people=people, names=["Ana"])
    assert send_invitations(meeting, actor=contributor) == 2
    mails = OutgoingMail.objects.filter(kind=MailKind.QUALITY)
    assert {mail.recipient for mail in mails} == set(people)
    assert all("1. The data" in mail.text and "/calendar/" in mail.text for mail in mails)
    with pytest.raises(PortalError, match="has been invited already"):
        send_invitations(meeting, actor=contributor)
    DialogueMeeting.objects.filter(pk=meeting.pk).update(meets_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(PortalError, match="has passed"):
        send_invitations(meeting, actor=contributor)


def test_what_was_agreed_is_put_in_order_and_becomes_a_finding_with_an_action_once(
    follow_up, meeting, contributor, process_owner
):
    first, second = (add_statement(meeting, actor=contributor, text=text) for text in ("Read earlier.", "Meet again."))
    move_statement(second, "up", actor=contributor)
    assert [row.text for row in meeting.statements.all()] == ["Meet again.", "Read earlier."]
    with pytest.raises(RightMissing):  # what follows is for who runs it
        make_finding(first, actor=contributor)
    finding = make_finding(first, actor=process_owner)
    action = make_action(first, actor=process_owner)
    assert (finding.text, finding.number, action.finding) == ("Read earlier.", 1, finding)
    for again in (make_finding, make_action):
        with pytest.raises(PortalError, match="already"):
            again(first, actor=process_owner)


def test_the_agenda_is_proposed_from_the_data(follow_up, unit):
    earlier = FollowUpFactory(unit=unit, academic_year=2024)
    rate = IndicatorFactory(process=follow_up.process, name_en="Response rate")
    IndicatorValueFactory(follow_up=follow_up, indicator=rate, number="34.50")
    IndicatorValueFactory(follow_up=earlier, indicator=rate, number=41)
    ObjectiveFactory(indicator=rate, name_en="Students answer", target=50)
    ObjectiveFactory(indicator=rate, name_en="Met already", target=30)
    FindingFactory(follow_up=earlier, text="Read too late.", kind=FindingKind.RECOMMENDATION)
    FindingFactory(follow_up=earlier, text="Well done.", kind=FindingKind.STRENGTH)
    ActionFactory(follow_up=earlier, unit=unit, title="Ask in class")
    carry_over(follow_up)
    agenda = proposed_agenda(follow_up)
    assert "Response rate: 34.5, in the last cycle 41" in agenda
    assert "Students answer: at least 50, it is 34.5" in agenda
    assert "Ask in class" in agenda
    assert "Read too late." in agenda
    assert not any(text in agenda for text in ("Met already", "Well done."))


def test_readers_of_the_adopted_see_what_was_agreed_and_no_names(follow_up, meeting, contributor, browser_of, reader):
    DialogueParticipantFactory(meeting=meeting, name="Ana Student", group=TalkGroup.STUDENTS, came=True)
    add_statement(meeting, actor=contributor, text="Read earlier.")
    DialogueMeeting.objects.filter(pk=meeting.pk).update(notes="Ana was angry.", is_held=True)
    address = reverse("quality:follow_up_dialogue", args=[follow_up.pk])
    assert browser_of(reader).get(address).status_code == 404
    for state in (FollowUpState.PLANNING_ACTIONS, FollowUpState.ADOPTED):
        FollowUp.objects.filter(pk=follow_up.pk).update(state=state)
    page = browser_of(reader).get(address).content.decode()
    assert "Read earlier." in page
    assert "Ana" not in page
    assert browser_of(reader).get(reverse("quality:dialogue_calendar", args=[meeting.pk])).status_code == 404
    assert "Ana Student" in browser_of(contributor).get(address).content.decode()


def test_forms_keep_what_was_typed_and_say_what_is_wrong(follow_up, meeting, browser_of, contributor):
    client = browser_of(contributor)
    form = {"title": "Too early", "meets_on": "2025-09-01", "agenda": "Kept words"}
    page = client.post(reverse("quality:dialogue_create", args=[follow_up.pk]), form).content.decode()
    assert "the dialogue about them cannot be before" in page
    assert "Kept words" in page
    people = reverse("quality:dialogue_participants", args=[meeting.pk])
    page = client.post(people, {"group": "staff", "names": "nobody@example.org"}).content.decode()
    assert "Nobody here has the address nobody@example.org" in page
    assert client.post(people, {"group": "staff", "names": f"{contributor.email}\nBo"}).status_code == 302
    assert meeting.participants.get(user=contributor).name == str(contributor)
    calendar = client.get(reverse("quality:dialogue_calendar", args=[meeting.pk]))
    assert b"BEGIN:VEVENT" in calendar.content
    assert b"20260120" in calendar.content


@pytest.mark.parametrize("count", [1, 3])
def test_the_tab_asks_the_same_questions_for_one_meeting_and_for_three(
    follow_up, browser_of, process_owner, contributor, django_assert_num_queries, count
):
    for _number in range(count):
        meeting = DialogueMeetingFactory(follow_up=follow_up, kept_by=process_owner)
        DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STAFF, user=contributor)
        make_finding(add_statement(meeting, actor=contributor, text="Agreed."), actor=process_owner)
    client, address = browser_of(process_owner), reverse("quality:follow_up_dialogue", args=[follow_up.pk])
    client.get(address)
    with django_assert_num_queries(15):
        client.get(address)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_makes_the_finding(follow_up, meeting, contributor, process_owner):
    statement, barrier = add_statement(meeting, actor=contributor, text="Read earlier."), Barrier(2)

    def press(_number):
        try:
            barrier.wait(10)
            return make_finding(statement, actor=process_owner).number
        except PortalError as error:
            return error.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(map(str, pool.map(press, range(2))))
    assert answers == ["1", "This has become a finding already."]
    assert follow_up.findings.count() == 1


def test_a_student_who_is_forgotten_elsewhere_is_taken_out_of_the_dialogue(unit):
    follow_up = FollowUpFactory(unit=unit)
    meeting = DialogueMeetingFactory(follow_up=follow_up, notes="Ada Zqvist asked for time.", is_held=True)
    for name in ("Ada Zqvist, student union", "Bo Berg, student union", "Cy Falk, student union"):
        DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STUDENTS, name=name)
    for name in ("Ada Zqvist", "Bo Berg"):
        forget_what_is_written([Written(own={name}, shared=set(), marks=set())])
    meeting.refresh_from_db()
    names = ["Cy Falk, student union", "–, student union", "–, student union"]
    assert sorted(row.name for row in meeting.participants.all()) == names
    assert meeting.notes == "– asked for time."
    told = DialogueParticipant.pgh_event_model.objects.filter(name__contains="Zqvist")
    assert not told.exists()
    assert not DialogueMeeting.pgh_event_model.objects.filter(notes__contains="Zqvist").exists()
