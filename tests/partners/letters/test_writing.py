"""Writing to partners: who gets which mail, once; what is left out and why; what became of it."""

from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from partners.enums import ContactRole
from partners.letters.recipients import plan_of
from partners.letters.templates import create_template, retire_template, update_template
from partners.letters.writing import begin_mailing, change_mailing, resend_mailing, send_mailing
from partners.models import Mailing, PartnerMail
from partners.services import save_contact
from reminders.enums import MailState
from reminders.models import OutgoingMail
from reminders.post import delivery
from reminders.post.delivery import deliver_ready
from tests.agreements.factories import AgreementFactory
from tests.partners.factories import ContactFactory, HomeInstitutionFactory, InstitutionFactory
from tests.partners.letters.factories import MailingFactory, MailTemplateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lodz():
    partner = InstitutionFactory(name="Lodz University", city="Łódź")
    ContactFactory(institution=partner, name="Ewa Nowak", email="ewa@p.example.org", role=ContactRole.COORDINATOR)
    return partner


@pytest.fixture
def write(officer):
    """Begin a mailing of the officer about partners: ``write(lodz, role="nominations")``."""

    def begin(*partners, actor=officer, **choices):
        template = choices.pop("template", None) or MailTemplateFactory()
        return begin_mailing("partners", [one.pk for one in partners], actor=actor, template=template, **choices)

    return begin


def keys(plan):
    return [recipient.key for recipient in plan.recipients]


def send(mailing, actor):
    return send_mailing(mailing, actor=actor, to=keys(plan_of(mailing, actor)))


def test_mail_says_what_is_known_in_the_language_of_the_text(write, lodz, officer):
    mailing = send(write(lodz, language="sv"), officer)
    [row] = mailing.mails.all()
    today = timezone.localdate()
    assert row.mail.subject == "Nytt för Lodz University"
    assert row.mail.text.startswith("Hej Ewa Nowak,\n\nvi skriver till Lodz University den ")
    assert str(today.year) in row.mail.text
    assert (row.institution, row.to_name, row.mail.to_address) == (lodz, "Ewa Nowak", "ewa@p.example.org")


def test_pressed_twice_each_mail_leaves_once(browser_of, write, lodz, officer, settings):
    ContactFactory(institution=lodz, email="two@p.example.org", role=ContactRole.COORDINATOR)
    mailing = write(lodz)
    browser, data = browser_of(officer), {"to": keys(plan_of(mailing, officer))}
    for _press in range(2):
        assert browser.post(reverse("partners:mailing_send", args=[mailing.pk]), data).status_code == 302
    assert OutgoingMail.objects.count() == 2
    assert deliver_ready().sent == 2
    assert sorted(message.to for message in sent_mail.outbox) == [["ewa@p.example.org"], ["two@p.example.org"]]
    assert {tuple(message.reply_to) for message in sent_mail.outbox} == {(settings.OFFICE_EMAIL,)}
    assert all("Auto-Submitted" not in message.extra_headers for message in sent_mail.outbox)


def test_worker_killed_between_mails_sends_the_others_later_and_none_twice(write, officer, monkeypatch):
    partners = [ContactFactory(role=ContactRole.COORDINATOR).institution for _number in range(3)]
    send(write(*partners), officer)
    note_sent, noted = delivery.note_sent, []

    def note_and_die(mail):
        note_sent(mail)
        noted.append(mail)
        if len(noted) == 1:
            raise SystemExit

    monkeypatch.setattr(delivery, "note_sent", note_and_die)
    with pytest.raises(SystemExit):
        deliver_ready()
    assert len(sent_mail.outbox) == 1
    deliver_ready()
    assert len({message.extra_headers["Message-ID"] for message in sent_mail.outbox}) == 3
    assert len(sent_mail.outbox) == 3


def test_role_is_asked_first_then_the_coordinator_or_nobody(write, lodz, officer):
    nominations = ContactFactory(institution=lodz, email="nom@p.example.org", role=ContactRole.NOMINATIONS)
    assert keys(plan_of(write(lodz, role="nominations"), officer)) == ["nom@p.example.org"]
    nominations.delete()
    assert keys(plan_of(write(lodz, role="nominations"), officer)) == ["ewa@p.example.org"]
    plan = plan_of(write(lodz, role="nominations", falls_back=False), officer)
    assert (plan.recipients, [reason for _row, reason in plan.unreached]) == (
        [],
        ["It has no contact with an address in this role."],
    )


