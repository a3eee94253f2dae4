"""Reports: what a dossier says to whom, figures counted a second time, files without small groups, and their end."""

import re
import threading
from collections import Counter
from io import BytesIO

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.utils import timezone
from python_calamine import CalamineWorkbook

from agreements.enums import AgreementState
from core.errors import PortalError, RightMissing
from core.jobs import carry_out, silent
from insights.kpis.keeping import years_kept
from insights.models import MadeReport, ReportSchedule
from insights.reports import of_country, yearly
from insights.reports.asked import Asked
from insights.reports.dossier import PARTS, facts
from insights.reports.exchange import exchange_with
from insights.reports.exchange_of_units import exchange_of_units
from insights.reports.making import Counting, composed, drop_old_reports, start_report
from insights.reports.scheduling import begin_due_reports, schedule_report
from mobility.enums import MobilityState
from mobility.figures.yearly import statistics_for
from partners.models import Institution
from reference.models import Country
from reminders.models import OutgoingMail
from tests.agreements.factories import AgreementFactory, ConditionFactory, EntryFactory, InstitutionFactory
from tests.cooperation.factories import ActivityFactory
from tests.insights.worlds import World
from tests.mobility.factories import MobilityFactory
from tests.networks.factories import NetworkMembershipFactory
from tests.partners.factories import ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(unit):
    partner = InstitutionFactory(name="Politechnika Łódzka", description="Founded in **1945**.")
    agreement = AgreementFactory(responsible_unit=unit, partners=[partner], title="Exchange of students")
    ConditionFactory(agreement=agreement, people_per_year=3)
    EntryFactory(agreement=agreement, text="They want more places.")
    ContactFactory(institution=partner, name="Ewa Nowak")
    NetworkMembershipFactory(institution=partner, network__name_en="Shapers of tomorrow")
    return partner


def dossier(partner, reader, **kwargs):
    counted = Counting(silent, len(PARTS))
    return composed(PARTS, Asked(partner, reader, **kwargs), counted)


def words_of(sections) -> str:
    return repr(sections)


def test_a_dossier_says_what_its_reader_may_see(partner, officer, reader):
    everything, less = words_of(dossier(partner, officer)), words_of(dossier(partner, reader))
    for words in ("Founded in 1945.", "Exchange of students", "Shapers of tomorrow"):
        assert words in everything
        assert words in less
    for words in ("Ewa Nowak", "They want more places."):
        assert words in everything
        assert words not in less


def test_exchange_is_that_of_the_rows(kpis, university, unit, other_unit, officer):
    world = World([unit, other_unit], seed=3, stays=120)
    for partner in world.partners:
        found = exchange_with(partner, is_leaving=False)
        for year, cells in zip(years_kept(), found.cells, strict=False):
            stays = [
                stay
                for stay in world.stays
                if stay.partner == partner and stay.academic_year == year and stay.state in MobilityState.went
            ]
            out = sum(stay.direction == "outgoing" for stay in stays)
            assert cells == [out, len(stays) - out, len(stays)]
        leaving = exchange_with(partner, is_leaving=True)
        assert not [cell for row in leaving.cells for cell in row if cell in (1, 2, 3, 4)]
        assert len(leaving.cells) == len(found.cells)


@pytest.fixture
def world(kpis, university, unit, other_unit):
    return World([unit, other_unit], seed=5, stays=140, agreements=20)


def test_the_numbers_of_units_are_those_of_the_rows(world, university, unit, other_unit):
    for year in list(years_kept())[-3:]:
        numbers = exchange_of_units(year)
        for each in (university, unit, other_unit):
            stays = [
                stay
                for stay in world.stays
                if stay.unit.path.startswith(each.path)
                and stay.academic_year == year
                and stay.state in MobilityState.went
            ]
            out = sum(stay.direction == "outgoing" for stay in stays)
            assert (numbers[each.pk].out, numbers[each.pk].came) == (out, len(stays) - out)
            if any(0 < size < 5 for size in numbers[each.pk].groups):
                assert numbers[each.pk].is_hidden


def test_the_agreements_of_a_year_are_those_of_the_rows(world, unit, officer):
    asked = Asked(unit, officer, years_kept()[-1])
    today = timezone.localdate()
    by_hand = Counter(
        each.kind
        for each in world.agreements
        if each.responsible_unit == unit
        and each.state in AgreementState.in_force
        and (each.starts_on is None or each.starts_on <= today)
        and (each.ends_on is None or each.ends_on >= today)
    )
    assert yearly.counts_by_kind(asked) == by_hand
    (facts_of_them,) = (section for section in composed(yearly.PARTS[:1], asked, Counting(silent, 1)))
    assert facts_of_them.facts[0][1] == str(sum(by_hand.values()))


