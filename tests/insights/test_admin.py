"""Administrators look at what insights keeps, write none of it, and read no report of somebody else's."""

import pytest
from django.urls import reverse

from core.models import SavedView
from insights.models import Finding, MadeReport, Pin, ReportSchedule
from insights.reports.scheduling import begin_due_reports, schedule_report, stop_schedule
from tests.insights.addresses import made_report
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db


def test_administrators_look_and_do_not_write(browser_of, administrator, reader):
    partner = InstitutionFactory()
    report = made_report(reader, partner)
    MadeReport.objects.update(on_page=[{"heading": "Told to the reader alone"}])
    about = {"subject": str(partner.pk), "actor": reader, "language": "en"}
    schedule = schedule_report("dossier", rhythm="monthly", **about)
    finding = Finding.objects.create(check_name="x", object_id=1, severity="note", due_on="2099-01-01", owner=reader)
    pin = Pin.objects.create(user=reader, view=SavedView.objects.create(list_name="x", name="Mine", owner=reader))
    browser = browser_of(administrator)
    for row in (report, schedule, finding, pin):
        name = f"admin:insights_{row._meta.model_name}"
        address = reverse(f"{name}_change", args=[row.pk])
        assert address in browser.get(reverse(f"{name}_changelist"), {"q": ""}).content.decode()
        page = browser.get(address).content.decode()
        assert "Told to the reader alone" not in page
        assert report.pdf.name not in page
        assert (browser.post(address, {}).status_code, browser.get(reverse(f"{name}_add")).status_code) == (403, 403)


def test_the_history_says_who_scheduled_and_stopped_a_report(reader):
    about = {"subject": str(InstitutionFactory().pk), "actor": reader, "language": "en"}
    schedule = schedule_report("dossier", rhythm="monthly", **about)
    begin_due_reports(schedule.next_on)
    stop_schedule(schedule, actor=reader)
    told = [
        (event.pgh_context["action"], event.pgh_context["actor_name"])
        for event in ReportSchedule.pgh_event_model.objects.order_by("pgh_id")
    ]
    assert told == [("report.schedule", str(reader)), ("report.begin", ""), ("report.stop", str(reader))]
