"""The pages of actions: what each person sees of them, what bad input meets, and that pages stay cheap."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quality.actions.carrying import carry_over
from quality.enums import ActionState
from quality.models import Action, ActionNote, FollowUp
from tests.quality.factories import ActionFactory, FindingFactory, FollowUpFactory, ProcessVersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(other_unit, outsider):
    """An action nobody of the unit may read."""
    theirs = FollowUpFactory(unit=other_unit)
    return ActionFactory(follow_up=theirs, unit=other_unit, owner=outsider, title="Another faculty’s secret")


def text_of(client, name, *args, **query) -> str:
    answer = client.get(reverse(f"quality:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


PAGES = ("action_list", "action_board", "action_by_owner", "action_by_process")


def test_each_person_sees_their_actions_and_no_others(action, others, browser_of, contributor, head, process_owner):
    for person in (contributor, head, process_owner):
        for page in PAGES[:2]:
            shown = text_of(browser_of(person), page)
            assert action.title in shown
            assert others.title not in shown
    assert str(others.owner) not in text_of(browser_of(contributor), "action_by_owner")
    assert browser_of(contributor).get(others.get_absolute_url()).status_code == 404


def test_chips_find_what_they_say(action_in, follow_up, contributor, quality_officer, browser_of, unit, faculty):
    today = timezone.localdate()
    given = {"follow_up": follow_up, "unit": unit}
    late = action_in("under_way", title="Late one", due_on=today - timedelta(days=3), owner=contributor, **given)
    soon = action_in("planned", title="Soon one", due_on=today + timedelta(days=3), owner=None, **given)
    bare = action_in("planned", title="Bare one", due_on=None, owner=contributor, **given)
    done = action_in("done", title="Done one", due_on=today, owner=contributor, **given)
    officer = browser_of(quality_officer)

    def found(client=officer, **query):
        shown = text_of(client, "action_list", **query)
        return {row for row in (late, soon, bare, done) if row.title in shown}

    assert found(due="overdue") == {late}
    assert found(due="soon") == {soon}
    assert found(due="none") == {bare}
    assert found(for_me="verify") == {done}
    assert found(browser_of(contributor), for_me="mine") == {late, bare}
    assert found(owner="nobody") == {soon}
    assert found(owner=[contributor.pk, "nobody"]) == {late, soon, bare, done}
    assert found(unit=faculty.pk, state="done") == {done}
    assert found(area="QU", year=2026, q="bare") == {bare}
    assert found(area="QF") == set()
    assert "was left out" in text_of(officer, "action_list", owner="x", follow_up="²")


def test_the_whole_way_of_an_action(follow_up, process_owner, contributor, quality_officer, browser_of):
    finding = FindingFactory(follow_up=follow_up)
    runs, works = browser_of(process_owner), browser_of(contributor)
    plan = text_of(runs, "follow_up_actions", follow_up.pk)
    assert "No action yet: plan one" in plan
    url = reverse("quality:follow_up_action_create", args=[follow_up.pk])
    typed = {"title": "Read answers in May", "finding": finding.pk, "unit": follow_up.unit_id, "owner": contributor.pk}
    due_on = timezone.localdate() + timedelta(days=60)
    assert runs.post(url, typed | {"due_on": due_on.isoformat()}).status_code == 302
    action = Action.objects.get()
    assert (action.finding, action.owner, action.due_on) == (finding, contributor, due_on)
    works.post(reverse("quality:action_move", args=[action.pk, "start"]))
    works.post(reverse("quality:action_note", args=[action.pk]), {"text": "Half of it."})
    answer = works.post(reverse("quality:action_finish", args=[action.pk]), {"result": ""})
    assert answer.status_code == 200
    works.post(reverse("quality:action_finish", args=[action.pk]), {"result": "They were read."})
    assert works.post(reverse("quality:action_move", args=[action.pk, "verify"])).status_code == 403
    shown = text_of(browser_of(quality_officer), "action_detail", action.pk)
    assert "They were read." in shown
    browser_of(quality_officer).post(reverse("quality:action_move", args=[action.pk, "verify"]))
    action.refresh_from_db()
    assert (action.state, action.verified_by) == (ActionState.VERIFIED, quality_officer)
    told = text_of(browser_of(quality_officer), "action_history", action.pk)
    assert "verified the result" in told
    assert "reported it as done" in told


def test_the_officer_who_is_responsible_is_told_that_somebody_else_judges(
    action_in, follow_up, quality_officer, browser_of
):
    own = action_in(ActionState.DONE, follow_up=follow_up, unit=follow_up.unit, owner=quality_officer)
    client = browser_of(quality_officer)
    assert "somebody else has to see its result" in text_of(client, "action_detail", own.pk)
    answer = client.post(reverse("quality:action_move", args=[own.pk, "verify"]), follow=True)
    assert "somebody else has to see its result" in answer.content.decode()
    assert Action.objects.get(pk=own.pk).state == ActionState.DONE


def test_bad_input_is_answered_where_it_was_typed(follow_up, process_owner, browser_of):
    client = browser_of(process_owner)
    url = reverse("quality:follow_up_action_create", args=[follow_up.pk])
    typed = {"title": "Kept title", "unit": follow_up.unit_id, "due_on": "2020-01-01", "description": "x" * 20_000}
    shown = client.post(url, typed).content.decode()
    assert "Kept title" in shown
    assert "at most 4000 characters" in shown
    shown = client.post(url, typed | {"description": "Kept text"}).content.decode()
    assert "This day has passed" in shown
    assert "Kept text" in shown
    for odd in ({"unit": "²"}, {"owner": "0"}, {"finding": "x"}, {"due_on": "31/31/2020"}, {"effort": "huge"}):
        assert client.post(url, typed | {"description": "", "due_on": ""} | odd).status_code == 200
    assert not Action.objects.exists()


def test_a_stale_form_overwrites_nothing(action, process_owner, browser_of):
    client = browser_of(process_owner)
    url = reverse("quality:action_edit", args=[action.pk])
    form = client.get(url).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"title": "Mine"}
    Action.objects.filter(pk=action.pk).update(title="A colleague’s", updated_at=timezone.now())
    answer = client.post(url, typed)
    assert answer.status_code == 200
    assert "A colleague’s" in answer.content.decode()
    assert Action.objects.get(pk=action.pk).title == "A colleague’s"


def test_the_next_cycle_looks_at_what_was_left(action, action_in, unit, process_owner, contributor, browser_of):
    following = FollowUpFactory(unit=unit, academic_year=2027, owner=process_owner)
    check = carry_over(following)[0]
    client = browser_of(process_owner)
    shown = text_of(client, "follow_up_actions", following.pk)
    assert "From earlier cycles" in shown
    assert "not looked at yet" in shown
    client.post(reverse("quality:action_check", args=[following.pk, check.pk]), {"result": "Half of it holds."})
    assert "Half of it holds." in text_of(client, "follow_up_actions", following.pk)
    assert "Half of it holds." in text_of(browser_of(contributor), "action_detail", action.pk)
    earlier = reverse("quality:action_check", args=[action.follow_up_id, check.pk])
    assert client.get(earlier).status_code == 404


@pytest.mark.parametrize(
    ("page", "asked"), [("action_list", 9), ("action_board", 7), ("action_by_owner", 5), ("action_by_process", 5)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_database_as_often_for_three_rows(
    page, asked, rows, follow_up, person, unit, quality_officer, browser_of, django_assert_num_queries
):
    for number in range(rows):
        version = ProcessVersionFactory(process__code=f"QU-{number + 1}")
        there = FollowUpFactory(unit=unit, version=version, academic_year=2020)
        ActionFactory(follow_up=there, unit=unit, owner=person("contributor", unit, name=f"Person {number}"))
    client = browser_of(quality_officer)
    url = reverse(f"quality:{page}")
    client.get(url)
    with django_assert_num_queries(asked):
        client.get(url)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_of_one_ask_as_often_for_three_rows(
    rows, action, unit, process_owner, contributor, browser_of, django_assert_num_queries
):
    follow_up, earlier = action.follow_up, FollowUpFactory(unit=unit, academic_year=2024)
    for number in range(rows):
        ActionFactory(follow_up=earlier, unit=unit, owner=contributor)
        finding = FindingFactory(follow_up=follow_up, number=number + 1)
        planned = ActionFactory(follow_up=follow_up, finding=finding, unit=unit, owner=contributor)
        for row in (action, planned):
            ActionNote.objects.create(action=row, text="Noted", written_by=contributor)
    carry_over(follow_up)
    client = browser_of(process_owner)
    for url, asked in (
        (action.get_absolute_url(), 19),
        (reverse("quality:follow_up_actions", args=[follow_up.pk]), 14),
    ):
        client.get(url)
        with django_assert_num_queries(asked):
            client.get(url)


def test_actions_are_exported_in_words(action, quality_officer, auditor, contributor, browser_of):
    url = reverse("quality:action_export")
    assert browser_of(contributor).get(url).status_code == 403
    for person in (quality_officer, auditor):
        lines = b"".join(browser_of(person).get(url, {"format": "csv"}).streaming_content).decode("utf-8-sig")
        assert action.title in lines
        assert "Under way" in lines
        assert "2026/27" in lines


def test_what_is_skipped_takes_no_new_action(follow_up, process_owner, browser_of):
    FollowUp.objects.filter(pk=follow_up.pk).update(state="skipped")
    url = reverse("quality:follow_up_action_create", args=[follow_up.pk])
    typed = {"title": "Late", "unit": follow_up.unit_id, "due_on": date(2098, 1, 1).isoformat()}
    answer = browser_of(process_owner).post(url, typed)
    assert "no action is added to it any more" in answer.content.decode()