def test_former_future_and_unreachable_contacts_get_nothing(write, officer):
    partner, today = InstitutionFactory(), timezone.localdate()
    role = ContactRole.COORDINATOR
    ContactFactory(institution=partner, role=role, valid_to=today - timedelta(days=1))
    ContactFactory(institution=partner, role=role, valid_from=today + timedelta(days=1))
    ContactFactory(institution=partner, role=role, email="")
    ContactFactory(institution=partner, role=role, email="nobody at home")
    plan = plan_of(write(partner), officer)
    assert (len(plan.recipients), len(plan.unreached)) == (0, 1)


def test_who_is_listed_twice_is_written_to_once(write, lodz, officer):
    ContactFactory(institution=lodz, email="EWA@p.example.org", role=ContactRole.COORDINATOR)
    second = InstitutionFactory(name="Lodz Medical University")
    ContactFactory(institution=second, email="ewa@P.example.org", role=ContactRole.COORDINATOR)
    plan = plan_of(write(lodz, second), officer)
    assert keys(plan) == ["ewa@p.example.org"]
    assert plan.recipients[0].others == ["Lodz University"]


def test_closed_suspended_and_incomplete_are_left_out_unless_ticked(write, officer):
    for fields in ({"status": "closed"}, {"status": "suspended"}, {"website": ""}, {"website": "https://x.example"}):
        ContactFactory(institution=InstitutionFactory(**fields), role=ContactRole.COORDINATOR)
    partners = [contact.institution for contact in ContactFactory._meta.model.objects.order_by("pk")]
    template = MailTemplateFactory(body_en="See {{ partner_website }}")
    mailing = write(*partners, template=template)
    recipients = plan_of(mailing, officer).recipients
    by_partner = {recipient.contact.institution: recipient for recipient in recipients}
    closed, _suspended, silent, fine = (by_partner[partner] for partner in partners)
    assert [recipient for recipient in recipients if not recipient.is_left_out] == [fine]
    assert [str(word) for word in silent.mail.missing] == ["Website of the partner"]
    assert send_mailing(mailing, actor=officer, to=[closed.key]).mails.get().institution == partners[0]


def test_our_own_university_is_not_written_to(write, officer):
    home = HomeInstitutionFactory()
    ContactFactory(institution=home, role=ContactRole.COORDINATOR)
    plan = plan_of(write(home), officer)
    assert (plan.recipients, plan.unreached[0][1]) == ([], "This is our own university.")


def test_coordinator_writes_to_partners_of_the_own_unit_alone(coordinator, unit, other_unit):
    mine, theirs = InstitutionFactory(), InstitutionFactory()
    agreements = [
        AgreementFactory(responsible_unit=unit, partners=[mine], title="Ours"),
        AgreementFactory(responsible_unit=other_unit, partners=[theirs], title="Theirs"),
    ]
    for partner in (mine, theirs):
        ContactFactory(institution=partner, role=ContactRole.COORDINATOR)
    template = MailTemplateFactory()
    for kind, rows in (("partners", [mine, theirs]), ("agreements", agreements)):
        mailing = begin_mailing(kind, [row.pk for row in rows], actor=coordinator, template=template)
        plan = plan_of(mailing, coordinator)
        assert [recipient.contact.institution for recipient in plan.recipients] == [mine], kind
        assert len(plan.unreached) == 1, kind
        forced = [contact.email for contact in ContactFactory._meta.model.objects.all()]
        assert [row.institution for row in send_mailing(mailing, actor=coordinator, to=forced).mails.all()] == [mine]


def test_one_mail_about_two_agreements_names_both_and_stands_at_each(browser_of, officer, unit, lodz):
    two = [AgreementFactory(responsible_unit=unit, partners=[lodz], title=title) for title in ("First", "Second")]
    template = MailTemplateFactory(subject_en="About {{ agreement_title }}")
    mailing = begin_mailing("agreements", [one.pk for one in two], actor=officer, template=template)
    row = send(mailing, officer).mails.get()
    assert (row.mail.subject, row.about, row.unit) == ("About First, Second", [one.pk for one in two], unit)
    for agreement in two:
        assert "About First, Second" in browser_of(officer).get(agreement.get_absolute_url()).content.decode()


def test_more_than_a_day_takes_is_refused_in_words_and_kept(write, lodz, officer, settings, browser_of):
    settings.PARTNER_MAILS_A_DAY = 1
    send(write(lodz), officer)
    mailing = write(lodz)
    with pytest.raises(PortalError, match="0 is left today, and this would be 1"):
        send(mailing, officer)
    mailing.refresh_from_db()
    assert mailing.is_draft
    assert "still be sent today: 0 of 1." in browser_of(officer).get(mailing.get_absolute_url()).content.decode()


