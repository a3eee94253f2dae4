"""How agreements stop: what notice does, withdrawal, suspension, termination; who may, in which words, once."""

import html
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from agreements import rules
from agreements.ending.coverage import covers, nominations_words
from agreements.ending.effects import effect_of_notice, erasmus_effect
from agreements.enums import AgreementState, NoticeRule, Renewal
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement, Ending
from agreements.services.agreements import move_agreement
from agreements.services.endings import (
    change_suspension,
    end_agreement,
    give_notice,
    resume_agreement,
    suspend_agreement,
    withdraw_notice,
)
from agreements.services.time_driven import make_moves_of_time
from core.errors import PortalError, RightMissing, TransitionRefused
from core.history_entries import entries_of
from reference.academic_years import AcademicYear
from reminders.desk import due_parts
from tests.agreements.factories import AgreementFactory, ConditionFactory
from tests.agreements.test_two_at_once import both
from tests.days import in_days

DAYS = st.dates(date(2000, 1, 1), date(2120, 12, 31))
YEAR = timedelta(days=365)


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


# --- what notice does (AG-07, AG-08) -------------------------------------------------------------


@pytest.mark.parametrize(
    ("told_on", "effect"),
    [
        (date(2026, 9, 1), date(2027, 9, 1)),
        (date(2026, 9, 2), date(2028, 9, 1)),  # the example of the rule
        (date(2026, 8, 31), date(2027, 9, 1)),
        (date(2026, 1, 1), date(2027, 9, 1)),
        (date(2026, 12, 31), date(2028, 9, 1)),
        (date(2028, 2, 29), date(2029, 9, 1)),
    ],
)
def test_erasmus_notice_by_the_first_of_september_takes_effect_a_year_later(told_on, effect):
    assert erasmus_effect(told_on) == effect


@given(DAYS)
def test_erasmus_notice_leaves_at_least_one_whole_academic_year_and_never_two_years(told_on):
    effect = erasmus_effect(told_on)
    assert (effect.month, effect.day) == (9, 1)
    whole_years = [AcademicYear(year) for year in range(told_on.year - 1, effect.year + 1)]
    assert any(told_on <= year.starts_on and year.ends_on < effect for year in whole_years)
    assert YEAR <= effect - told_on < 2 * YEAR + timedelta(days=2)


@given(DAYS, DAYS)
def test_later_notice_never_takes_effect_earlier(first, second):
    told = sorted((first, second))
    assert erasmus_effect(told[0]) <= erasmus_effect(told[1])


@given(DAYS, DAYS)
def test_the_last_day_to_give_notice_is_the_last_that_still_shortens_it(told_on, ends_on):
    """``notice_on`` as the page shows it, and the effect, never contradict each other."""
    in_time = told_on <= rules.notice_date(NoticeRule.ERASMUS, None, ends_on)
    assert in_time == (erasmus_effect(told_on) - timedelta(days=1) <= ends_on)


def terms(**fields):
    plain = {"notice_rule": NoticeRule.MONTHS, "notice_months": 6, "ends_on": None, "renewal": Renewal.NONE}
    return Agreement(**{**plain, "most_renewals": None, "renewals_made": 0, **fields})


@pytest.mark.parametrize(
    ("fields", "told_on", "effect", "last_day"),
    [
        ({}, date(2026, 3, 15), date(2026, 9, 15), date(2026, 9, 14)),
        ({}, date(2027, 8, 31), date(2028, 2, 29), date(2028, 2, 28)),
        ({"ends_on": date(2026, 6, 30)}, date(2026, 3, 15), date(2026, 9, 15), date(2026, 6, 30)),
        (
            {"notice_rule": NoticeRule.ERASMUS, "ends_on": date(2027, 9, 30)},
            date(2026, 9, 2),
            date(2028, 9, 1),
            date(2027, 9, 30),
        ),
        ({"notice_rule": NoticeRule.ERASMUS}, date(2026, 9, 2), date(2028, 9, 1), date(2028, 8, 31)),
    ],
)
def test_what_notice_does(fields, told_on, effect, last_day):
    found = effect_of_notice(terms(**fields), told_on)
    assert (found.takes_effect_on, found.last_day) == (effect, last_day)
    assert found.ends_before == (last_day < effect - timedelta(days=1))