def test_a_country_is_told_no_more_than_the_statistics(world, officer):
    poland = Country.objects.get(pk="PL")
    for year in list(years_kept())[-3:]:
        went = sum(
            stay.academic_year == year and stay.state in MobilityState.went and stay.direction == "outgoing"
            for stay in world.stays
        )
        assert of_country.number_of(statistics_for(year, officer), poland, "outgoing") == went
    leaving = of_country.exchange(Asked(poland, officer, is_leaving=True)).rows
    assert "<5*" in {cell for row in leaving for cell in row}


@pytest.mark.parametrize("kind", ["annual", "country", "register"])
def test_every_kind_is_made(world, university, officer, browser_of, kind):
    typed = {"annual": {"subject": university.pk, "year": years_kept()[-1]}, "country": {"subject": "PL"}}
    answer = browser_of(officer).post(f"/insights/reports/new/{kind}/", typed.get(kind, {}))
    report = MadeReport.objects.get()
    carry_out(report.job_id)
    page = browser_of(officer).get(answer["Location"])
    report.refresh_from_db()
    assert (report.job.message, page.status_code) == ("", 200)
    assert report.title in page.content.decode()
    if kind == "register":
        (_summary, rows) = report.handed_out
        assert len(rows["rows"]) == len(world.agreements)


def test_the_register_is_for_the_archive(reader, browser_of):
    assert browser_of(reader).get("/insights/reports/new/register/").status_code == 403


def test_numbers_that_would_tell_of_another_partner_stay_in_the_house(unit):
    """Of seven who went to the country in a year two went elsewhere: seven less five would say so."""
    partner, year = InstitutionFactory(), years_kept()[-1]
    went = {"unit": unit, "state": "under_way", "academic_year": year, "scheme__is_balanced": True}
    for _each in range(12):
        MobilityFactory(partner=partner, **went)
    assert exchange_with(partner, is_leaving=True).cells[-1] == [12, 0, 12]
    for _each in range(2):
        MobilityFactory(partner=InstitutionFactory(), **went)

    told = exchange_with(partner, is_leaving=True).cells
    assert told[-1] == [12, 0, 12]
    assert {cell for row in told[:-1] for cell in row} == {None}


def test_a_report_is_made_shown_and_dropped(partner, officer, outsider, browser_of):
    browser = browser_of(officer)
    page = browser.get(f"/insights/reports/new/dossier/?subject={partner.pk}")
    assert "Politechnika Łódzka" in page.content.decode()
    answer = browser.post("/insights/reports/new/dossier/", {"subject": "Politechnika Łódzka"})
    report = MadeReport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, report.get_absolute_url())
    assert "Waiting for a free worker" in browser.get(report.get_absolute_url()).content.decode()
    assert browser.get(f"{report.get_absolute_url()}pdf/").status_code == 404

    carry_out(report.job_id)
    page = browser.get(report.get_absolute_url()).content.decode()
    assert "Dossier: Politechnika Łódzka" in page
    assert "They want more places." in page
    assert b"".join(browser.get(f"{report.get_absolute_url()}pdf/").streaming_content).startswith(b"%PDF")
    file = BytesIO(b"".join(browser.get(f"{report.get_absolute_url()}xlsx/").streaming_content))
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_name("What is agreed").to_python()
    assert rows[-1][:3] == [f"We send to {partner.name}", "Student studies", 3.0]
    assert browser_of(outsider).get(report.get_absolute_url()).status_code == 404

    MadeReport.objects.update(kept_until=timezone.now())
    assert "is gone" in browser.get(report.get_absolute_url()).content.decode()
    report.refresh_from_db()
    storage, name = report.pdf.storage, report.pdf.name
    drop_old_reports()
    assert not MadeReport.objects.exists()
    assert not storage.exists(name)


def test_a_dossier_has_at_most_four_pages_however_much_there_is(partner, unit, officer):
    for number in range(30):
        agreement = AgreementFactory(
            responsible_unit=unit, partners=[partner], title=f"A rather long title {number} " * 4
        )
        ConditionFactory(agreement=agreement, people_per_year=number)
        ContactFactory(institution=partner, name=f"Somebody of the {number}th faculty")
        EntryFactory(agreement=agreement, text="They want more places. " * 40)
        ActivityFactory(unit=unit, partners=[partner])
        NetworkMembershipFactory(institution=partner)
        MobilityFactory(partner=partner, unit=unit, state="completed", academic_year=years_kept()[-1 - number % 5])
    report = start_report("dossier", subject=str(partner.pk), actor=officer, language="en")
    carry_out(report.job_id)
    report.refresh_from_db()
    with report.pdf.open("rb") as file:
        pages = re.findall(rb"/Type */Page\b", file.read())
    assert 2 <= len(pages) <= 4