def test_only_what_did_not_arrive_is_sent_again_to_the_address_of_now(write, lodz, officer, browser_of):
    second = ContactFactory(role=ContactRole.COORDINATOR, email="wrong@p.example.org")
    mailing = send(write(lodz, second.institution), officer)
    OutgoingMail.objects.filter(to_address="ewa@p.example.org").update(state=MailState.SENT)
    OutgoingMail.objects.filter(to_address="wrong@p.example.org").update(state=MailState.FAILED, trouble="refused")
    second.email = "right@p.example.org"
    save_contact(second, actor=officer)
    page = browser_of(officer).get(mailing.get_absolute_url()).content.decode()
    assert "The mail server refuses this mail." in page
    assert resend_mailing(mailing, actor=officer) == 1
    assert set(OutgoingMail.objects.values_list("to_address", "state")) == {
        ("ewa@p.example.org", "sent"),
        ("right@p.example.org", "queued"),
    }
    assert resend_mailing(mailing, actor=officer) == 0


HOSTILE = [
    ("Hello\r\nBcc: all@example.org", "Hello Bcc: all@example.org"),
    ("<script>alert(1)</script> 🎓", "<script>alert(1)</script> 🎓"),
    ("x" * 300, "x" * 200),
]


@pytest.mark.parametrize(("name", "line"), HOSTILE)
def test_what_a_partner_is_called_stays_text_on_one_line(write, lodz, officer, browser_of, name, line):
    type(lodz).objects.filter(pk=lodz.pk).update(name=name)
    mailing = write(lodz, template=MailTemplateFactory(subject_en="{{ partner_name }}"))
    assert "<script>alert" not in browser_of(officer).get(mailing.get_absolute_url()).content.decode()
    assert send(mailing, officer).mails.get().mail.subject == line
    deliver_ready()
    assert OutgoingMail.objects.get().state == MailState.SENT
    for address in (mailing.get_absolute_url(), reverse("partners:institution_correspondence", args=[lodz.pk])):
        assert "<script>alert" not in browser_of(officer).get(address).content.decode()


def test_values_that_look_like_placeholders_are_not_filled_again(write, lodz, officer):
    type(lodz).objects.filter(pk=lodz.pk).update(name="{{ author_email }}")
    mailing = write(lodz, template=MailTemplateFactory(subject_en="{{ partner_name }}"))
    assert send(mailing, officer).mails.get().mail.subject == "{{ author_email }}"


BAD_WORDS = [
    ({"subject": "Dear {{ partner_nam }}"}, "subject", "partner_nam (do you mean partner_name?)"),
    ({"body": "{% for x in y %}"}, "body", "no loops"),
    ({"body": "{{ agreement_title }}"}, "body", "does not know these placeholders: agreement_title"),
    ({"subject": "x" * 201}, "subject", "at most 200 characters"),
    ({"body": "x" * 10_001}, "body", "at most 10000 characters"),
]


@pytest.mark.parametrize(("bad", "field", "sentence"), BAD_WORDS)
def test_wrong_words_are_refused_and_what_was_typed_stays(browser_of, write, lodz, officer, bad, field, sentence):
    mailing = write(lodz)
    typed = {"subject": "A fine subject", "body": "A text", "role": "coordinator", "answers_to": "office"} | bad
    response = browser_of(officer).post(reverse("partners:mailing_edit", args=[mailing.pk]), typed)
    assert sentence in " ".join(str(error) for error in response.context["form"].errors[field])
    assert response.context["form"]["body"].value() == typed["body"]


def test_answers_go_to_whom_the_author_chose(write, lodz, officer, settings):
    mailing = change_mailing(write(lodz), actor=officer, answers_to="author")
    assert send(mailing, officer).mails.get().mail.reply_to == officer.email


def test_nobody_else_changes_or_sends_a_draft(write, lodz, officer, coordinator, browser_of):
    mailing = write(lodz)
    with pytest.raises(RightMissing):
        send_mailing(mailing, actor=coordinator, to=["ewa@p.example.org"])
    assert browser_of(coordinator).get(mailing.get_absolute_url()).status_code == 404
    send(mailing, officer)
    with pytest.raises(PortalError, match="It has been sent"):
        change_mailing(mailing, actor=officer, subject="Another")


def test_mails_about_agreements_of_another_unit_are_not_read(officer, outsider, coordinator, unit, lodz, browser_of):
    agreement = AgreementFactory(responsible_unit=unit, partners=[lodz])
    template = MailTemplateFactory(subject_en="A secret offer")
    send(begin_mailing("agreements", [agreement.pk], actor=officer, template=template), officer)
    tab = reverse("partners:institution_correspondence", args=[lodz.pk])
    assert "A secret offer" in browser_of(coordinator).get(tab).content.decode()
    assert "A secret offer" not in browser_of(outsider).get(tab).content.decode()
    assert not PartnerMail.objects.visible_to(outsider).exists()
    assert not Mailing.objects.visible_to(outsider).exists()


