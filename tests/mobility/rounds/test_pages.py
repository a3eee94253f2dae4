"""The pages of rounds, for staff and for students."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.enums import AgreementKind
from mobility.models import Mobility, PersonalExport
from mobility.rounds.allocating import carry_out
from mobility.rounds.proposing import Proposal
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.mobility.factories import ApplicationRoundFactory, SchemeFactory

pytestmark = pytest.mark.django_db


def test_the_office_looks_at_the_allocation_and_carries_it_out(officer_client, closed_round, offered, applicant):
    lodz = offered("Lodz", 1)
    applicant(1, lodz)
    applicant(2, lodz)
    address = reverse("mobility:round_protocol", args=[closed_round.pk])
    page = officer_client.get(address)
    assert "Choice 1, Lodz: 1 place, taken by rank 1." in page.content.decode()
    shown = {"fingerprint": page.context["fingerprint"]}
    officer_client.post(reverse("mobility:round_allocate", args=[closed_round.pk]), shown)
    assert Mobility.objects.count() == 1
    page = officer_client.get(address).content.decode()
    assert "Who got which place, and why" in page
    assert "Waits for Lodz" in page
    officer_client.get(reverse("mobility:round_protocol_export", args=[closed_round.pk]), {"format": "csv"})
    assert PersonalExport.objects.get().row_count == 2
    Mobility.objects.get().delete()
    page = officer_client.get(closed_round.get_absolute_url()).content.decode()
    assert "waits first" in page


def test_two_agreements_with_one_partner_are_one_sentence(closed_round, offered, applicant, unit):
    lodz, gent = offered("Lodz", 1), offered("Gent", 1)
    further = AgreementFactory(
        kind=AgreementKind.ERASMUS, responsible_unit=unit, partners=[lodz.receiver], is_published=True, state="active"
    )
    ConditionFactory(agreement=further, receiver=lodz.receiver, people_per_year=1)
    applicant(1, lodz, gent)
    applicant(2, gent, lodz)
    told = [[line.why.partition(".")[0] for line in each.lines] for each in Proposal(closed_round).people]
    given = ["Choice 1, Lodz: given", "Choice 2, Gent: not needed, an earlier choice was given"]
    assert told == [given, ["Choice 1, Gent: given", "Choice 2, Lodz: not needed, an earlier choice was given"]]


def test_a_list_lands_in_the_round_it_was_begun_from_or_in_the_one_that_waits(
    officer_client, closed_round, unit, exchange
):
    planned = ApplicationRoundFactory(unit=unit, scheme=exchange, state="planned")
    upload = {"file": SimpleUploadedFile("list.csv", b"Rank,Name,Choice 1\n1,Ada Lind,Lodz\n")}
    page = officer_client.get(planned.get_absolute_url())
    sent = officer_client.post(page.context["list_url"], upload, follow=True)
    assert sent.context["form"]["option-round"].value() == str(planned.pk)
    upload["file"].seek(0)
    sent = officer_client.post(reverse("core:import_create", args=["applicants"]), upload, follow=True)
    assert sent.context["form"]["option-round"].value() == str(closed_round.pk)


def test_a_round_is_planned_with_a_form_that_keeps_what_was_typed(officer_client, exchange, unit):
    typed = {
        "name_en": "Autumn", "scheme": exchange.pk, "activity": "student-studies", "academic_year": 2027,
        "term": "autumn", "first_day": "2026-09-01", "last_day": "2027-01-18", "opens_at": "2026-12-01T09:00",
        "closes_at": "2026-11-01T09:00", "unit": unit.pk,
    }  # fmt: skip
    page = officer_client.post(reverse("mobility:round_create"), typed)
    assert "It closes before it opens." in page.content.decode()
    typed |= {"closes_at": "2027-01-15T23:59", "first_day": "2027-09-01", "last_day": "2028-01-18"}
    answer = officer_client.post(reverse("mobility:round_create"), typed)
    assert answer.status_code == 302
    assert "23:59" in officer_client.get(answer.url).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    count, officer, officer_client, unit, django_assert_max_num_queries
):
    ApplicationRoundFactory.create_batch(count, unit=unit)
    officer_client.get(reverse("mobility:round_list"))
    with django_assert_max_num_queries(18) as queries:
        officer_client.get(reverse("mobility:round_list"))
    assert sum("mobility_applicationround" in each["sql"] for each in queries.captured_queries) == 5


def test_students_see_open_rounds_and_what_is_left_and_nobodys_name(
    client, officer, unit, offered, closed_round, applicant
):
    lodz = offered("Lodz", 2)
    applicant(1, lodz, given_name="Hemlig", family_name="Person")
    carry_out(closed_round, actor=officer, fingerprint=Proposal(closed_round).fingerprint)
    shown = ApplicationRoundFactory(unit=unit, name_en="Autumn abroad", name_sv="Höst ute", is_published=True)
    ApplicationRoundFactory(unit=unit, name_en="Not published")
    page = client.get("/rounds/").content.decode()
    assert "Autumn abroad" in page
    assert "2 places are left" in page
    assert "Not published" not in page
    assert closed_round.name not in page
    page = client.get(f"/rounds/{shown.pk}/").content.decode()
    assert "2 places left" in page
    assert "1 asked for" in page
    assert "Hemlig" not in page
    assert client.get(f"/rounds/{closed_round.pk}/").status_code == 404
    there = client.get(reverse("finder:institution_detail", args=[lodz.receiver.pk, lodz.receiver.slug]))
    assert shown.name_en in there.content.decode()
    assert "Höst ute" in client.get("/sv/rounds/").content.decode()


@pytest.mark.parametrize(("rules", "is_shown"), [("KA131", True), ("", False)])
def test_the_union_is_named_where_its_programme_pays(client, unit, rules, is_shown):
    home()
    shown = ApplicationRoundFactory(unit=unit, is_published=True, scheme=SchemeFactory(code="named", rules=rules))
    page = client.get(f"/rounds/{shown.pk}/").content.decode()
    assert ("Co-funded by the European Union" in page) == is_shown
    assert "Co-funded by the European Union" in client.get(reverse("finder:grant_estimate")).content.decode()
