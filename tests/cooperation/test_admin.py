"""What administrators see of work plans, activities and networks: rows to look at, never to write."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.admin import ReadOnlyAdmin
from tests.agreements.factories import InstitutionFactory
from tests.cooperation.factories import NamedPersonFactory, PlanGoalFactory, held
from tests.networks.factories import NetworkMembershipFactory

pytestmark = pytest.mark.django_db

REGISTERED = [model for model in admin.site._registry if model._meta.app_label in {"cooperation", "networks"}]


def address(model, page, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def test_administrators_look_and_do_not_write(browser_of, administrator, officer, plan, unit):
    activity = held(unit=unit, plan=plan, partners=[InstitutionFactory(name="Forest University")])
    NamedPersonFactory(activity=activity, name="Maria Kowalska")
    PlanGoalFactory(plan=plan, text="Three schools")
    member = NetworkMembershipFactory()
    client = browser_of(administrator)
    assert REGISTERED
    for model in REGISTERED:
        assert isinstance(admin.site._registry[model], ReadOnlyAdmin), model
        assert client.get(address(model, "changelist"), {"q": "x"}).status_code == 200, model
        assert client.get(address(model, "add")).status_code == 403, model
        assert browser_of(officer).get(address(model, "changelist")).status_code in (302, 403), model
    for row, words in ((plan, "Three schools"), (activity, "Forest University"), (member.network, "")):
        page = client.get(address(type(row), "change", row.pk)).content.decode()
        assert words in page
        assert "Maria Kowalska" not in page
        assert 'name="_save"' not in page
        assert client.post(address(type(row), "change", row.pk), {"title": "Mine"}).status_code == 403