def test_template_is_whole_in_each_language_and_knows_its_placeholders(officer, coordinator):
    for fields, field in (
        ({"subject_en": "x"}, "body_en"),
        ({}, "body_en"),
        ({"subject_en": "x", "body_en": "{{ nobody }}"}, "body_en"),
    ):
        with pytest.raises(ValidationError) as refused:
            create_template(actor=officer, name="New", **fields)
        assert list(refused.value.error_dict) == [field]
    template = create_template(actor=officer, name="New", subject_en="x", body_en="{{ agreement_title }}")
    with pytest.raises(RightMissing):
        update_template(template, actor=coordinator, name="Mine")
    retire_template(template, actor=officer)
    assert create_template(actor=officer, name="New", subject_en="x", body_en="y").pk
    with pytest.raises(PortalError, match="There is a template of this name"):
        retire_template(template, actor=officer, is_retired=False)


def test_template_without_the_language_is_refused_beside_it(browser_of, lodz, officer):
    template = MailTemplateFactory(subject_sv="", body_sv="")
    typed = {"template": template.pk, "language": "sv", "role": "coordinator", "answers_to": "office"}
    address = f"{reverse('partners:mailing_create', args=['partners'])}?row={lodz.pk}"
    response = browser_of(officer).post(address, typed)
    assert "has no text in Swedish" in str(response.context["form"].errors["language"])


def test_preview_shows_a_text_for_a_partner_and_keeps_nothing(browser_of, officer, lodz):
    address = reverse("partners:mail_template_preview")
    typed = {"subject_en": "To {{ partner_name }}", "body_en": "Dear {{ contact_name }} <b>", "partner": "lodz"}
    page = browser_of(officer).post(address, typed).content.decode()
    assert "To Lodz University" in page
    assert "Dear Ewa Nowak &lt;b&gt;" in page
    wrong = browser_of(officer).post(address, {"subject_en": "x", "body_en": "{{ who }}"}).content.decode()
    assert "does not know these placeholders: who" in wrong


@pytest.mark.parametrize("count", [1, 3])
def test_draft_is_read_in_a_constant_number_of_queries(write, officer, count, django_assert_num_queries, browser_of):
    mailing = write(*[ContactFactory(role=ContactRole.COORDINATOR).institution for _number in range(count)])
    browser = browser_of(officer)
    browser.get(mailing.get_absolute_url())
    with django_assert_num_queries(12):
        browser.get(mailing.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_correspondence_is_read_in_a_constant_number_of_queries(
    write, officer, lodz, count, django_assert_num_queries, browser_of
):
    for _number in range(count):
        send(write(lodz), officer)
    browser, tab = browser_of(officer), reverse("partners:institution_correspondence", args=[lodz.pk])
    browser.get(tab)
    with django_assert_num_queries(15):
        browser.get(tab)


def test_list_offers_to_write_to_the_ticked_and_to_all(browser_of, officer, reader, lodz):
    ContactFactory(institution=InstitutionFactory(name="Elsewhere"), role=ContactRole.COORDINATOR)
    page = browser_of(officer).get(reverse("partners:institution_list")).content.decode()
    assert "Write to the ticked" in page
    assert 'name="row"' not in browser_of(reader).get(reverse("partners:institution_list")).content.decode()
    typed = {"template": MailTemplateFactory().pk, "language": "en", "role": "coordinator", "answers_to": "office"}
    address = f"{reverse('partners:mailing_create', args=['partners'])}?scope=all&query=q%3Dlodz"
    browser_of(officer).post(address, typed)
    assert Mailing.objects.get().keys == [lodz.pk]


def test_nothing_ticked_is_said(browser_of, officer):
    typed = {"language": "en", "role": "coordinator", "answers_to": "office"}
    response = browser_of(officer).post(reverse("partners:mailing_create", args=["partners"]), typed)
    assert "Tick at least one row first." in response.content.decode()
    assert browser_of(officer).get(reverse("partners:mailing_create", args=["unknown"])).status_code == 404


def test_a_draft_without_words_is_not_sent(lodz, officer):
    mailing = MailingFactory(keys=[lodz.pk], written_by=officer, subject=" ", body="")
    with pytest.raises(PortalError, match="Write a subject and a text first"):
        send(mailing, officer)
