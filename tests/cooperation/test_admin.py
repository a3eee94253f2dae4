"""What administrators see of work plans, activities and networks: rows to look at, never to write."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cooperation.models import CallPriority, FundingCall
from core.admin import ReadOnlyAdmin
from tests.agreements.factories import InstitutionFactory
from tests.cooperation.factories import NamedPersonFactory, PlanGoalFactory, held
from tests.networks.factories import NetworkMembershipFactory

pytestmark = pytest.mark.django_db

REGISTERED = [
    model
    for model in admin.site._registry
    if model._meta.app_label in {"cooperation", "networks"} and model is not FundingCall
]


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


def test_administrators_add_and_change_a_call(browser_of, administrator):
    client = browser_of(administrator)
    begun = client.get(address(FundingCall, "add"), follow=True)
    form = begun.context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    said |= {
        "title": "Alliances for Innovation 2027",
        "action": "ERASMUS-EDU-2027-PI-ALL-INNO",
        "call_year": 2027,
        "due_on": "2027-03-10",
        "lump_sums": "1 000 000, 1 500 000",
        "field": "Green skills",
    }
    assert client.post(begun.request["PATH_INFO"], said).status_code == 302
    call = FundingCall.objects.get()
    assert (call.lump_sums, CallPriority.objects.get().title) == ([1_000_000, 1_500_000], "Green skills")
    page = client.get(address(FundingCall, "change", call.pk), follow=True)
    assert page.request["PATH_INFO"] == call.get_absolute_url()
    html = page.content.decode()
    assert reverse("cooperation:call_edit", args=[call.pk]) in html
    assert reverse("cooperation:proposal_list") not in html, "an administrator sees no proposal"
