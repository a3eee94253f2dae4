"""Three sign in their order, by links and in the portal; what all have signed stays (KA131-53 to 58)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from mobility.enums import MobilityState, SchemeCode
from mobility.learning.contents import content_of
from mobility.learning.enums import VERSION_EDGES, ChangeReason, ComponentKind, VersionState
from mobility.learning.guards import is_agreed_on_paper
from mobility.learning.links import address_of, ask_to_sign, token_of
from mobility.learning.paper import learning_agreement_pdf
from mobility.learning.results import note_results
from mobility.learning.signing import reject_here, sign_by_link, sign_here, why_gone
from mobility.learning.workflow import learning_workflow
from mobility.learning.writing import propose_change, remove_component, save_component
from mobility.models import LearningAgreementVersion, LearningComponent, ProcessWindow, SigningLink
from reminders.models import OutgoingMail
from tests.agreements.factories import home
from tests.mobility.factories import MobilityFactory, SchemeFactory
from tests.mobility.learning.conftest import drafted

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("draft", "sign_student"): "signed_student",
    ("change_proposed", "sign_student"): "signed_student",
    ("signed_student", "sign_sending"): "signed_sending",
    ("signed_sending", "sign_receiving"): "signed_all",
    ("draft", "reject"): "rejected",
    ("change_proposed", "reject"): "rejected",
    ("signed_student", "reject"): "rejected",
    ("signed_sending", "reject"): "rejected",
    ("draft", "supersede"): "superseded",
    ("change_proposed", "supersede"): "superseded",
    ("signed_student", "supersede"): "superseded",
    ("signed_sending", "supersede"): "superseded",
    ("signed_all", "supersede"): "superseded",
    ("signed_all", "complete"): "completed",
    ("completed", "reopen"): "signed_all",
}


def test_workflow_has_these_edges_and_no_other():
    found = {(str(source), edge.name): str(edge.target) for edge in VERSION_EDGES for source in edge.sources}
    assert found == ALLOWED
    assert set(learning_workflow.transitions) == {name for _state, name in ALLOWED}


def seen(version):
    return content_of(LearningAgreementVersion.objects.get(pk=version.pk)).sha256


def sign_as_student(version, actor):
    link = ask_to_sign(version, actor=actor)
    return sign_by_link(link, name="Ada Lind", seen=seen(version))


def sign_by_all(version, actor):
    sign_as_student(version, actor)
    sign_here(version, actor=actor, seen=seen(version))
    return sign_by_link(SigningLink.objects.usable().get(), name="Ewa Nowak", seen=seen(version))


def test_student_home_and_host_sign_in_order_and_the_stay_is_agreed_by_itself(draft, stay, coordinator):
    link = ask_to_sign(draft, actor=coordinator)
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, token_of(link) in mail.text, "sealed-learning" in mail.text) == (
        stay.participant.email,
        False,
        True,
    )
    page = Client().get(address_of(link.pk).partition("//")[2].partition("/")[2].join(["/", ""]))
    assert page.status_code == 200
    assert "Bazy danych" in page.content.decode()
    answer = Client().post(page.request["PATH_INFO"], {"name": "Ada Lind", "seen": page.context["sha256"], "sign": "y"})
    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.state == VersionState.SIGNED_STUDENT
    assert draft.content_sha256 == page.context["sha256"]
    sign_here(draft, actor=coordinator, seen=draft.content_sha256)
    host = SigningLink.objects.get(role="receiving")  # the partner is asked as soon as we have signed
    assert host.to_address == "ewa@p.example.org"
    sign_by_link(host, name="Ewa Nowak", seen=draft.content_sha256)
    draft.refresh_from_db()
    stay.refresh_from_db()
    assert (draft.state, stay.state) == (VersionState.SIGNED_ALL, MobilityState.AGREED)
    told = [(each.role, each.name, each.signed_by, bool(each.link)) for each in draft.signatures.all()]
    assert told == [
        ("student", "Ada Lind", None, True),
        ("sending", coordinator.name, coordinator, False),
        ("receiving", "Ewa Nowak", None, True),
    ]


def test_each_wrong_signature_is_refused_with_its_reason(draft, coordinator, outsider):
    with pytest.raises(PortalError, match="not your turn"):
        sign_here(draft, actor=coordinator, seen=seen(draft))
    link = ask_to_sign(draft, actor=coordinator)
    newer = ask_to_sign(draft, actor=coordinator)
    with pytest.raises(PortalError, match="newer address"):
        sign_by_link(link, name="Ada", seen=seen(draft))
    with pytest.raises(PortalError, match="changed since"):
        sign_by_link(newer, name="Ada", seen="0" * 64)
    with pytest.raises(PortalError, match="Write your name"):
        sign_by_link(newer, name=" ", seen=seen(draft))
    sign_by_link(newer, name="Ada", seen=seen(draft))
    with pytest.raises(PortalError, match="answered"):
        sign_by_link(newer, name="Ada", seen=seen(draft))
    with pytest.raises(RightMissing):
        sign_here(draft, actor=outsider, seen=seen(draft))
    with pytest.raises(PortalError, match="next signature is ours"):
        ask_to_sign(draft, actor=coordinator)
    sign_here(draft, actor=coordinator, seen=seen(draft))
    host = SigningLink.objects.usable().get()
    propose_change(draft.agreement, actor=coordinator)  # while the partner has not signed
    host.refresh_from_db()
    assert "newer version than 1" in why_gone(host)
    SigningLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(days=1), revoked_at=None)


def test_incoming_turns_the_sides_round(unit, coordinator):
    home()
    stay = MobilityFactory(unit=unit, direction="incoming", state=MobilityState.ACCEPTED)
    version = drafted(stay, coordinator)
    sign_as_student(version, coordinator)
    sending = SigningLink.objects.usable().get()
    assert (sending.role, sending.to_address) == ("sending", "ewa@p.example.org")
    sign_by_link(sending, name="Ewa", seen=seen(version))
    assert sign_here(version, actor=coordinator, seen=seen(version)).state == VersionState.SIGNED_ALL


def test_rejection_carries_a_comment_and_ends_the_addresses(draft, coordinator):
    link = ask_to_sign(draft, actor=coordinator)
    with pytest.raises(PortalError, match="comment"):
        reject_here(draft, actor=coordinator, note=" ")
    address = reverse("signing:learning", args=[token_of(link)])
    refused = Client().post(address, {"note": "The course is full.", "reject": "y"})
    assert refused.status_code == 200
    draft.refresh_from_db()
    assert (draft.state, draft.rejected_because) == (VersionState.REJECTED, "The course is full.")
    assert Client().get(address).status_code == 200  # it says what it did
    assert propose_change(draft.agreement, actor=coordinator).state == VersionState.DRAFT


def test_change_is_a_version_of_its_own_with_reasons_and_replaces_once_signed(draft, coordinator):
    sign_by_all(draft, coordinator)
    change = propose_change(draft.agreement, actor=coordinator)
    assert (change.number, change.state) == (2, VersionState.CHANGE_PROPOSED)
    studied = change.components.get(kind=ComponentKind.STUDIED)
    assert studied.counterpart.version == change
    with pytest.raises(ValidationError):
        remove_component(studied, actor=coordinator)
    remove_component(studied, actor=coordinator, reason=ChangeReason.NOT_AVAILABLE)
    with pytest.raises(ValidationError):
        save_component(change, actor=coordinator, kind=ComponentKind.STUDIED, title="Sieci", ects=6)
    save_component(
        change, actor=coordinator, kind="studied", title="Sieci", ects=6, change_reason=ChangeReason.SUBSTITUTE
    )
    ProcessWindow.objects.create(code="change_request", name_en="x", length=5, rule="KA131-55", source="W139")
    change.stay.starts_on = timezone.localdate() - timedelta(days=60)
    change.stay.save(update_fields=["starts_on"])
    with pytest.raises(PortalError, match="KA131-55"):
        ask_to_sign(change, actor=coordinator)
    LearningAgreementVersion.objects.filter(pk=change.pk).update(late_because="The course was cancelled late.")
    sign_by_all(change, coordinator)
    draft.refresh_from_db()
    change.refresh_from_db()
    assert (draft.state, change.state) == (VersionState.SUPERSEDED, VersionState.SIGNED_ALL)


def test_database_keeps_what_was_signed(draft, coordinator):
    sign_by_all(draft, coordinator)
    for forbidden in (
        lambda: LearningAgreementVersion.objects.filter(pk=draft.pk).delete(),
        lambda: LearningComponent.objects.filter(version=draft).update(title="Something else"),
        lambda: LearningAgreementVersion.objects.filter(pk=draft.pk).update(state="draft"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forbidden()


def test_programme_asks_for_it_on_paper(draft, stay, coordinator):
    stay.scheme = SchemeFactory(rules=SchemeCode.KA131)
    assert "KA131-53" in is_agreed_on_paper(stay)
    sign_by_all(draft, coordinator)
    assert is_agreed_on_paper(stay) is None


def test_results_complete_it_and_contradictions_are_refused(draft, coordinator):
    sign_by_all(draft, coordinator)
    row = draft.components.get(kind=ComponentKind.STUDIED)
    result = {
        "is_passed": True,
        "grade": "5",
        "ects_earned": 6,
        "is_recognised": True,
        "ects_recognised": 7,
        "not_recognised_because": "",
    }
    note = {"actor": coordinator, "transcript_on": timezone.localdate()}
    with pytest.raises(ValidationError):
        note_results(draft, rows={row.pk: result}, **note)
    done = note_results(draft, rows={row.pk: result | {"ects_recognised": 6}}, **note)
    assert done.state == VersionState.COMPLETED
    paper = learning_agreement_pdf(LearningAgreementVersion.objects.for_page().get(pk=draft.pk))
    assert paper.startswith(b"%PDF")
    assert b"/MarkInfo" in paper


@pytest.mark.parametrize(("who", "status"), [("coordinator", 200), ("outsider", 404), ("reader", 403)])
def test_page_is_for_those_who_see_the_stay(draft, stay, browser_of, request, who, status):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(reverse("mobility:learning_detail", args=[stay.pk])).status_code == status
    assert browser.get(reverse("mobility:learning_paper", args=[stay.pk, 1])).status_code == status


def test_forms_write_and_refuse_beside_the_field(stay, coordinator, browser_of):
    browser = browser_of(coordinator)
    browser.post(reverse("mobility:learning_begin", args=[stay.pk]))
    new = reverse("mobility:component_create", args=[stay.pk, 1])
    assert browser.get(new).status_code == 200
    sent = {"kind": "studied", "title": "Bazy danych", "ects": "6"}
    refused = browser.post(new, sent)  # neither automatic nor said what instead
    assert "what happens instead" in refused.content.decode()
    assert browser.post(new, sent | {"is_automatic": "on"}).status_code == 302
    row = LearningComponent.objects.get()
    assert browser.get(reverse("mobility:component_edit", args=[stay.pk, 1, row.pk])).status_code == 200
    assert browser.get(reverse("mobility:learning_edit", args=[stay.pk, 1])).status_code == 200
    assert browser.get(reverse("mobility:component_remove", args=[stay.pk, 1, row.pk])).status_code == 200
    assert browser.get(reverse("mobility:learning_results", args=[stay.pk, 1])).status_code == 200


@pytest.mark.parametrize("form", ["learning_edit", "component_create"])
def test_a_form_of_what_somebody_has_signed_says_so_when_it_is_opened(draft, stay, coordinator, browser_of, form):
    sign_as_student(draft, coordinator)
    answer = browser_of(coordinator).get(reverse(f"mobility:{form}", args=[stay.pk, 1]), follow=True)
    assert answer.redirect_chain == [(reverse("mobility:learning_detail", args=[stay.pk]), 302)]
    assert "a change of it makes a new version" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_however_much_is_studied(
    draft, stay, coordinator, browser_of, count, django_assert_num_queries
):
    for number in range(count - 1):
        save_component(draft, actor=coordinator, kind=ComponentKind.STUDIED, title=f"Kurs {number}", ects=6)
    browser = browser_of(coordinator)
    browser.get(reverse("mobility:learning_detail", args=[stay.pk]))
    with django_assert_num_queries(16):
        browser.get(reverse("mobility:learning_detail", args=[stay.pk]))
