"""Who signed: recorded party by party, and what follows of itself with the last of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from agreements.enums import AgreementState, DocumentKind
from agreements.models import Agreement, Signature, SigningAuthority
from agreements.selectors import authority_for
from agreements.services.agreements import move_agreement, update_agreement
from agreements.services.documents import attach_document, update_document
from agreements.services.signatures import SignatureValues, record_signatures
from core.errors import PortalError, RightMissing
from tests.agreements.factories import AgreementFactory, DocumentFactory, InstitutionFactory, all_signed
from tests.agreements.test_history import told
from tests.agreements.test_two_at_once import both


@pytest.fixture
def approved(unit):
    """An approved agreement of three parties without a signed copy, begun."""
    return AgreementFactory(
        responsible_unit=unit,
        state="approved",
        is_open_ended=True,
        starts_on=date(2026, 1, 1),
        partners=[InstitutionFactory(name="Alpha University"), InstitutionFactory(name="Beta University")],
    )


def signed(agreement, *, but=(), on=None) -> dict:
    """A signature for every party but those at the places ``but``."""
    on = on or timezone.localdate()
    return {
        party.pk: SignatureValues(name=f"Rector {place}", signed_on=on)
        for place, party in enumerate(agreement.parties.all())
        if place not in but
    }


def attach(agreement, actor, kind=DocumentKind.SIGNED_COPY):
    upload = SimpleUploadedFile("copy.pdf", b"%PDF-1.7 text")
    return attach_document(agreement, actor=actor, upload=upload, title="Signed copy", kind=kind)


def test_with_the_last_signature_and_the_copy_it_is_active_by_itself(approved, officer, coordinator):
    attach(approved, coordinator)
    assert record_signatures(approved, actor=officer, given=signed(approved, but=[2])).state == "approved"
    assert record_signatures(approved, actor=officer, given=signed(approved)).state == "active"
    assert [(who, did) for who, did, _note, _changes in told(approved)[:3]] == [
        ("The portal", "activated it"),
        ("The portal", "recorded the signatures"),
        ("International officer", "recorded who signed"),
    ]


def test_the_copy_may_come_last(approved, officer, coordinator):
    record_signatures(approved, actor=officer, given=signed(approved))
    paper = attach(approved, coordinator, kind=DocumentKind.DRAFT)
    assert Agreement.objects.get().state == "approved"
    update_document(paper, actor=coordinator, kind=DocumentKind.SIGNED_COPY)
    assert Agreement.objects.get().state == "active"


def test_one_that_begins_later_waits_signed(approved, officer):
    Agreement.objects.update(starts_on=timezone.localdate() + timedelta(days=1))
    attach(approved, officer)
    assert record_signatures(approved, actor=officer, given=signed(approved)).state == "signed"


def test_nothing_is_signed_without_every_party(approved, officer):
    attach(approved, officer)
    record_signatures(approved, actor=officer, given=signed(approved, but=[0]))
    with pytest.raises(PortalError, match="Not signed yet: Blekinge Institute of Technology"):
        move_agreement(approved, "sign", actor=officer)


@pytest.mark.parametrize("who", ["reader", "coordinator", "head", "outsider", "auditor", "administrator"])
def test_only_the_office_records_signatures(request, approved, who):
    with pytest.raises(RightMissing):
        record_signatures(approved, actor=request.getfixturevalue(who), given=signed(approved))
    assert not Signature.objects.exists()


@pytest.mark.parametrize("state", sorted(set(AgreementState.values) - {"approved", "signed"}))
def test_signatures_are_recorded_between_approval_and_force(unit, officer, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state)
    with pytest.raises(PortalError, match="once it is approved"):
        record_signatures(agreement, actor=officer, given=signed(agreement))


def test_a_wrong_entry_is_corrected_with_history_until_it_is_active(approved, officer):
    Agreement.objects.update(starts_on=timezone.localdate() + timedelta(days=1))
    attach(approved, officer)
    record_signatures(approved, actor=officer, given=signed(approved))
    party = approved.parties.first()
    corrected = SignatureValues(name="Somebody else", signed_on=timezone.localdate())
    assert record_signatures(approved, actor=officer, given={party.pk: corrected}).state == "signed"
    assert Signature.objects.get(party=party).name == "Somebody else"
    changes = [change for _who, _did, _note, changes in told(approved) for change in changes]
    assert ("Rector 0", "Somebody else") in [(before, after) for _label, before, after in changes]
    with pytest.raises(ValidationError, match="not left out"):
        record_signatures(approved, actor=officer, given={party.pk: None})


def test_a_wrong_entry_is_taken_off_while_others_are_missing(approved, officer):
    record_signatures(approved, actor=officer, given=signed(approved))
    party = approved.parties.first()
    record_signatures(approved, actor=officer, given={party.pk: None})
    assert Signature.objects.count() == 2


def test_the_same_again_writes_nothing(approved, officer):
    given = signed(approved)
    record_signatures(approved, actor=officer, given=given)
    before = Signature.pgh_event_model.objects.count()
    record_signatures(approved, actor=officer, given=given)
    assert Signature.pgh_event_model.objects.count() == before


def test_a_day_to_come_is_refused_beside_its_field(approved, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as refusal:
        record_signatures(approved, actor=officer, given=signed(approved, on=tomorrow))
    assert set(refusal.value.message_dict) == {f"signed_on_{party.pk}" for party in approved.parties.all()}


def test_we_cannot_have_signed_before_the_approval(memorandum, chief, dean, rector, officer):
    for person in (chief, dean, rector):
        move_agreement(memorandum, "approve", actor=person)
    with pytest.raises(ValidationError, match="before it was approved") as refusal:
        record_signatures(memorandum, actor=officer, given=signed(memorandum, on=date(2026, 1, 1)))
    home = memorandum.parties.get(is_home=True)
    assert set(refusal.value.message_dict) == {f"signed_on_{home.pk}"}


def test_a_stranger_to_the_agreement_signs_nothing(approved, unit, officer):
    other = AgreementFactory(responsible_unit=unit).parties.first()
    values = SignatureValues(name="Somebody", signed_on=timezone.localdate())
    record_signatures(approved, actor=officer, given={other.pk: values})
    assert not Signature.objects.exists()


def test_a_changed_term_voids_what_was_signed(approved, officer, coordinator):
    all_signed(approved)
    update_agreement(approved, actor=coordinator, tuition_waived=True, starts_approval_anew=True)
    assert not Signature.objects.exists()
    assert Agreement.objects.get().state == "in_review"


@pytest.mark.django_db(transaction=True)
def test_two_who_record_the_last_two_at_once_sign_it_once(approved, officer):
    DocumentFactory(agreement=approved, kind=DocumentKind.SIGNED_COPY)
    given = signed(approved)
    first, second, third = given
    record_signatures(approved, actor=officer, given={first: given[first]})
    results = both(
        lambda: record_signatures(approved, actor=officer, given={second: given[second]}),
        lambda: record_signatures(approved, actor=officer, given={third: given[third]}),
    )
    assert sorted(result.state for result in results) == ["active", "approved"]
    assert Signature.objects.count() == 3


def test_signatures_are_outstanding_thirty_days_after_the_approval(approved):
    (waiting,) = Agreement.objects.awaiting_signatures()
    assert waiting.signatures_due_on == timezone.localdate(approved.state_since) + timedelta(days=30)


@pytest.mark.parametrize(
    ("kind", "level", "code"),
    [("moc", "unit", "memorandum"), ("research", "unit", "specific"), ("research", "university", "university")],
)
def test_who_signs_for_us_follows_kind_and_level(request, routes, kind, level, code):
    agreement = AgreementFactory(responsible_unit=request.getfixturevalue(level), kind=kind)
    assert authority_for(agreement).code == code
    SigningAuthority.objects.update(is_active=False)
    assert authority_for(agreement) is None
