"""A partner confirms or corrects its factsheet by its link; the office decides on each correction."""

import re
from datetime import timedelta

import pytest
from django.core import mail as sent_mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import PortalError, RightMissing
from core.logs import without_personal_data
from partners.enums import ContactRole, MailPurpose
from partners.factsheets.answers import Answer, answer_factsheet
from partners.factsheets.links import revoke_link, token_of
from partners.factsheets.proposals import accept_proposal, refuse_proposal
from partners.letters.forgetting import forget_people
from partners.letters.recipients import plan_of
from partners.letters.writing import begin_mailing, send_mailing
from partners.models import Alias, Contact, FactsheetLink, FactsheetProposal, Institution, MailTemplate, PartnerMail
from partners.services import update_institution
from partners.services.merging import merge_institutions
from reminders.models import OutgoingMail
from reminders.post.delivery import deliver_ready
from tests.agreements.factories import AgreementFactory
from tests.partners.factories import ContactFactory, InstitutionFactory
from tests.partners.letters.factories import FactsheetLinkFactory, FactsheetProposalFactory, MailTemplateFactory

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"https?://\S+/factsheet/(\w+)/")


@pytest.fixture
def lodz():
    partner = InstitutionFactory(
        name="Lodz University", city="Lodz", website="https://p.example.org", remarks="They pay late", pic="999901318"
    )
    ContactFactory(institution=partner, name="Ewa Nowak", email="ewa@p.example.org", role=ContactRole.COORDINATOR)
    return partner


@pytest.fixture
def link(lodz):
    return FactsheetLinkFactory(institution=lodz)


@pytest.fixture
def open_page():
    """A browser of nobody in particular, with the address of a link: ``get``, ``post``."""

    def open_for(link):
        return Client(), reverse("factsheet:answer", args=[token_of(link)])

    return open_for


def typed(page, **changed):
    """What the form as it is drawn would send, with changes."""
    forms = page.context["forms"]
    data = {}
    for form in forms.every():
        for field in form:
            data[field.html_name] = field.value() or ""
            data[field.html_initial_name] = field.value() or ""
    data["sender-by"] = "Ewa Nowak"
    del data[next(name for name in data if name.endswith("is_gone"))]
    return data | changed


def ask(partner, officer, **choices):
    template = MailTemplateFactory(body_en="Look: {{ factsheet_link }} until {{ factsheet_until }}", **choices)
    mailing = begin_mailing("partners", [partner.pk], actor=officer, template=template)
    return send_mailing(mailing, actor=officer, to=[each.key for each in plan_of(mailing, officer).recipients])


def test_mail_carries_an_address_that_the_portal_does_not_keep(lodz, officer, browser_of):
    mailing = ask(lodz, officer)
    deliver_ready()
    token = ADDRESS.search(sent_mail.outbox[0].body)[1]
    assert Client().get(f"/factsheet/{token}/").status_code == 200
    kept = OutgoingMail.objects.get()
    link = FactsheetLink.objects.get()
    assert token not in kept.text + kept.search_text + link.nonce + link.token_hash
    for address in (
        mailing.get_absolute_url(),
        reverse("reminders:mail_detail", args=[kept.pk]),
        reverse("partners:institution_correspondence", args=[lodz.pk]),
        reverse("partners:institution_factsheet", args=[lodz.pk]),
    ):
        page = browser_of(officer).get(address).content.decode()
        assert token not in page, address
        assert "sealed-" not in page, address


def test_logs_do_not_tell_an_address(link, open_page):
    _browser, address = open_page(link)
    assert without_personal_data(f'"GET {address} HTTP/1.1" 200') == '"GET /factsheet/[secret]/ HTTP/1.1" 200'


def test_mail_that_is_sent_again_has_the_same_address(lodz, officer):
    ask(lodz, officer)
    deliver_ready()
    OutgoingMail.objects.update(state="queued")
    deliver_ready()
    first, second = (ADDRESS.search(message.body)[1] for message in sent_mail.outbox)
    assert first == second


