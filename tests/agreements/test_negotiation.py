"""The negotiation log: what is written, whose turn it becomes, who may write and correct, in how many queries."""

import html
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agreements.enums import AgreementState, EntryKind, Passing
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement, NegotiationEntry
from agreements.services.negotiation import EntryValues, correct_entry, log_entry, note_reminder
from core.errors import PortalError, RightMissing
from core.history_entries import entries_of
from partners.models import Contact
from tests.agreements.factories import AgreementFactory, DocumentFactory, EntryFactory
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db

PAGE = "/agreements/{}/"


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def turn_of(agreement):
    agreement.refresh_from_db()
    return agreement.turn, agreement.turn_since


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def pdf():
    return SimpleUploadedFile("Their comments.pdf", b"%PDF-1.7 comments")


@pytest.mark.parametrize(
    ("passes_to", "turn"),
    [("", ("", None)), ("ours", ("ours", 3)), ("partner", ("partner", 3)), ("nobody", ("", None))],
)
def test_an_entry_passes_the_turn_since_its_own_day(draft, coordinator, passes_to, turn):
    log_entry(draft, actor=coordinator, given=EntryValues(EntryKind.MEETING, days_ago(3)), passes_to=passes_to)
    expected = (turn[0], days_ago(turn[1]) if turn[1] else None)
    assert turn_of(draft) == expected


def test_a_reminder_leaves_the_waiting_as_long_as_it_was_and_a_new_draft_begins_it_anew(draft, coordinator):
    for kind, day in ((EntryKind.SENT_DRAFT, 40), (EntryKind.REMINDER, 10), (EntryKind.CALL, 9)):
        log_entry(draft, actor=coordinator, given=EntryValues(kind, days_ago(day)), passes_to=Passing.PARTNER)
    assert turn_of(draft) == ("partner", days_ago(40))
    log_entry(draft, actor=coordinator, given=EntryValues("sent_draft", days_ago(2)), passes_to=Passing.PARTNER)
    assert turn_of(draft) == ("partner", days_ago(2))


def test_history_tells_the_entry_with_its_file_and_the_turn(draft, coordinator, pdf):
    log_entry(
        draft,
        actor=coordinator,
        given=EntryValues("comments", days_ago(1), text="Article 4 is new", upload=pdf),
        passes_to=Passing.OURS,
    )
    (document,) = draft.documents.all()
    assert (document.title, document.kind, document.visibility) == ("Their comments", "correspondence", "office")
    entry = next(entry for entry in entries_of(draft, AGREEMENT_STORY) if "negotiation" in entry.did)
    assert (entry.who, entry.did) == ("Coordinator", "wrote into the negotiation log")
    labels = " | ".join(change.label for change in entry.changes)
    assert "Entry of the negotiation log added: Comments received" in labels
    assert "Whose turn" in labels


def test_its_author_corrects_an_entry_within_a_day_and_history_keeps_what_it_said(draft, coordinator, officer):
    entry = log_entry(draft, actor=coordinator, given=EntryValues("note", days_ago(0), text="They sad yes"))
    correct_entry(entry, actor=coordinator, given=EntryValues("call", days_ago(1), text="They said yes"))
    entry.refresh_from_db()
    assert (entry.kind, entry.text) == ("call", "They said yes")
    newest = entries_of(draft, AGREEMENT_STORY)[0]
    assert [(change.before, change.after) for change in newest.changes if "words" in change.label] == [
        ("They sad yes", "They said yes")
    ]
    with pytest.raises(RightMissing, match="who wrote it"):
        correct_entry(entry, actor=officer, given=EntryValues("note", days_ago(0), text="No"))
    NegotiationEntry.objects.filter(pk=entry.pk).update(written_at=timezone.now() - timedelta(hours=25))
    with pytest.raises(RightMissing, match="within a day"):
        correct_entry(entry, actor=coordinator, given=EntryValues("note", days_ago(0), text="Too late"))


