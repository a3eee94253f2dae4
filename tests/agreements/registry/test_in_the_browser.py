"""Numbers, exports and disposal in a real browser: axe finds nothing, a telephone without scripts is enough."""

import pytest
from django.utils import timezone

from agreements.models import Agreement, ArchiveExport, Disposal, NumberSeries, RetentionRule
from agreements.registry.archive.exports import start_export
from agreements.registry.disposal.deciding import decide
from core.jobs import carry_out
from tests.agreements.factories import AgreementFactory
from tests.axe import accessibility_faults

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.logs_errors]  # no queue answers: jobs wait

SIZES = [(1440, False), (390, True)]
LONG_AGO = timezone.datetime(2019, 5, 1, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def ended(unit):
    """Two that ended long ago."""
    rows = [AgreementFactory(responsible_unit=unit, state="ended", title=f"Old exchange {number}") for number in (1, 2)]
    Agreement.objects.update(state_since=LONG_AGO)
    return rows


@pytest.fixture
def rule(db):
    for subject in ("contacts", "agreements"):
        rule = RetentionRule.objects.create(subject=subject, years=1, source_en="The plan of the house.")
    NumberSeries.objects.create(code="tests", name_en="Tests", pattern="T-{number:04}-{year}")
    return rule


@pytest.fixture
def ready(ended, officer):
    export = start_export(Agreement.objects.all(), actor=officer)
    carry_out(export.job.pk)
    return export


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, rule, ended, ready, officer, width, dark):
    protocol = decide(rule, [ended[0].pk], actor=officer, reason="Yearly delivery")
    page = open_browser(officer, width=width, dark=dark)
    for address in (
        f"/agreements/{ended[1].pk}/number/",
        "/agreements/archive/",
        "/agreements/archive/new/",
        f"/agreements/archive/{ready.pk}/",
        f"/agreements/archive/{protocol.export.pk}/",
        "/agreements/disposal/",
        "/agreements/disposal/agreements/new/",
        protocol.get_absolute_url(),
    ):
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_telephone_without_scripts_is_enough(open_browser, rule, ended, officer):
    page = open_browser(officer, width=390, scripts=False)
    page.goto("/agreements/disposal/agreements/new/")
    page.get_by_role("checkbox", name="Old exchange 2").uncheck()
    page.get_by_label("Reason").fill("Yearly delivery")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Hand 1 agreement to the archive?").wait_for()
    page.get_by_role("button", name="Hand them over").click()
    page.get_by_text("Yearly delivery").wait_for()
    assert list(Disposal.objects.get().lines.values_list("agreement", flat=True)) == [ended[0].pk]
    assert ArchiveExport.objects.get().agreements == [ended[0].pk]
