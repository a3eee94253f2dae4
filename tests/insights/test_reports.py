"""Reports: what a dossier says to whom, figures counted a second time, files without small groups, and their end."""

from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from core.errors import PortalError, RightMissing
from core.jobs import carry_out, silent
from insights.kpis.keeping import years_kept
from insights.models import MadeReport
from insights.reports.asked import Asked
from insights.reports.dossier import PARTS, facts
from insights.reports.exchange import exchange_with
from insights.reports.making import Counting, composed, drop_old_reports, start_report
from mobility.enums import MobilityState
from partners.models import Institution
from tests.agreements.factories import AgreementFactory, ConditionFactory, EntryFactory, InstitutionFactory
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