def test_partners_that_share_an_address_each_get_their_own(officer, lodz):
    second = InstitutionFactory(name="Lodz Medical University")
    ContactFactory(institution=second, email="ewa@p.example.org", role=ContactRole.COORDINATOR)
    template = MailTemplateFactory(body_en="{{ factsheet_link }}")
    mailing = begin_mailing("partners", [lodz.pk, second.pk], actor=officer, template=template)
    send_mailing(mailing, actor=officer, to=[each.key for each in plan_of(mailing, officer).recipients])
    assert set(FactsheetLink.objects.values_list("institution", flat=True)) == {lodz.pk, second.pk}


def test_nobody_forges_the_mark_of_an_address(lodz, officer, link):
    type(lodz).objects.filter(pk=lodz.pk).update(name=f"[[sealed-factsheeten-{link.pk}.AAAA]]")
    mailing = begin_mailing("partners", [lodz.pk], actor=officer, template=MailTemplateFactory())
    send_mailing(mailing, actor=officer, to=["ewa@p.example.org"])
    deliver_ready()
    assert token_of(link) not in sent_mail.outbox[0].body


def test_opening_the_address_changes_nothing_however_often(link, open_page, django_assert_num_queries):
    browser, address = open_page(link)
    before = list(FactsheetLink.objects.values()), list(Institution.objects.values())
    for _visit in range(3):
        for method in ("get", "head"):
            response = getattr(browser, method)(address)
            assert response.status_code == 200
    assert (list(FactsheetLink.objects.values()), list(Institution.objects.values())) == before
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_page_says_what_students_see_and_nothing_of_our_own(link, lodz, open_page, officer, unit):
    other = InstitutionFactory(name="Another partner")
    ContactFactory(institution=other, name="Somebody else")
    Contact.objects.filter(institution=lodz).update(remarks="Likes cake")
    ContactFactory(institution=lodz, name="Long gone", valid_to=timezone.localdate() - timedelta(days=9))
    Alias.objects.create(institution=lodz, name="Nickname of ours")
    AgreementFactory(responsible_unit=unit, partners=[lodz], title="Secret agreement")
    FactsheetProposalFactory(institution=lodz, after="Earlier proposal")
    browser, address = open_page(link)
    page = browser.get(address).content.decode()
    assert "Ewa Nowak" in page
    hidden = (
        *("They pay late", "Likes cake", "Somebody else", "Another partner", "Long gone", "Nickname of ours"),
        *("Secret agreement", "Earlier proposal", "999901318", officer.email),
    )
    assert [words for words in hidden if words in page] == []


def test_as_it_stands_is_confirmed_and_changes_nothing_else(link, lodz, open_page, officer, browser_of):
    browser, address = open_page(link)
    thanks = browser.post(address, typed(browser.get(address)), follow=True)
    assert thanks.redirect_chain == [(address, 302)]
    assert "Thank you" in thanks.content.decode()
    lodz.refresh_from_db()
    assert lodz.factsheet_confirmed_on == timezone.localdate()
    assert not FactsheetProposal.objects.exists()
    history = browser_of(officer).get(reverse("partners:institution_history", args=[lodz.pk])).content.decode()
    assert "answered for the partner by its link" in history


def test_corrections_wait_and_change_nothing_until_accepted(link, lodz, open_page, officer, browser_of):
    contact = lodz.contacts.get()
    browser, address = open_page(link)
    changes = {
        "facts-city": "Łódź 🎓",
        f"contact{contact.pk}-phone": "+48 42",
        "new1-name": "Nominations desk",
        "new1-role": "nominations",
        "new1-email": "nom@p.example.org",
        "sender-remark": "<b>Thanks</b>",
    }
    assert browser.post(address, typed(browser.get(address), **changes)).status_code == 302
    assert [(row.kind, row.field, row.before, row.after) for row in FactsheetProposal.objects.all()] == [
        ("fact", "city", "Lodz", "Łódź 🎓"),
        ("contact_fact", "phone", "", "+48 42"),
        ("contact_new", "", "", "Nominations desk"),
    ]
    lodz.refresh_from_db()
    assert (lodz.city, lodz.contacts.count()) == ("Lodz", 1)
    tab = reverse("partners:institution_factsheet", args=[lodz.pk])
    page = browser_of(officer).get(tab).content.decode()
    assert "3 corrections wait" in page
    assert "&lt;b&gt;Thanks" in page
    for row in FactsheetProposal.objects.all():
        browser_of(officer).post(reverse("partners:proposal_accept", args=[row.pk]))
    lodz.refresh_from_db()
    assert lodz.city == "Łódź 🎓"
    assert set(lodz.contacts.values_list("name", "phone")) == {("Ewa Nowak", "+48 42"), ("Nominations desk", "")}
    history = browser_of(officer).get(reverse("partners:institution_history", args=[lodz.pk])).content.decode()
    assert "The partner corrected it." in history