@pytest.mark.parametrize(
    ("told_on", "most", "last_day"),
    [
        (date(2026, 6, 30), None, date(2026, 12, 31)),  # in time for this period
        (date(2026, 7, 1), None, date(2027, 12, 31)),  # late: one period more
        (date(2026, 7, 1), 0, date(2026, 12, 31)),  # it would not have renewed again
        (date(2029, 1, 1), 2, date(2028, 12, 31)),  # never beyond its cap
    ],
)
def test_what_renews_by_itself_ends_with_the_period_notice_came_in_time_for(told_on, most, last_day):
    renewing = terms(renewal=Renewal.AUTOMATIC, renewal_months=12, most_renewals=most, ends_on=date(2026, 12, 31))
    assert effect_of_notice(renewing, told_on).last_day == last_day


@given(DAYS, st.integers(1, 24), st.integers(1, 60), DAYS, st.booleans())
def test_months_of_notice_are_never_shortened(told_on, months, renewal_months, ends_on, renews):
    agreement = terms(
        notice_months=months,
        ends_on=ends_on,
        renewal=Renewal.AUTOMATIC if renews else Renewal.NONE,
        renewal_months=renewal_months if renews else None,
    )
    found = effect_of_notice(agreement, told_on)
    if renews:
        assert rules.notice_date(NoticeRule.MONTHS, months, found.last_day) >= told_on
        assert found.last_day >= ends_on
    else:
        assert found.takes_effect_on == told_on + relativedelta(months=months)
        assert found.last_day == min(ends_on, found.takes_effect_on - timedelta(days=1))


def test_terms_that_say_nothing_want_a_day_both_agreed_on():
    silent = terms(notice_rule=NoticeRule.NONE, notice_months=None)
    assert effect_of_notice(silent, date(2026, 5, 1)) is None
    assert effect_of_notice(silent, date(2026, 5, 1), date(2026, 7, 1)).last_day == date(2026, 6, 30)


# --- the acts ------------------------------------------------------------------------------------


@pytest.fixture
def erasmus(unit, coordinator):
    return AgreementFactory(
        responsible_unit=unit,
        kind="erasmus",
        notice_rule=NoticeRule.ERASMUS,
        starts_on=date(2021, 9, 1),
        ends_on=date(2199, 9, 30),
        coordinator=coordinator,
    )


@pytest.fixture
def months(unit):
    return AgreementFactory(responsible_unit=unit, notice_rule=NoticeRule.MONTHS, notice_months=6, is_open_ended=True)


def test_notice_writes_the_end_and_history_and_withdrawing_it_restores_both(erasmus, officer):
    effect = erasmus_effect(timezone.localdate())
    moved = give_notice(erasmus, actor=officer, note="Few students", side="partner")
    assert (moved.state, moved.ends_on) == ("notice_given", effect - timedelta(days=1))
    ending = Ending.objects.get()
    assert (ending.side, ending.told_on, ending.takes_effect_on) == ("partner", in_days(0), effect)
    assert (ending.former_last_day, ending.reason) == (date(2199, 9, 30), "Few students")
    entry = entries_of(erasmus, AGREEMENT_STORY)[0]
    assert (entry.did, entry.note) == ("gave notice", "Few students")
    assert "Last day" in {change.label for change in entry.changes}
    back = withdraw_notice(moved, actor=officer, note="They stay")
    assert (back.state, back.ends_on, back.notice_on) == (
        "active",
        date(2199, 9, 30),
        rules.notice_date(NoticeRule.ERASMUS, None, date(2199, 9, 30)),
    )
    ending.refresh_from_db()
    assert ending.lifted_on == in_days(0)
    assert give_notice(back, actor=officer, note="Again").state == "notice_given"


def test_an_open_end_comes_back_too(months, officer):
    moved = give_notice(months, actor=officer, note="x")
    assert (moved.is_open_ended, moved.ends_on) == (False, in_days(0) + relativedelta(months=6) - timedelta(days=1))
    back = withdraw_notice(moved, actor=officer)
    assert (back.is_open_ended, back.ends_on) == (True, None)


def test_an_end_that_somebody_changed_since_is_left_alone(erasmus, officer):
    give_notice(erasmus, actor=officer, note="x")
    Agreement.objects.filter(pk=erasmus.pk).update(ends_on=date(2100, 1, 1))
    assert withdraw_notice(erasmus, actor=officer).ends_on == date(2100, 1, 1)


def test_imported_notice_without_a_row_is_withdrawn_all_the_same(unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, state="notice_given", ends_on=date(2199, 1, 1))
    assert withdraw_notice(agreement, actor=officer).ends_on == date(2199, 1, 1)


