"""The page of one partner: the published facts in words, and what to do when there is no way to go there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from agreements.enums import AgreementKind, AgreementState, MobilityKind, Visibility
from agreements.models import Agreement, ConditionField
from finder import published
from mobility.models import ParticipantReport, ReportAnswer, ReportQuestion
from mobility.reports.answering import move_report
from partners.enums import InstitutionStatus
from tests.agreements.factories import (
    AgreementFactory,
    ConditionFactory,
    DocumentFactory,
    InstitutionFactory,
    home,
)
from tests.cooperation.factories import ActivityFactory, OutputFactory
from tests.mobility.factories import ApplicationRoundFactory, MobilityFactory
from tests.networks.factories import JointOfferFactory, JointOfferPartnerFactory, NetworkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    def get(institution, prefix=""):
        response = client.get(f"{prefix}/universities/{institution.pk}-{institution.slug}/")
        assert response.status_code == 200
        return response

    return get


def test_page_says_who_may_go_from_which_field_how_long_and_in_which_language(page, offer, lodz):
    agreement = offer(lodz, levels=[6, 7], people=4, months=Decimal(20), tuition_waived=True)
    ConditionField.objects.update(clarification="Games")
    shown = page(lodz).context["page"]
    [one] = shown.usable
    [way] = one.there
    assert (one.programme, one.standing.label, one.unit, one.tuition_waived) == (
        "Erasmus+", "Open", agreement.responsible_unit.name, True,
    )  # fmt: skip
    assert (way.who, way.levels, way.fields) == (
        "Student studies",
        ["Bachelor", "Master"],
        [("Field 0613 · 0613", "Games")],
    )
    assert (way.people, way.length, way.languages) == (4, "one semester", ["English B2"])
    assert one.here == []


def test_both_directions_are_told_apart_and_students_come_first(page, offer, lodz):
    agreement = offer(lodz, mobility=MobilityKind.STAFF_TEACHING, levels=[], people=1)
    ConditionFactory(agreement=agreement, people_per_year=3)
    ConditionFactory(agreement=agreement, sender=lodz, receiver=home(), people_per_year=5)
    [one] = page(lodz).context["page"].usable
    assert [(way.who, way.people) for way in one.there] == [("Student studies", 3), ("Staff teaching", 1)]
    assert [(way.who, way.people) for way in one.here] == [("Student studies", 5)]


@pytest.mark.parametrize(
    ("people_and_months", "length"),
    [
        ((2, 10), "one semester"),
        ((1, 10), "one year"),
        ((2, 5), "2.5 months"),
        ((3, 3), "1 month"),
        ((None, 10), ""),
        ((2, None), ""),
    ],
)
def test_length_of_stay_is_what_each_person_gets(page, offer, lodz, people_and_months, length):
    people, months = people_and_months
    offer(lodz, people=people, months=months)
    assert page(lodz).context["page"].usable[0].there[0].length == length


def test_facts_website_other_names_and_description_are_shown(page, offer, lodz):
    lodz.website, lodz.description, lodz.erasmus_code = "https://www.p.lodz.pl/en", "By the <b>river</b>.", "PL LODZ02"
    lodz.save()
    offer(lodz)
    text = page(lodz).content.decode()
    assert '<a href="https://www.p.lodz.pl/en" rel="noopener">p.lodz.pl</a>' in text
    assert "TUL" in text
    assert "PL LODZ02" in text
    assert "By the &lt;b&gt;river&lt;/b&gt;." in text


def test_dangerous_address_of_a_website_is_no_link(page, offer, lodz):
    type(lodz).objects.filter(pk=lodz.pk).update(website="javascript:alert(1)", course_catalogue="javascript:alert(2)")
    offer(lodz)
    assert 'href="javascript' not in page(lodz).content.decode()


def test_an_exchange_there_is_told_with_the_day_the_partner_confirmed_it(page, offer, lodz, yesterday):
    offer(lodz)
    assert "exchange-there" not in page(lodz).content.decode()
    said = {"teaching_periods": "Autumn: <b>1 October</b>\nSpring: 20 February", "housing": "Two halls."}
    type(lodz).objects.filter(pk=lodz.pk).update(**said, course_catalogue="https://courses.example/")
    text = page(lodz).content.decode()
    assert "<dt>Teaching periods</dt><dd>Autumn: &lt;b&gt;1 October&lt;/b&gt;<br>Spring: 20 February</dd>" in text
    assert "Housing" in text
    assert "Visa" not in text
    assert '<a href="https://courses.example/" rel="noopener">' in text
    assert "Not confirmed by the partner yet" in text
    type(lodz).objects.filter(pk=lodz.pk).update(factsheet_confirmed_on=yesterday)
    assert "Confirmed by the partner on" in page(lodz).content.decode()
    Agreement.objects.update(ends_on=yesterday)
    assert "exchange-there" not in page(lodz).content.decode()


@pytest.mark.parametrize("wrong", ["", "-anything", "-politechnika-lodzka-2"])
def test_other_slug_leads_to_the_right_address(client, offer, lodz, wrong):
    offer(lodz)
    response = client.get(f"/sv/universities/{lodz.pk}{wrong}/")
    assert (response.status_code, response["Location"]) == (302, f"/sv/universities/{lodz.pk}-politechnika-lodzka/")


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "rejected", "withdrawn"])
def test_partner_without_a_published_agreement_has_no_page(client, offer, lodz, state):
    offer(lodz, state=state)
    AgreementFactory(
        responsible_unit=lodz.parties.get().agreement.responsible_unit, partners=[lodz], is_published=False
    )
    assert client.get(f"/universities/{lodz.pk}-politechnika-lodzka/").status_code == 404


def test_home_unknown_and_absurd_numbers_have_no_page(client, offer, us):
    offer()
    for number in (us.pk, 999_999, 10**30):
        assert client.get(f"/universities/{number}-x/").status_code == 404


def test_ended_agreement_keeps_the_page_and_names_alternatives(page, offer, lodz, kyoto, yesterday):
    offer(lodz, ends_on=yesterday)
    offer(kyoto)
    offer(InstitutionFactory(name="Engineering only"), fields=["0715"])
    offer(InstitutionFactory(name="Same country and field"))
    response = page(lodz)
    shown = response.context["page"]
    assert shown.notice == "The cooperation has ended: nobody can be sent there any more."
    assert (shown.usable, [one.standing.label for one in shown.past]) == ([], ["Ended"])
    assert [card.name for card in shown.alternatives] == [
        "Same country and field",
        "Kyoto University",
        "Engineering only",
    ]
    assert "You can go there" not in response.content.decode()


def test_suspended_agreement_says_so(page, offer, lodz):
    offer(lodz, state=AgreementState.SUSPENDED)
    assert page(lodz).context["page"].notice == "The cooperation is suspended at present: nobody can be sent there."


def test_closed_institution_names_its_published_successor_alone(page, offer, lodz):
    successor = InstitutionFactory(name="Grand Lodz")
    lodz.status, lodz.succeeded_by = InstitutionStatus.CLOSED, successor
    lodz.save()
    offer(lodz)
    assert "Grand Lodz" not in page(lodz).content.decode()
    offer(successor)
    shown = page(lodz)
    assert "Grand Lodz" in shown.content.decode()
    assert shown.context["page"].usable == []


def test_open_partner_shows_neither_notice_nor_alternatives(page, offer, lodz, kyoto):
    offer(lodz)
    offer(lodz, state=AgreementState.ENDED)
    offer(kyoto)
    shown = page(lodz).context["page"]
    assert (shown.notice, shown.alternatives, len(shown.past)) == ("", [], 1)


def test_public_documents_are_offered_in_their_newest_version(page, client, offer, lodz):
    agreement = offer(lodz)
    DocumentFactory(agreement=agreement, title="Fact sheet", visibility=Visibility.PUBLIC, version=1)
    newest = DocumentFactory(
        agreement=agreement,
        title="Fact sheet",
        visibility=Visibility.PUBLIC,
        version=2,
        original_name="anna_private.txt",
    )
    DocumentFactory(agreement=agreement, title="Inner paper", visibility=Visibility.STAFF)
    assert page(lodz).context["page"].documents == [newest]
    response = client.get(f"/universities/documents/{newest.pk}/")
    assert b"".join(response.streaming_content) == b"paper"
    assert response["Content-Disposition"] == 'attachment; filename="fact-sheet.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("visibility", [Visibility.OFFICE, Visibility.STAFF])
def test_document_that_is_not_public_is_not_there_even_for_its_keepers(offer, browser_of, officer, visibility):
    document = DocumentFactory(agreement=offer(), visibility=visibility)
    for person in (None, officer):
        assert browser_of(person).get(f"/universities/documents/{document.pk}/").status_code == 404


def test_document_of_an_unpublished_agreement_is_not_there(client, offer):
    document = DocumentFactory(agreement=offer(is_published=False), visibility=Visibility.PUBLIC)
    assert not published.documents().exists()
    assert client.get(f"/universities/documents/{document.pk}/").status_code == 404


def test_lost_file_is_not_found_instead_of_an_error(client, offer):
    document = DocumentFactory(agreement=offer(), visibility=Visibility.PUBLIC)
    document.file.storage.delete(document.file.name)
    assert client.get(f"/universities/documents/{document.pk}/").status_code == 404


def test_both_sides_of_a_multilateral_agreement_see_their_own_conditions(page, unit, lodz, kyoto):
    agreement = AgreementFactory(
        responsible_unit=unit, partners=[lodz, kyoto], is_published=True, kind=AgreementKind.SUMMER_SCHOOL
    )
    ConditionFactory(agreement=agreement, receiver=lodz, people_per_year=1)
    ConditionFactory(agreement=agreement, receiver=kyoto, people_per_year=9)
    ConditionFactory(agreement=agreement, sender=kyoto, receiver=lodz, people_per_year=7)
    [one] = page(lodz).context["page"].usable
    assert [way.people for way in (*one.there, *one.here)] == [1]


def test_what_was_done_together_is_told_in_words_of_its_own(page, offer, unit, lodz, kyoto):
    offer(lodz)
    held = {"state": "held", "is_published": True, "report": "Nobody came", "unit": unit, "partners": [lodz]}
    book = ActivityFactory(title="Joint book", told_en="About rivers", **held)
    OutputFactory(activity=book, title="Rivers", doi="10.1234/rivers", authors="Ada Lovelace")
    ActivityFactory(title="Planned school", told_en="Soon", **held | {"state": "planned"})
    ActivityFactory(title="Quiet visit", told_en="Hush", **held | {"is_published": False})
    text = page(lodz).content.decode()
    assert "Joint book" in text
    assert "About rivers" in text
    assert 'href="https://doi.org/10.1234/rivers"' in text
    for private in ("Nobody came", "Ada Lovelace", "Planned school", "Quiet visit"):
        assert private not in text
    offer(kyoto)
    assert "What we did together" not in page(kyoto).content.decode()


@pytest.mark.parametrize("agreements", [1, 3])
def test_query_count_does_not_grow(client, offer, lodz, django_assert_num_queries, agreements):
    for number in range(agreements):
        document = DocumentFactory(agreement=offer(lodz), visibility=Visibility.PUBLIC, title=f"Paper {number}")
        document.save()
    address = f"/universities/{lodz.pk}-{lodz.slug}/"
    client.get(address)  # the index, and the amounts that are kept with it
    with django_assert_num_queries(12):
        client.get(address)


def test_anonymous_visitor_gets_no_cookie(offer, lodz):
    offer(lodz)
    client = Client()
    client.get(f"/universities/{lodz.pk}-{lodz.slug}/")
    assert not client.cookies


def report_about(partner, unit, *, text, state="shown", **fields):
    """A report of somebody who is back from ``partner``, with some words."""
    wording, _made = ReportQuestion.objects.get_or_create(
        code="best", defaults={"audience": "student", "position": 1, "kind": "text", "wording_en": "What was best?"}
    )
    stay = MobilityFactory(unit=unit, partner=partner, state="closed", **fields)
    report = ParticipantReport.objects.create(
        mobility=stay, audience="student", state=state, may_be_shown=True, expires_at=timezone.now(), token_hash=text
    )
    ReportAnswer.objects.create(report=report, question=wording, text=text)
    return report


def test_reports_are_shown_without_names_and_gone_once_kept_back(page, offer, lodz, unit, officer):
    offer(lodz)
    assert "report can be read here yet" in page(lodz).content.decode()
    report = report_about(lodz, unit, text="The <b>labs</b>")
    report_about(lodz, unit, text="not read yet", state="received")
    shown = page(lodz).content.decode()
    assert "What was best?" in shown
    assert "The &lt;b&gt;labs&lt;/b&gt;" in shown
    assert "not read yet" not in shown
    assert report.mobility.participant.family_name not in shown
    move_report(report, "keep_back", actor=officer)
    assert "labs" not in page(lodz).content.decode()


def test_when_to_apply_comes_first_with_the_days_left_and_the_partners_own_dates(page, offer, lodz, unit):
    agreement = offer(lodz)
    type(lodz).objects.filter(pk=lodz.pk).update(nomination_windows="By 15 April")
    assert "No round with a place here" in page(lodz).content.decode()
    closes = timezone.now() + timedelta(days=9)
    opened = ApplicationRoundFactory(
        unit=unit, academic_year=timezone.localdate().year, is_published=True, closes_at=closes
    )
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=None, ends_on=None, is_open_ended=True)
    response = page(lodz)
    text = response.content.decode()
    assert response.context["page"].next_round.round == opened
    assert text.index("9 days left") < text.index("You can go there")
    assert text.index("By 15 April") < text.index("You can go there")
    assert f"/rounds/{opened.pk}/calendar.ics" in text


def test_similar_partners_share_field_and_level_those_of_the_country_first(page, offer, lodz, kyoto):
    offer(lodz, levels=[7])
    krakow, wroclaw, gdansk = (InstitutionFactory(name=name, country=lodz.country) for name in ("AGH", "W", "G"))
    offer(kyoto, levels=[7])
    offer(krakow, levels=[7])
    offer(wroclaw, levels=[6])
    offer(gdansk, levels=[7], fields=["0715"])
    shown = page(lodz).context["page"]
    assert [card.name for card in shown.similar] == ["AGH", "W", "Kyoto University"]
    assert shown.alternatives == []


def test_alternatives_stand_before_everything_else_of_a_partner_nobody_can_go_to(page, offer, lodz, kyoto):
    offer(lodz, state=AgreementState.SUSPENDED)
    offer(kyoto)
    type(lodz).objects.filter(pk=lodz.pk).update(description="By the river.")
    text = page(lodz).content.decode()
    assert text.index("suspended at present") < text.index("Kyoto University") < text.index("By the river.")
    assert "When to apply</h2>" not in text


def test_whom_to_ask_are_role_addresses_alone(page, offer, lodz, unit, coordinator):
    type(unit).objects.filter(pk=unit.pk).update(email="exchange@unit.example")
    offer(lodz, coordinator=coordinator)
    shown = page(lodz)
    assert shown.context["page"].units_to_ask == [(unit.name, "exchange@unit.example")]
    assert coordinator.email not in shown.content.decode()


def test_joint_offers_of_published_networks_are_named_as_long_as_they_last(page, offer, lodz, yesterday):
    offer(lodz)
    shown, hidden = NetworkFactory(is_published=True), NetworkFactory(is_published=False)
    given = {"title_en": "Micro-module", "is_published": True, "starts_on": None, "ends_on": None, "apply_by": None}
    JointOfferPartnerFactory(institution=lodz, offer=JointOfferFactory(network=shown, **given))
    JointOfferPartnerFactory(institution=lodz, offer=JointOfferFactory(network=hidden, **given))
    JointOfferPartnerFactory(institution=lodz, offer=JointOfferFactory(network=shown, **given | {"ends_on": yesterday}))
    JointOfferFactory(network=shown, **given)
    assert page(lodz).content.decode().count("Micro-module") == 1
