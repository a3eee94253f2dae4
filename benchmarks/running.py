"""What is measured, in order: the pages at each size, then the imports, the export and the sweep at the largest."""

import time
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from benchmarks import databases, seeding
from benchmarks.bulk import bulk_figures
from benchmarks.cooperation import cooperation_figures
from benchmarks.insights import insight_figures
from benchmarks.mails import mail_figures
from benchmarks.measuring import Figure, measure_once, measure_page
from benchmarks.networks import network_figures
from benchmarks.quality import quality_figures
from benchmarks.registry import registry_figures
from benchmarks.serving import serving_figures
from benchmarks.stays import stay_figures
from finder.current import current_index, forget
from partners.models import Institution

PAGE = (100.0, 200.0)  # promised median and 95th percentile, milliseconds
PUBLIC_PAGE = (50.0, 100.0)


def run(steps, *, times: int) -> list[Figure]:
    """Measure everything at each number of agreements in ``steps``; the database is made and removed here."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECURE_SSL_REDIRECT = False
    call_command("collectstatic", interactive=False, verbosity=0)  # pages name their static files by content
    original = connection.settings_dict["NAME"]
    databases.create_database()
    try:
        return list(_figures(steps, times))
    finally:
        databases.drop_database(original)


def _figures(steps, times):
    officer = databases.seed_people()
    seeding.seed_home()
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    seconds = 0.0
    for step in steps:
        start = time.perf_counter()
        seeding.seed_institutions(max(4, step // 10))
        seeding.seed_agreements(step)
        seconds += time.perf_counter() - start
        call_command("sweep_reminders", verbosity=0, stdout=StringIO(), stderr=StringIO())
        for name, address in staff_pages().items():
            yield measure_page(client, name, address, rows=step, promise=PAGE, times=times)
        forget()
        yield measure_once("finder: index built anew", current_index, rows=step, show=False)
        for name, address in public_pages().items():
            yield measure_page(Client(), name, address, rows=step, promise=PUBLIC_PAGE, times=times)
    yield from serving_figures(steps[-1])
    yield Figure("seeding", steps[-1], 1000 * seconds, 1000 * seconds, promised_median=180_000)
    yield from bulk_figures(client, officer)
    yield from registry_figures(client, officer, page=PAGE, times=times)
    yield from mail_figures()
    yield from stay_figures(client, officer, page=PAGE, times=times)
    yield from network_figures(client, page=PAGE, times=times)
    yield from cooperation_figures(client, officer, page=PAGE, times=times)
    yield from quality_figures(page=PAGE, times=times)
    yield from insight_figures(client, officer, page=PAGE, times=times)


def staff_pages() -> dict[str, str]:
    """Name and address of each staff page, on rows in the middle of the register."""
    agreement = Agreement.objects.order_by("pk")[Agreement.objects.count() // 2]
    partner = agreement.parties.filter(is_home=False).first().institution
    agreements = reverse("agreements:agreement_list")
    partners = reverse("partners:institution_list")
    return {
        "desk": reverse("reminders:desk"),
        "desk: everybody’s dates": f"{reverse('reminders:desk')}?person=everybody",
        "calendar: one's month": reverse("reminders:calendar"),
        "calendar: everybody's month": f"{reverse('reminders:calendar')}?whose=all",
        "calendar: one's list": reverse("reminders:calendar_list"),
        "calendar: everybody's list": f"{reverse('reminders:calendar_list')}?whose=all",
        "agreements: list": agreements,
        "agreements: filtered by country and kind": f"{agreements}?country={partner.country_id}&kind=erasmus",
        "agreements: sorted by last day": f"{agreements}?sort=ends_on",
        "agreements: page 1,000 or last": f"{agreements}?page=1000",
        "agreements: search by a city": f"{agreements}?q=lodz",
        "agreements: search by a code": f"{agreements}?q={partner.erasmus_code.replace(' ', '')}",
        "renewals: list": reverse("agreements:renewal_list"),
        "renewals: of one kind": f"{reverse('agreements:renewal_list')}?kind=erasmus",
        "agreement: detail": reverse("agreements:agreement_detail", args=[agreement.pk]),
        "partners: list": partners,
        "partners: search": f"{partners}?q=tech",
        "partner: detail": reverse("partners:institution_detail", args=[partner.pk]),
        "search for everything": f"{reverse('core:search')}?q=krakow",
    }


def public_pages() -> dict[str, str]:
    """Name and address of each page students see."""
    published = Agreement.objects.published().order_by("pk").first()
    finder = reverse("finder:institution_list")
    pages = {"finder: list": finder, "finder: search": f"{finder}?q=krakow", "finder: country": f"{finder}?country=SE"}
    if published:
        partner = Institution.objects.get(parties__agreement=published, parties__is_home=False)
        pages["finder: partner"] = reverse("finder:institution_detail", args=[partner.pk, partner.slug])
    return pages
