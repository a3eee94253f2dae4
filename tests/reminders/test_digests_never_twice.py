"""Whatever happens to dates and wishes, in whatever order: no step is told twice, and mails tell what they mark."""

import re
from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from agreements.models import Agreement
from reminders.digests import write_digests
from reminders.models import Arrangement, Notice, OutgoingMail, Subscription
from reminders.sweep import sweep
from tests.reminders.conftest import TODAY

pytestmark = pytest.mark.usefixtures("ends_alone", "watched_for_years")

WHICH = st.integers(0, 2)
WHO = st.integers(0, 1)
ACTS = st.one_of(
    st.tuples(st.just("sweep"), st.integers(0, 9)),
    st.tuples(st.just("sweep"), st.just(1)),
    st.tuples(st.just("sweep"), st.just(1)),
    st.tuples(st.just("write again")),
    st.tuples(st.just("move"), WHICH, st.integers(-40, 40)),
    st.tuples(st.just("rest"), WHICH, st.integers(1, 12)),
    st.tuples(st.just("settle"), WHICH),
    st.tuples(st.just("take up"), WHICH),
    st.tuples(st.just("hand over"), WHICH, WHO),
    st.tuples(st.just("end"), WHICH),
    st.tuples(st.just("rhythm"), WHO, st.sampled_from(["daily", "weekly"]), st.integers(0, 4)),
    st.tuples(st.just("silence"), WHO, st.booleans()),
)


class House:
    """Two readers, three agreements, a day; and what can be done to them."""

    def __init__(self, people, agreements):
        self.people, self.agreements, self.day = people, agreements, TODAY

    def do(self, name, *arguments):
        getattr(self, f"_{name.replace(' ', '_')}")(*arguments)

    def _sweep(self, days):
        self.day += timedelta(days=days)
        assert sweep(self.day).failures == {}

    def _write_again(self):
        assert write_digests(self.day, {}) == 0 or self.day.weekday() < 5

    def _move(self, which, days):
        agreement = self._row(which)
        Agreement.objects.filter(pk=agreement.pk).update(ends_on=agreement.ends_on + timedelta(days=days))

    def _rest(self, which, days):
        until = self.day + timedelta(days=days)
        self._arrange(which, due_on=self._row(which).ends_on, rests_until=until, is_not_needed=False, reason="soon")

    def _settle(self, which):
        self._arrange(which, due_on=self._row(which).ends_on, rests_until=None, is_not_needed=True, reason="no need")

    def _take_up(self, which):
        self._arrange(which, due_on=None, rests_until=None, is_not_needed=False, reason="")

    def _hand_over(self, which, who):
        self._arrange(which, keeper=self.people[who])

    def _end(self, which):
        Agreement.objects.filter(pk=self.agreements[which].pk).update(state="ended")

    def _rhythm(self, who, rhythm, weekday):
        Subscription.objects.update_or_create(user=self.people[who], defaults={"rhythm": rhythm, "weekday": weekday})

    def _silence(self, who, is_silenced):
        Subscription.objects.update_or_create(
            user=self.people[who], defaults={"silenced": ["agreements.end"] if is_silenced else []}
        )

    def _row(self, which):
        return Agreement.objects.get(pk=self.agreements[which].pk)

    def _arrange(self, which, **fields):
        about = {"source": "agreements.end", "object_id": self.agreements[which].pk}
        Arrangement.objects.update_or_create(**about, defaults=fields)


def check_mails():
    notices = list(Notice.objects.all())
    marked, steps = defaultdict(set), defaultdict(list)
    for notice in notices:
        if notice.mail_id:
            assert notice.fate == "to_tell"
            assert notice.object_id not in marked[notice.mail_id], "two steps of one date in one mail"
            marked[notice.mail_id].add(notice.object_id)
            steps[notice.recipient_id, notice.object_id, notice.due_on].append((notice.mail_id, notice.lead))
    for told in steps.values():
        leads = [lead for _mail, lead in sorted(told)]
        assert leads == sorted(set(leads), reverse=True), "a step told after a later one, or twice"
    days = set()
    for mail in OutgoingMail.objects.order_by("pk"):
        assert mail.day.weekday() < 5
        assert (mail.recipient_id, mail.day) not in days, "two mails on one day"
        days.add((mail.recipient_id, mail.day))
        shown = {int(pk) for pk in re.findall(r"/agreements/(\d+)/", mail.text)}
        assert shown == marked[mail.pk] if mail.kind == "digest" else shown >= marked[mail.pk]


@given(ends=st.tuples(*[st.integers(-20, 40)] * 3), acts=st.lists(ACTS, min_size=4, max_size=25))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_step_is_ever_told_twice(old_agreement, coordinator, person, unit, ends, acts):
    with transaction.atomic():
        people = [coordinator, person(Role.COORDINATOR, unit, name="Other coordinator")]
        Subscription.objects.create(user=people[1], rhythm="weekly", weekday=2, last_weekly_on=TODAY)
        keepers = [people[0], people[1], people[1]]
        rows = zip(ends, keepers, strict=True)
        house = House(
            people, [old_agreement(ends_on=TODAY + timedelta(days=days), coordinator=who) for days, who in rows]
        )
        for act in [("sweep", 0), *acts, ("sweep", 3)]:
            house.do(*act)
        check_mails()
        transaction.set_rollback(True)