def test_desk_of_the_office_has_corrections_until_they_are_decided(officer, reader, lodz, browser_of):
    proposal = FactsheetProposalFactory(institution=lodz)
    sentence = "The partner corrects what we say about it"
    desk = reverse("reminders:desk")
    assert sentence in browser_of(officer).get(desk).content.decode()
    assert sentence not in browser_of(reader).get(desk).content.decode()
    refuse_proposal(proposal, actor=officer)
    assert sentence not in browser_of(officer).get(desk).content.decode()


def test_contact_who_is_gone_ends_and_keeps_its_mails(link, lodz, open_page, officer):
    contact = lodz.contacts.get()
    browser, address = open_page(link)
    browser.post(address, typed(browser.get(address), **{f"contact{contact.pk}-is_gone": "on"}))
    accept_proposal(FactsheetProposal.objects.get(), actor=officer)
    contact.refresh_from_db()
    assert contact.is_former


def test_accepted_twice_once_and_refused_for_good(lodz, officer, coordinator):
    proposal, other = FactsheetProposalFactory(institution=lodz), FactsheetProposalFactory(institution=lodz, after="X")
    with pytest.raises(RightMissing):
        accept_proposal(proposal, actor=coordinator)
    accept_proposal(proposal, actor=officer)
    accept_proposal(proposal, actor=officer)
    with pytest.raises(PortalError, match="A colleague has decided on it already"):
        refuse_proposal(proposal, actor=officer)
    with pytest.raises(PortalError, match="It reads “Łódź” by now"):
        accept_proposal(other, actor=officer)
    refuse_proposal(other, actor=officer)
    lodz.refresh_from_db()
    assert lodz.city == "Łódź"


def test_colleagues_change_in_between_is_not_taken_for_a_correction(link, lodz, open_page, officer):
    browser, address = open_page(link)
    data = typed(browser.get(address))
    update_institution(lodz, actor=officer, city="Łódź")
    browser.post(address, data)
    assert not FactsheetProposal.objects.exists()


def expired(link):
    FactsheetLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())


def revoked(link):
    FactsheetLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())


def gone(link):
    link.delete()


@pytest.mark.parametrize("end", [expired, revoked, gone])
def test_address_that_does_not_work_says_so_and_nothing_more(link, open_page, end):
    browser, address = open_page(link)
    data = typed(browser.get(address))
    end(link)
    for response in (browser.get(address), browser.post(address, data)):
        assert response.status_code == 404
        assert "Lodz" not in response.content.decode()
    assert not FactsheetLink.objects.filter(answered_at__isnull=False).exists()


def test_used_address_thanks_and_shows_nothing_more(link, open_page):
    browser, address = open_page(link)
    data = typed(browser.get(address))
    browser.post(address, data)
    answered_at = FactsheetLink.objects.get().answered_at
    for response in (browser.get(address), browser.post(address, data | {"facts-city": "Elsewhere"})):
        assert response.status_code == 200
        assert "Lodz" not in response.content.decode()
    assert FactsheetLink.objects.get().answered_at == answered_at
    assert not FactsheetProposal.objects.exists()
    with pytest.raises(PortalError, match="does not work any more"):
        answer_factsheet(link, Answer(by="Again"))


