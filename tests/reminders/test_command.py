"""The night's work by hand."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from reminders.models import OutgoingMail
from reminders.sources import sources
from tests.reminders.conftest import TODAY

pytestmark = pytest.mark.usefixtures("watched_for_years")


def printed(capsys, **options) -> list[str]:
    call_command("sweep_reminders", **options)
    return capsys.readouterr().out.splitlines()


def test_it_prints_what_happened_and_a_second_time_that_nothing_did(old_agreement, capsys):
    old_agreement(ends_on=TODAY + timedelta(days=7))
    first = printed(capsys, on=TODAY.isoformat())
    assert first == [
        *("partners: 0 moved", "agreements: 0 moved", "agreements.archive_exports: 0 moved"),
        "mobility.bips: 0 moved",
        *("mobility.application_rounds: 0 moved", "mobility.applicants_forgotten: 0 moved", "mobility.stays: 0 moved"),
        *("mobility.people_to_forget: 0 moved", "mobility.stay_steps: 0 moved", "cooperation.plans: 0 moved"),
        *(
            "quality.follow_ups: 0 moved",
            "insights.findings: 0 moved",
            "insights: 0 moved",
            "insights.reports: 0 moved",
        ),
        *(f"{source.name}: {int(source.name == 'agreements.end')} new" for source in sources()),
        "1 mails written",
    ]
    assert printed(capsys, on=TODAY.isoformat()) == [
        *(line.replace("1 new", "0 new") for line in first[:-1]),
        "0 mails written",
    ]


def test_it_can_send_at_once(old_agreement, capsys):
    old_agreement(ends_on=TODAY + timedelta(days=7))
    assert printed(capsys, on=TODAY.isoformat(), deliver=True)[-1] == "1 mails sent"
    assert OutgoingMail.objects.get().state == "sent"


@pytest.mark.parametrize("text", ["tomorrow", "2027-02-29", "01/03/2027"])
def test_what_is_no_day_is_refused_in_a_sentence(text):
    with pytest.raises(CommandError, match="is not a day"):
        call_command("sweep_reminders", on=text)
