"""An administrator sets when dates of one kind are told; nothing that lies behind is told because of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.errors import RightMissing
from reminders.kinds import NEVER, save_schedule
from reminders.models import Notice, WatchedKind
from reminders.sources import sources
from reminders.sweep import sweep
from tests.reminders.conftest import TODAY


@pytest.fixture
def kind(watched_for_years):
    return WatchedKind.objects.get(source="agreements.end")


def page_of(kind):
    return reverse("admin:reminders_watchedkind_change", args=[kind.pk])


def typed(**fields):
    return {"leads": "", "weeks_overdue": "", "head_after_days": "", "office_after_days": ""} | fields


def test_every_kind_is_listed_before_the_first_sweep(browser_of, administrator):
    page = browser_of(administrator).get(reverse("admin:reminders_watchedkind_changelist")).content.decode()
    assert all(str(source.label) in page for source in sources())
    assert "365, 180, 90, 30, 7, 1, 0" in page


@pytest.mark.parametrize(
    ("entered", "kept"),
    [("60, 14; 3 3", [60, 14, 3]), ("", None), ("0", [0]), (" 365 ", [365])],
)
def test_days_are_understood_as_people_write_them(browser_of, administrator, kind, entered, kept):
    WatchedKind.objects.filter(pk=kind.pk).update(leads=[5])
    answer = browser_of(administrator).post(page_of(kind), typed(leads=entered))
    assert answer.status_code == 302
    kind.refresh_from_db()
    assert kind.leads == kept


@pytest.mark.parametrize("entered", ["-7", "soon", "7.5", "99999", "1 " * 30 + "²", " ".join(map(str, range(30)))])
def test_what_is_no_ladder_is_refused_with_a_sentence_and_kept(browser_of, administrator, kind, entered):
    answer = browser_of(administrator).post(page_of(kind), typed(leads=entered))
    assert answer.status_code == 200
    form = answer.context["adminform"].form
    assert form.errors["leads"] in (
        ["Write whole numbers of days, with commas between them: 365, 180, 30, 7."],
        ["At most 20 steps, the first at most 3650 days before the date."],
    )
    assert form["leads"].value() == entered
    kind.refresh_from_db()
    assert kind.leads is None


def test_a_new_ladder_tells_nothing_that_lies_behind(kind, old_agreement, administrator):
    old_agreement(ends_on=TODAY + timedelta(days=50))
    sweep(TODAY)
    before = Notice.objects.filter(fate="to_tell").count()
    save_schedule(kind, actor=administrator, leads=[60, 40])  # 60 days before it was ten days ago
    sweep(TODAY + timedelta(days=1))
    assert Notice.objects.filter(fate="to_tell").count() == before
    sweep(TODAY + timedelta(days=10))
    assert Notice.objects.filter(fate="to_tell").latest("pk").lead == 40


def test_only_an_administrator_sets_it_and_history_says_who(kind, officer, administrator):
    with pytest.raises(RightMissing):
        save_schedule(kind, actor=officer, head_after_days=NEVER)
    save_schedule(kind, actor=administrator, head_after_days=NEVER)
    event = WatchedKind.pgh_event_model.objects.latest("pgh_id")
    assert (event.head_after_days, event.pgh_context["actor"]) == (NEVER, administrator.pk)