def test_contacts_of_another_partner_cannot_be_named(link, lodz, open_page):
    stranger = ContactFactory(name="Somebody else")
    browser, address = open_page(link)
    data = typed(browser.get(address))
    browser.post(address, data | {f"contact{stranger.pk}-name": "Changed", f"contact{stranger.pk}-is_gone": "on"})
    assert not FactsheetProposal.objects.exists()
    fresh = FactsheetLinkFactory(institution=lodz)
    answer_factsheet(fresh, Answer(by="x", contacts={stranger.pk: {"name": "Changed"}}, gone=[stranger.pk]))
    assert not FactsheetProposal.objects.exists()


def test_asking_again_ends_the_earlier_address_of_the_same_person(lodz, officer, open_page):
    ask(lodz, officer)
    first = FactsheetLink.objects.get()
    ask(lodz, officer)
    browser, address = open_page(first)
    assert browser.get(address).status_code == 404
    assert FactsheetLink.objects.usable().count() == 1


def test_who_guesses_is_told_to_wait(link, open_page):
    browser, address = open_page(link)
    met = [browser.get(f"/factsheet/{number:064x}/").status_code for number in range(22)]
    assert met == [404] * 20 + [429] * 2
    assert browser.get(address).status_code == 200  # a partner behind the same address is not locked out


BAD_VALUES = [
    ({"facts-name": ""}, "This field is required."),
    ({"facts-name": "x" * 301}, "at most 300 characters"),
    ({"facts-website": "javascript:alert(1)"}, "Enter a valid URL."),
    ({"facts-description": "x" * 5000}, "at most 4000 characters"),
    ({"facts-city": "Lodz\x00"}, "Null characters are not allowed."),
    ({"new1-name": "Somebody", "new1-email": "no address"}, "Enter a valid email address."),
    ({"new1-email": "x@example.org"}, "This field is required."),
    ({"sender-by": " "}, "This field is required."),
]


@pytest.mark.parametrize(("bad", "sentence"), BAD_VALUES)
def test_bad_values_are_said_beside_the_field_and_the_rest_is_kept(link, open_page, bad, sentence):
    browser, address = open_page(link)
    response = browser.post(address, typed(browser.get(address), **{"facts-street": "New street"} | bad))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "New street" in page
    assert not FactsheetProposal.objects.exists()


def test_lines_in_a_name_become_one(link, lodz, open_page):
    browser, address = open_page(link)
    browser.post(address, typed(browser.get(address), **{"facts-name": "Lodz\r\nBcc: all@example.org"}))
    assert FactsheetProposal.objects.get().after == "Lodz Bcc: all@example.org"


def test_only_who_may_write_to_the_partner_takes_an_address_back(link, officer, outsider, reader, browser_of):
    address = reverse("partners:factsheet_revoke", args=[link.pk])
    assert browser_of(reader).post(address).status_code == 403
    assert browser_of(outsider).post(address).status_code == 403
    revoke_link(link, actor=officer)
    with pytest.raises(PortalError, match="does not work any more anyway"):
        revoke_link(link, actor=officer)


def test_one_button_leads_to_a_draft_with_the_offices_text(lodz, officer, coordinator, browser_of):
    MailTemplate.objects.filter(purpose=MailPurpose.FACTSHEET).delete()
    MailTemplateFactory(purpose=MailPurpose.FACTSHEET, body_en="{{ factsheet_link }}")
    address = reverse("partners:factsheet_ask", args=[lodz.pk])
    response = browser_of(officer).post(address, follow=True)
    assert "(an address of its own)" in response.content.decode()
    assert not FactsheetLink.objects.exists()
    refused = browser_of(coordinator).post(address, follow=True)
    assert "Your units have no agreement with it" in refused.content.decode()