@pytest.mark.parametrize(
    ("kind", "ago", "text", "passes_to", "field"),
    [
        ("call", -1, "", "", "on"),
        ("sent_draft", 20, "", "partner", "passes_to"),
        ("note", 0, "  ", "", "text"),
        ("holiday", 0, "", "", "kind"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(draft, coordinator, kind, ago, text, passes_to, field):
    Agreement.objects.filter(pk=draft.pk).update(turn="ours", turn_since=days_ago(5))
    given = EntryValues(kind, days_ago(ago), text=text)
    with pytest.raises(ValidationError) as refusal:
        log_entry(draft, actor=coordinator, given=given, passes_to=passes_to)
    assert list(refusal.value.message_dict) == [field]
    assert not NegotiationEntry.objects.exists()
    assert turn_of(draft) == ("ours", days_ago(5))


def test_a_document_of_another_agreement_is_refused(draft, registered, coordinator):
    foreign = DocumentFactory(agreement=registered)
    with pytest.raises(ValidationError, match="of this agreement"):
        log_entry(draft, actor=coordinator, given=EntryValues("call", days_ago(0), documents=[foreign]))


@pytest.mark.parametrize("state", AgreementState.over)
def test_nothing_is_negotiated_once_it_is_over(unit, coordinator, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state)
    with pytest.raises(PortalError, match="over"):
        log_entry(agreement, actor=coordinator, given=EntryValues("call", days_ago(0)))


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "administrator"])
def test_others_write_nothing(request, registered, who):
    with pytest.raises(RightMissing):
        log_entry(registered, actor=request.getfixturevalue(who), given=EntryValues("call", days_ago(0)))
    with pytest.raises(RightMissing):
        note_reminder(registered, actor=request.getfixturevalue(who))


def test_a_reminder_is_noted_once_a_day_and_while_it_is_their_turn(draft, coordinator):
    with pytest.raises(PortalError, match="not the partner’s turn"):
        note_reminder(draft, actor=coordinator)
    Agreement.objects.filter(pk=draft.pk).update(turn="partner", turn_since=days_ago(45))
    note_reminder(draft, actor=coordinator)
    with pytest.raises(PortalError, match="already"):
        note_reminder(draft, actor=coordinator)
    assert turn_of(draft) == ("partner", days_ago(45))


@pytest.mark.django_db(transaction=True)
def test_two_who_note_a_reminder_at_once_note_one(draft, coordinator, officer):
    Agreement.objects.filter(pk=draft.pk).update(turn="partner", turn_since=days_ago(45))
    results = both(
        lambda: note_reminder(draft, actor=coordinator),
        lambda: note_reminder(draft, actor=officer),
    )
    assert sorted(type(result).__name__ for result in results) == ["NegotiationEntry", "PortalError"]
    assert NegotiationEntry.objects.count() == 1


# --- pages ---------------------------------------------------------------------------------------


def test_the_form_on_the_page_writes_an_entry(browser_of, draft, coordinator, pdf):
    browser = browser_of(coordinator)
    assert "Nothing is noted yet" in text_of(browser.get(PAGE.format(draft.pk)))
    given = {"kind": "sent_draft", "on": days_ago(2), "text": "Version 2", "with_whom": "Their lawyer", "passes_to": ""}
    page = browser.post(f"/agreements/{draft.pk}/negotiation/new/", {**given, "upload": pdf}, follow=True)
    assert page.redirect_chain == [(f"/agreements/{draft.pk}/#panel-negotiation", 302)]
    shown = text_of(page)
    for words in (
        "The entry is added",
        "Draft sent",
        "Their lawyer",
        "Version 2",
        "Their comments",
        "The partner’s turn",
    ):
        assert words in shown
    assert turn_of(draft) == ("partner", days_ago(2))


def test_what_was_typed_is_kept_when_it_is_refused(browser_of, draft, coordinator):
    given = {"kind": "call", "on": days_ago(-3), "text": "A long conversation", "passes_to": "as_it_is"}
    given["upload"] = SimpleUploadedFile("note.exe", b"MZ")
    shown = text_of(browser_of(coordinator).post(f"/agreements/{draft.pk}/negotiation/new/", given))
    assert "This day is still to come." in shown
    assert "A long conversation" in shown
    assert not NegotiationEntry.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "holiday"},
        {"kind": ""},
        {"on": "0000-00-00"},
        {"on": "1066-01-01x"},
        {"contact": "999999"},
        {"contact": "x"},
        {"documents": ["999999"]},
        {"documents": ["' OR 1=1"]},
        {"passes_to": "aliens"},
        {"text": "x" * 4001},
        {"text": "a\x00b"},
        {"with_whom": "x" * 201},
    ],
)
def test_hostile_input_is_refused_in_words(browser_of, draft, coordinator, changes):
    given = {"kind": "call", "on": days_ago(1), "text": "typed text", "passes_to": "", **changes}
    response = browser_of(coordinator).post(f"/agreements/{draft.pk}/negotiation/new/", given)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not NegotiationEntry.objects.exists()


