"""Programmes: their states, who keeps them, their partners."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.constraints import violated_constraint
from core.errors import PortalError, RightMissing, TransitionRefused
from mobility.bips.eligibility import eligibility_of
from mobility.bips.enums import BipState
from mobility.bips.services import PartnerValues, change_bip, move_bip, plan_bip, save_partners
from mobility.bips.watched import move_programmes
from mobility.bips.workflow import bip_workflow
from mobility.models import Bip, BipPartner
from partners.services.merging import merge_institutions
from tests.agreements.factories import home
from tests.mobility.factories import BipFactory, BipPartnerFactory, SchemeFactory
from tests.partners.factories import InstitutionFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("planned", "agree"): "agreed",
    ("agreed", "take_back"): "planned",
    ("agreed", "begin"): "running",
    ("running", "hold"): "held",
    ("held", "report"): "reported",
    ("reported", "reopen"): "held",
    ("planned", "cancel"): "cancelled",
    ("agreed", "cancel"): "cancelled",
    ("running", "cancel"): "cancelled",
    ("cancelled", "plan_again"): "planned",
}
OVER = {"role": "sending", "starts_on": date(2024, 3, 4), "ends_on": date(2024, 3, 8)} | dict.fromkeys(
    ("virtual_starts_on", "virtual_ends_on")
)


def test_workflow_moves_along_its_edges_and_nowhere_else(unit, officer):
    moves = {name for _state, name in ALLOWED}
    assert set(bip_workflow.transitions) == moves
    for state in BipState.values:
        for name in sorted(moves):
            row = BipFactory(unit=unit, state=state, **OVER)
            if target := ALLOWED.get((state, name)):
                assert bip_workflow.perform(name, row, actor=officer, note="because").state == target
            else:
                with pytest.raises(TransitionRefused):
                    bip_workflow.perform(name, row, actor=officer, note="because")


def test_database_refuses_a_state_that_follows_no_edge(unit):
    row = BipFactory(unit=unit, state="planned")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Bip.objects.filter(pk=row.pk).update(state="held")
    assert violated_constraint(refusal.value) == "mobility_bip_state_edge"


def test_what_we_coordinate_is_agreed_once_all_but_the_learners_are_there(good, coordinator):
    bip = good()
    assert eligibility_of(bip).is_eligible
    bip.partners.filter(institution__country="DE").update(planned_students=1)
    assert [each.rule for each in eligibility_of(bip).unmet] == ["BIP-03"]
    assert move_bip(bip, "agree", actor=coordinator).state == "agreed"
    other = good(ects=None)
    with pytest.raises(TransitionRefused, match="see its eligibility"):
        move_bip(other, "agree", actor=coordinator)


def test_it_is_reported_once_the_agency_has_the_numbers(unit, coordinator):
    """BIP-10."""
    bip = BipFactory(unit=unit, state="held", agency_status="draft", reported_learners=12)
    with pytest.raises(TransitionRefused, match="Beneficiary Module"):
        move_bip(bip, "report", actor=coordinator)
    change_bip(bip, actor=coordinator, agency_status="complete")
    assert move_bip(bip, "report", actor=coordinator).state == "reported"


def test_the_night_begins_and_ends_programmes(unit):
    today = timezone.localdate()
    days = {"virtual_starts_on": None, "virtual_ends_on": None}
    begun = BipFactory(unit=unit, state="agreed", starts_on=today, ends_on=today + timedelta(days=5), **days)
    over = BipFactory(unit=unit, state="agreed", **OVER)
    coming = BipFactory(
        unit=unit, state="agreed", starts_on=today + timedelta(days=1), ends_on=today + timedelta(days=9), **days
    )
    assert move_programmes(today).deeds == {"bip.begin": 2, "bip.hold": 1}
    assert [Bip.objects.get(pk=row.pk).state for row in (begun, over, coming)] == ["running", "held", "agreed"]


def test_a_new_programme_has_ourselves_among_its_partners_in_our_role(unit, coordinator, outsider):
    fields = {"title": "Sea", "academic_year": 2026, "call_year": 2025, "scheme": SchemeFactory(), "unit": unit}
    bip = plan_bip(
        actor=coordinator, home=home(), role="both", ends_on=date(2027, 3, 12), starts_on=date(2027, 3, 8), **fields
    )
    assert [(row.institution, row.role) for row in bip.partners.all()] == [(home(), "both")]
    assert bip.numbers_due_on == date(2027, 4, 11)
    change_bip(bip, actor=coordinator, role="sending")
    assert bip.partners.get().role == "sending"
    with pytest.raises(RightMissing):
        plan_bip(actor=outsider, home=home(), role="both", **fields)
    with pytest.raises(ValidationError):
        change_bip(bip, actor=coordinator, ends_on=date(2027, 3, 1))


def test_the_table_of_partners_is_what_was_sent_and_we_stay(good, coordinator, outsider):
    bip = good()
    ours, polish, _german = bip.partners.order_by("pk")
    rows = [
        PartnerValues(polish.institution, fields={"planned_students": 7}),
        PartnerValues(polish.institution, funding="self", fields={"planned_students": 2}),
    ]
    save_partners(bip, actor=coordinator, rows=rows)
    found = bip.partners.order_by("pk").values_list("institution", "funding", "planned_students")
    assert list(found) == [
        (ours.institution_id, "ka131", 0),
        (polish.institution_id, "ka131", 7),
        (polish.institution_id, "self", 2),
    ]
    with pytest.raises(RightMissing):
        save_partners(bip, actor=outsider, rows=[])
    Bip.objects.filter(pk=bip.pk).update(state="cancelled")
    with pytest.raises(PortalError, match="Cancelled"):
        save_partners(bip, actor=coordinator, rows=[])


def test_what_a_unit_has_is_seen_by_it_and_the_office_alone(unit, coordinator, officer, auditor, outsider, reader):
    bip = BipFactory(unit=unit)
    sees = {user: list(Bip.objects.visible_to(user)) for user in (coordinator, officer, auditor, outsider, reader)}
    assert sees == {coordinator: [bip], officer: [bip], auditor: [bip], outsider: [], reader: []}


def test_of_two_partners_that_are_one_the_people_are_added_up(unit, officer):
    bip, survivor, absorbed = BipFactory(unit=unit), InstitutionFactory(), InstitutionFactory()
    BipPartnerFactory(bip=bip, institution=survivor, planned_students=3, actual_students=None)
    BipPartnerFactory(bip=bip, institution=absorbed, planned_students=4, actual_students=2)
    merge_institutions(survivor, absorbed, actor=officer, reason="One")
    assert list(BipPartner.objects.values_list("institution", "planned_students", "actual_students")) == [
        (survivor.pk, 7, 2)
    ]