def test_the_list_of_reports_asks_the_same_of_one_and_of_three(partner, officer, browser_of, django_assert_num_queries):
    browser = browser_of(officer)
    for more in (1, 2):
        for _each in range(more):
            start_report("dossier", subject=str(partner.pk), actor=officer, language="en")
            schedule_report("dossier", subject=str(partner.pk), rhythm="monthly", actor=officer, language="en")
        browser.get("/insights/reports/")
        with django_assert_num_queries(5):
            browser.get("/insights/reports/")


def test_what_is_not_there_and_who_may_not(partner, officer, administrator, browser_of):
    with pytest.raises(PortalError):
        start_report("dossier", subject="999999", actor=officer, language="en")
    with pytest.raises(RightMissing):
        start_report("dossier", subject=str(partner.pk), actor=administrator, language="en")
    for address in ("/insights/reports/new/secret/", "/insights/reports/999999/"):
        assert browser_of(officer).get(address).status_code == 404
    for typed in ("", "\x00", "x" * 10_000, "nobody at all"):
        page = browser_of(officer).post("/insights/reports/new/dossier/", {"subject": typed})
        assert page.context["form"].errors
    report = start_report("dossier", subject=str(partner.pk), actor=officer, language="en")
    carry_out(report.job_id)
    officer.memberships.all().delete()
    assert browser_of(officer).get(report.get_absolute_url()).status_code == 403


def test_a_merged_partner_is_told_by_its_survivor(partner, officer):
    report = start_report("dossier", subject=str(partner.pk), actor=officer, language="sv")
    survivor = InstitutionFactory(name="Survivor")
    Institution.objects.filter(pk=partner.pk).update(
        merged_into=survivor, status="closed", erasmus_code="", pic="", oid="", schac=""
    )
    carry_out(report.job_id)
    report.refresh_from_db()
    assert report.title.endswith("Survivor")
    assert facts(Asked(survivor, officer)).facts


def test_a_scheduled_report_is_begun_once_and_told_by_mail(partner, officer, browser_of):
    browser = browser_of(officer)
    browser.post("/insights/reports/new/dossier/", {"subject": partner.name, "rhythm": "monthly"})
    browser.post("/insights/reports/new/dossier/", {"subject": partner.name, "rhythm": "quarterly"})
    schedule, today = ReportSchedule.objects.get(), timezone.localdate()
    assert (schedule.rhythm, schedule.next_on) == ("quarterly", today + relativedelta(months=3))
    assert begin_due_reports(today) == 0

    later = schedule.next_on
    assert [begin_due_reports(later), begin_due_reports(later)] == [1, 0]
    report = MadeReport.objects.get(schedule=schedule)
    carry_out(report.job_id)
    mail = OutgoingMail.objects.get(kind="report")
    assert (mail.recipient, report.get_absolute_url() in mail.text) == (officer, True)
    assert "Ewa Nowak" not in mail.text
    assert schedule.title in browser.get("/insights/reports/").content.decode()
    browser.post(f"/insights/reports/schedules/{schedule.pk}/stop/")
    assert not ReportSchedule.objects.exists()


def test_nothing_is_begun_for_who_left_or_lost_the_right(partner, officer):
    asked = {"subject": str(partner.pk), "rhythm": "monthly", "actor": officer, "language": "en"}
    schedule = schedule_report("dossier", **asked)
    officer.memberships.all().delete()
    assert begin_due_reports(schedule.next_on) == 0
    schedule.refresh_from_db()
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert not ReportSchedule.objects.due(schedule.next_on).exists()


def test_who_lost_the_rows_reads_what_the_files_say(university, unit, other_unit, coordinator, browser_of):
    """Three went; a week later its maker sees the stays of another unit alone."""
    for _each in range(3):
        MobilityFactory(unit=unit, state="completed", academic_year=years_kept()[-1])
    asked = {"subject": str(unit.pk), "year": years_kept()[-1], "actor": coordinator, "language": "en"}
    report = start_report("annual", **asked)
    carry_out(report.job_id)
    browser = browser_of(coordinator)

    def told():
        page = browser.get(report.get_absolute_url())
        return next(section for section in page.context["sections"] if section.heading == "Mobility").rows[-1][1]

    assert told() == "3"
    coordinator.memberships.update(unit=other_unit)
    assert told() == "<5*"


@pytest.mark.django_db(transaction=True)
def test_two_workers_begin_a_report_once(officer):
    partner = InstitutionFactory()
    schedule = schedule_report("dossier", subject=str(partner.pk), rhythm="yearly", actor=officer, language="en")
    ready, begun = threading.Barrier(2), []

    def work():
        ready.wait()
        try:
            begun.append(begin_due_reports(schedule.next_on))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(begun) == [0, 1]
    assert MadeReport.objects.count() == 1
