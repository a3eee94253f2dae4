"""Whatever hangs on two institutions: after a merger each row is there, or told as one that two became."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import Condition, Party
from core.following import follow
from partners.dependants import dependants
from partners.enums import StepKind
from partners.models import Institution, Merge
from partners.services.merging import merge_institutions, undo_merge
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.partners.factories import ContactFactory, InstitutionFactory
from tests.partners.test_merging import snapshot

pytestmark = pytest.mark.django_db

NAMES = st.sampled_from(["TUM", "TU München", "Munich Tech", "München"])
SIDES = st.sampled_from(["one", "other", "both", "third"])
CONTACTS = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["Desk", "desk", "Office"]), st.sampled_from(["", "a@b.se", "c@d.se"])),
    max_size=4,
)
CONDITIONS = st.lists(
    st.tuples(st.sampled_from(["one", "other", "home"]), st.sampled_from(["one", "other", "home"]), st.integers(1, 2)),
    max_size=4,
)
REGISTERS = st.fixed_dictionaries(
    {
        "names": st.tuples(st.lists(NAMES, unique=True, max_size=3), st.lists(NAMES, unique=True, max_size=3)),
        "contacts": CONTACTS,
        "agreements": st.lists(st.tuples(SIDES, CONDITIONS), max_size=3),
        "follows": st.tuples(st.booleans(), st.booleans()),
        "choices": st.dictionaries(st.sampled_from(["name", "city", "pic"]), st.sampled_from(["here", "there"])),
    }
)


def build(register, unit, reader) -> tuple[Institution, Institution]:
    one = InstitutionFactory(name="University of One", pic="111111111", aliases=register["names"][0])
    other = InstitutionFactory(name="University of Other", pic="222222222", aliases=register["names"][1])
    sides = {"one": [one], "other": [other], "both": [one, other], "third": [InstitutionFactory()]}
    for is_first, name, email in register["contacts"]:
        ContactFactory(institution=one if is_first else other, name=name, email=email)
    for side, conditions in register["agreements"]:
        agreement = AgreementFactory(responsible_unit=unit, partners=sides[side])
        ends = {"one": one, "other": other, "home": home()}
        for sender, receiver, people in conditions:
            if sender != receiver:
                ConditionFactory(
                    agreement=agreement, sender=ends[sender], receiver=ends[receiver], people_per_year=people
                )
    for institution, is_followed in zip((one, other), register["follows"], strict=True):
        if is_followed:
            follow(institution, actor=reader)
    return one, other


def counted() -> dict[str, int]:
    """How many rows each model has that hangs on institutions, the record of mergers aside."""
    models = {dependant.model for dependant in dependants()} - {Merge}
    return {model._meta.label_lower: model._base_manager.count() for model in models}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(register=REGISTERS)
def test_no_row_is_lost_and_undoing_restores_every_one(register, unit, reader):
    with transaction.atomic():
        one, other = build(register, unit, reader)
        before, rows = counted(), snapshot()
        merge = merge_institutions(one, other, actor=None, choices=register["choices"])
        steps = list(merge.steps.all())
        came = {label: sum(s.kind == StepKind.ADD and s.model == label for s in steps) for label in before}
        went = {label: sum(s.kind == StepKind.REMOVE and s.model == label for s in steps) for label in before}
        assert counted() == {label: before[label] + came[label] - went[label] for label in before}
        assert not Party.objects.filter(institution=other).exists()
        assert not Condition.objects.filter(sender=other).exists() | Condition.objects.filter(receiver=other).exists()
        undo_merge(merge, actor=None)
        assert snapshot() == rows
        transaction.set_rollback(True)