def test_list_filters_by_age_and_by_corrections(officer, browser_of, lodz):
    today = timezone.localdate()
    InstitutionFactory(name="Fresh", factsheet_confirmed_on=today - timedelta(days=300))
    InstitutionFactory(name="Stale", factsheet_confirmed_on=today - timedelta(days=400))
    FactsheetProposalFactory(institution=lodz)
    found = {}
    for asked in ("confirmed", "old", "corrections"):
        page = browser_of(officer).get(reverse("partners:institution_list"), {"factsheet": asked})
        found[asked] = sorted(row.name for row in page.context["rows"])
    assert found == {"confirmed": ["Fresh"], "old": ["Lodz University", "Stale"], "corrections": ["Lodz University"]}


def test_old_factsheet_stands_on_the_desk_of_who_keeps_an_agreement(coordinator, outsider, unit, browser_of, lodz):
    Institution.objects.filter(pk=lodz.pk).update(factsheet_confirmed_on=timezone.localdate() - timedelta(days=400))
    AgreementFactory(responsible_unit=unit, partners=[lodz], coordinator=coordinator)
    sentence, desk = "ask the partner to confirm it", reverse("reminders:desk")
    assert sentence in browser_of(coordinator).get(desk).content.decode()
    assert sentence not in browser_of(outsider).get(desk).content.decode()
    Institution.objects.filter(pk=lodz.pk).update(factsheet_confirmed_on=timezone.localdate())
    assert sentence not in browser_of(coordinator).get(desk).content.decode()


def test_merger_takes_links_and_corrections_along(lodz, link, open_page):
    survivor = InstitutionFactory(name="University of Lodz")
    FactsheetProposalFactory(institution=lodz)
    merge_institutions(survivor, lodz, actor=None)
    browser, address = open_page(link)
    assert "University of Lodz" in browser.get(address).content.decode()
    assert FactsheetProposal.objects.get().institution == survivor


def test_removed_people_are_in_no_mail_and_no_factsheet(lodz, officer, open_page):
    ask(lodz, officer, subject_en="News")
    browser, address = open_page(FactsheetLink.objects.get())
    contact = lodz.contacts.get()
    changes = {f"contact{contact.pk}-name": "Ewa Kowalska", "new1-name": "Ewa Wolska", "sender-remark": "Ewa asks"}
    browser.post(address, typed(browser.get(address), **changes))
    assert written_anywhere("ewa")
    forget_people([lodz.pk])
    assert written_anywhere("ewa") == []
    assert OutgoingMail.objects.get().subject == "News"


def written_anywhere(word):
    """Models, histories too, in which any row of mails and factsheets holds the word."""
    tables = [OutgoingMail, PartnerMail, FactsheetLink, FactsheetProposal]
    tables += [FactsheetLink.pgh_event_model, FactsheetProposal.pgh_event_model]
    rows = {model.__name__: str(list(model.objects.values())).casefold() for model in tables}
    return [name for name, text in rows.items() if word in text]


@pytest.mark.parametrize("count", [1, 3])
def test_tab_is_read_in_a_constant_number_of_queries(officer, lodz, count, django_assert_num_queries, browser_of):
    for number in range(count):
        FactsheetProposalFactory(institution=lodz, after=f"City {number}")
    browser, tab = browser_of(officer), reverse("partners:institution_factsheet", args=[lodz.pk])
    browser.get(tab)
    with django_assert_num_queries(15):
        browser.get(tab)


def test_days_for_nominations_are_corrected_by_the_partner_and_shown(link, lodz, open_page, officer, browser_of):
    update_institution(lodz, actor=officer, nomination_windows="Autumn: by 15 April", housing="Two halls")
    browser, address = open_page(link)
    windows = "Autumn: by 30 April\r\nSpring: by 31 October"
    browser.post(address, typed(browser.get(address), **{"facts-nomination_windows": windows}))
    proposal = FactsheetProposal.objects.get()
    assert (proposal.field, proposal.before) == ("nomination_windows", "Autumn: by 15 April")
    accept_proposal(proposal, actor=officer)
    page = browser_of(officer).get(reverse("partners:institution_factsheet", args=[lodz.pk]))
    assert page.context["facts"] == [
        ("Nominations", "Autumn: by 30 April\nSpring: by 31 October"),
        ("Housing", "Two halls"),
    ]