def test_what_was_given_notice_ends_by_itself_and_does_not_renew(unit, officer):
    agreement = AgreementFactory(
        responsible_unit=unit,
        notice_rule=NoticeRule.MONTHS,
        notice_months=1,
        renewal=Renewal.AUTOMATIC,
        renewal_months=12,
        ends_on=in_days(60),
    )
    give_notice(agreement, actor=officer, note="x")
    make_moves_of_time(in_days(61))
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ends_on, agreement.renewals_made) == ("ended", in_days(60), 0)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"told_on": 1}, "told_on"),
        ({"told_on": date(2021, 8, 31)}, "told_on"),
        ({"told_on": date(1, 1, 1)}, "told_on"),
        ({"side": "both"}, "agreed_on"),
        ({"side": "both", "agreed_on": 0}, "agreed_on"),
        ({"side": "both", "agreed_on": date(9999, 12, 31)}, "agreed_on"),
        ({"agreed_on": 30}, "agreed_on"),
        ({"side": "nobody"}, "side"),
    ],
)
def test_notice_that_cannot_be_is_refused_beside_its_field(erasmus, officer, fields, field):
    """Numbers: days from today."""
    given = {name: in_days(value) if isinstance(value, int) else value for name, value in fields.items()}
    with pytest.raises(ValidationError) as refusal:
        give_notice(erasmus, actor=officer, note="x", **given)
    assert list(refusal.value.message_dict) == [field]
    erasmus.refresh_from_db()
    assert (erasmus.state, Ending.objects.count()) == ("active", 0)


def test_both_sides_may_agree_on_any_day(erasmus, officer):
    moved = give_notice(erasmus, actor=officer, note="x", side="both", agreed_on=in_days(40))
    assert moved.ends_on == in_days(39)


def test_a_suspension_has_a_reason_and_a_day_that_is_watched(erasmus, officer, coordinator):
    moved = suspend_agreement(erasmus, actor=officer, note="They reorganise", until_on=in_days(20))
    assert (moved.state, moved.ends_on) == ("suspended", erasmus.ends_on)
    (row,) = [row.date for part in due_parts(coordinator) for row in part.rows if "suspended" in row.date.source_name]
    assert (row.due_on, row.page_id) == (in_days(20), erasmus.pk)
    resumed = resume_agreement(moved, actor=officer)
    assert resumed.state == "active"
    assert not [row for part in due_parts(coordinator) for row in part.rows if "suspended" in row.date.source_name]
    assert suspend_agreement(resumed, actor=officer, note="Again").state == "suspended"


def test_the_day_of_a_suspension_moves_with_a_reason_and_nothing_is_resumed(erasmus, officer, coordinator, browser_of):
    suspend_agreement(erasmus, actor=officer, note="They reorganise", until_on=in_days(20))
    with pytest.raises(ValidationError, match="say why"):
        change_suspension(erasmus, actor=officer, note=" ", until_on=in_days(30))
    with pytest.raises(RightMissing):
        change_suspension(erasmus, actor=coordinator, note="x", until_on=in_days(30))
    form = {"until_on": in_days(40).isoformat(), "reason": "They need longer"}
    browser = browser_of(officer)
    assert "/suspension/" in browser.get(erasmus.get_absolute_url()).content.decode()
    browser.post(f"/agreements/{erasmus.pk}/suspension/", form)
    erasmus.refresh_from_db()
    ending = erasmus.endings.in_effect().get()
    assert (erasmus.state, ending.until_on, ending.reason) == ("suspended", in_days(40), "They reorganise")
    assert ending.events.order_by("-pgh_id").first().pgh_context["note"] == "They need longer"
    with pytest.raises(PortalError, match="not suspended"):
        change_suspension(resume_agreement(erasmus, actor=officer), actor=officer, note="x", until_on=in_days(30))


def test_notice_on_a_suspended_agreement_ends_the_pause(erasmus, officer, coordinator):
    suspend_agreement(erasmus, actor=officer, note="x", until_on=in_days(20))
    give_notice(erasmus, actor=officer, note="y")
    assert [ending.kind for ending in Ending.objects.in_effect()] == ["notice"]
    assert withdraw_notice(erasmus, actor=officer).state == "active"


@pytest.mark.parametrize("until", [0, -1, 100_000])
def test_a_suspension_ends_on_a_day_to_come_before_its_last(unit, officer, until):
    agreement = AgreementFactory(responsible_unit=unit, ends_on=in_days(90))
    with pytest.raises(ValidationError) as refusal:
        suspend_agreement(agreement, actor=officer, note="x", until_on=in_days(until))
    assert list(refusal.value.message_dict) == ["until_on"]