def test_a_contact_of_another_partner_is_not_offered(browser_of, draft, coordinator, lodz):
    theirs = Contact.objects.create(institution=lodz, name="Somebody else")
    own = Contact.objects.create(institution=draft.partner_parties[0].institution, name="Their officer")
    form = browser_of(coordinator).get(f"/agreements/{draft.pk}/negotiation/new/").context["form"]
    offered = set(form.fields["contact"].queryset)
    assert own in offered
    assert theirs not in offered


def test_a_reader_of_a_registered_agreement_sees_no_log(browser_of, registered, reader, outsider, auditor):
    EntryFactory(agreement=registered, text="They are slow")
    assert "They are slow" not in text_of(browser_of(reader).get(PAGE.format(registered.pk)))
    assert "They are slow" not in text_of(browser_of(outsider).get(PAGE.format(registered.pk)))
    page = browser_of(auditor).get(PAGE.format(registered.pk))
    assert "They are slow" in text_of(page)
    assert page.context["negotiation"]["form"] is None


def test_the_correction_is_offered_to_its_author_alone(browser_of, draft, coordinator, officer):
    entry = EntryFactory(agreement=draft, written_by=coordinator, text="They sad yes")
    address = f"/agreements/{draft.pk}/negotiation/{entry.pk}/edit/"
    assert address in text_of(browser_of(coordinator).get(PAGE.format(draft.pk)))
    assert address not in text_of(browser_of(officer).get(PAGE.format(draft.pk)))
    assert browser_of(officer).get(address).status_code == 403
    browser = browser_of(coordinator)
    assert "They sad yes" in text_of(browser.get(address))
    assert "passes_to" not in browser.get(address).context["form"].fields
    shown = browser.post(address, {"kind": "note", "on": days_ago(0), "text": "They said yes"}, follow=True)
    assert "They said yes" in text_of(shown)


def test_an_entry_of_another_agreement_is_not_reached(browser_of, draft, registered, coordinator):
    entry = EntryFactory(agreement=registered, written_by=coordinator)
    assert browser_of(coordinator).get(f"/agreements/{draft.pk}/negotiation/{entry.pk}/edit/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_thread_costs_the_same_however_long(browser_of, draft, officer, django_assert_num_queries, count):
    from agreements.views.negotiation import thread_of

    for _number in range(count):
        entry = EntryFactory(agreement=draft, written_by=officer)
        entry.documents.add(DocumentFactory(agreement=draft))
    agreement = Agreement.objects.for_detail().get(pk=draft.pk)
    officer.has_perm("agreements.change_agreement", agreement)
    with django_assert_num_queries(3):
        thread_of(agreement, officer)