def test_termination_writes_the_last_day_it_had(erasmus, officer):
    moved = end_agreement(erasmus, actor=officer, note="War", side="both", last_day=in_days(-3))
    assert (moved.state, moved.ends_on) == ("ended", in_days(-3))
    ending = Ending.objects.get()
    assert (ending.kind, ending.last_day, ending.former_last_day) == ("termination", in_days(-3), date(2199, 9, 30))


def test_termination_never_lengthens_and_leaves_what_never_began(unit, officer):
    past = AgreementFactory(responsible_unit=unit, ends_on=in_days(-30))
    assert end_agreement(past, actor=officer, note="x").ends_on == in_days(-30)
    coming = AgreementFactory(responsible_unit=unit, state="signed", starts_on=in_days(30), ends_on=in_days(60))
    assert end_agreement(coming, actor=officer, note="x").ends_on == in_days(60)
    with pytest.raises(ValidationError):
        end_agreement(AgreementFactory(responsible_unit=unit), actor=officer, note="x", last_day=in_days(1))


@pytest.mark.parametrize("who", ["reader", "coordinator", "head", "outsider", "auditor", "administrator"])
def test_only_the_office_stops_agreements(request, erasmus, who):
    person = request.getfixturevalue(who)
    for act in (give_notice, suspend_agreement, end_agreement):
        with pytest.raises(RightMissing):
            act(erasmus, actor=person, note="x")
    assert not Ending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_notice_at_once_the_second_is_refused(erasmus, officer, person, university):
    colleague = person("officer", university, name="Colleague")
    results = both(
        lambda: give_notice(erasmus, actor=officer, note="One"),
        lambda: give_notice(erasmus, actor=colleague, note="Two", side="partner"),
    )
    assert sorted(type(result).__name__ for result in results) == ["Agreement", "TransitionRefused"]
    assert Ending.objects.count() == 1
    with pytest.raises(TransitionRefused):
        move_agreement(erasmus, "give_notice", actor=officer, note="Three")


# --- pages ---------------------------------------------------------------------------------------


def notice_data(form, **changes) -> dict:
    initial = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in {**initial, "reason": "Few students", **changes}.items() if value}


def test_the_sentence_stands_before_the_act_and_one_press_does_it(browser_of, erasmus, officer):
    browser, address = browser_of(officer), f"/agreements/{erasmus.pk}/give_notice/"
    page = browser.post(address)  # the button on the page of the agreement
    effect = erasmus_effect(timezone.localdate())
    sentence = f"Notice today takes effect on 1 Sep {effect.year}: the last day in force is 31 Aug {effect.year}."
    assert sentence in text_of(page)
    assert Agreement.objects.get(pk=erasmus.pk).state == "active"
    done = browser.post(address, notice_data(page.context["form"]), follow=True)
    assert f"Notice is given. {sentence}" in text_of(done)
    assert f"We gave notice on {timezone.localdate():%-d %b %Y}. It takes effect on 1 Sep {effect.year}." in text_of(
        done
    )
    assert "“Few students”" in text_of(done)


def test_answers_that_mean_something_else_are_said_before_they_count(browser_of, erasmus, officer):
    browser, address = browser_of(officer), f"/agreements/{erasmus.pk}/give_notice/"
    given = notice_data(browser.get(address).context["form"], side="both", agreed_on=in_days(40).isoformat())
    page = browser.post(address, given)
    assert "Nothing is done yet" in text_of(page)
    assert "Few students" in text_of(page)
    assert Agreement.objects.get(pk=erasmus.pk).state == "active"
    confirmed = {**given, "previewed": page.context["form"].preview}
    assert browser.post(address, confirmed).status_code == 302
    assert Agreement.objects.get(pk=erasmus.pk).ends_on == in_days(39)


def test_silent_terms_ask_for_the_day(browser_of, unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, is_open_ended=True)
    browser, address = browser_of(officer), f"/agreements/{agreement.pk}/give_notice/"
    page = browser.get(address)
    assert "Its terms say nothing about notice" in text_of(page)
    refused = browser.post(address, {**notice_data(page.context["form"]), "previewed": ""})
    assert "give the day it takes effect" in text_of(refused)
    assert Agreement.objects.get(pk=agreement.pk).state == "active"


@pytest.mark.parametrize(
    "changes",
    [
        {"told_on": "2026-13-45"},
        {"told_on": "x" * 5000},
        {"told_on": ""},
        {"agreed_on": "0000-00-00"},
        {"side": "<script>"},
        {"reason": "  "},
        {"reason": "x" * 2001},
    ],
)
def test_hostile_answers_are_refused_in_words(browser_of, erasmus, officer, changes):
    browser, address = browser_of(officer), f"/agreements/{erasmus.pk}/give_notice/"
    given = {**notice_data(browser.get(address).context["form"]), **changes}
    page = browser.post(address, given)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert Agreement.objects.get(pk=erasmus.pk).state == "active"


@pytest.mark.parametrize(
    ("state", "move", "sentence"),
    [
        ("active", "suspend", "From today no nominations are taken under it; its last day stays 30 Sep 2199."),
        ("active", "end", "instead of 30 Sep 2199; this cannot be taken back."),
        ("notice_given", "withdraw_notice", "The agreement is active again"),
    ],
)
def test_each_act_is_said_first_and_done_by_the_next_press(browser_of, erasmus, officer, state, move, sentence):
    Agreement.objects.filter(pk=erasmus.pk).update(state=state) if state == "notice_given" else None
    browser, address = browser_of(officer), f"/agreements/{erasmus.pk}/{move}/"
    page = browser.get(address)
    assert sentence in text_of(page)
    assert browser.post(address, notice_data(page.context["form"])).status_code == 302
    assert Agreement.objects.get(pk=erasmus.pk).state != state


def test_what_is_not_possible_now_leads_back_with_the_reason(browser_of, draft, officer):
    page = browser_of(officer).get(f"/agreements/{draft.pk}/give_notice/", follow=True)
    assert "not possible from the state “Draft”" in text_of(page)


def test_a_reader_sees_that_it_was_stopped_and_not_why(browser_of, erasmus, officer, reader):
    suspend_agreement(erasmus, actor=officer, note="They do not answer our letters")
    shown = text_of(browser_of(reader).get(f"/agreements/{erasmus.pk}/"))
    assert "We suspended it on" in shown
    assert "our letters" not in shown


# --- which stays are covered (AG-10) -------------------------------------------------------------


@pytest.fixture
def condition(unit):
    agreement = AgreementFactory(responsible_unit=unit, starts_on=date(2026, 9, 1), ends_on=date(2028, 8, 31))
    return ConditionFactory(agreement=agreement, first_year=2026, last_year=2027)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "reason"),
    [
        (date(2026, 9, 1), date(2027, 6, 1), ""),
        (date(2027, 9, 1), date(2028, 8, 31), ""),
        (date(2028, 1, 15), date(2028, 9, 1), "The stay ends after the agreement does, on 31 Aug 2028."),
        (date(2026, 8, 31), date(2027, 1, 15), "The stay begins before the agreement does, on 1 Sep 2026."),
    ],
)
def test_a_stay_lies_within_the_agreement(condition, starts_on, ends_on, reason):
    assert covers(condition, starts_on, ends_on) == reason


def test_a_stay_lies_within_the_years_of_its_condition(condition):
    Agreement.objects.update(starts_on=None, ends_on=None)
    condition.agreement.refresh_from_db()
    assert "until the academic year 2027/28" in covers(condition, date(2028, 9, 1), date(2029, 1, 1))
    assert "from the academic year 2026/27" in covers(condition, date(2026, 1, 1), date(2026, 6, 1))


@pytest.mark.parametrize("state", AgreementState.values)
def test_nominations_are_taken_by_what_binds_alone(condition, state):
    condition.agreement.state = state
    is_covered = covers(condition, date(2027, 9, 1), date(2028, 6, 1)) == ""
    assert is_covered == (state in {"signed", "active", "notice_given"})


def test_the_page_says_for_which_stays_nominations_are_taken(browser_of, condition, reader, officer):
    shown = text_of(browser_of(reader).get(f"/agreements/{condition.agreement_id}/"))
    assert "Nominations are taken for stays that end by 31 Aug 2028." in shown
    words = nominations_words(condition.agreement, [condition], on=date(2027, 10, 1))
    assert words[1] == "2028/29: The stay ends after the agreement does, on 31 Aug 2028."
    suspend_agreement(condition.agreement, actor=officer, note="x")
    shown = text_of(browser_of(reader).get(f"/agreements/{condition.agreement_id}/"))
    assert "It is suspended: no nominations are taken." in shown
