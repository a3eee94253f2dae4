"""What administrators keep of approvals: routes with their steps, authorities to sign."""

import pytest
from django.urls import reverse

from agreements.models import ApprovalRoute, RouteStep, SigningAuthority
from agreements.supplied import TABLES
from reference.loading import load_table

FORBIDDEN = 302


def route_data(**changes) -> dict:
    steps = {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0, "steps-MIN_NUM_FORMS": 0, "steps-MAX_NUM_FORMS": 1000}
    step = {"position": 1, "role": "head", "scope": "faculty", "label_en": "Dean", "is_active": "on"}
    return {
        "code": "ours",
        "used_for": "both",
        "name_en": "Ours",
        "kinds": ["research", "moc"],
        "unit_kinds": ["department"],
        "position": 5,
        "is_active": "on",
        **steps,
        **{f"steps-0-{name}": value for name, value in step.items()},
        **changes,
    }


def test_an_administrator_makes_a_route_with_its_steps(browser_of, administrator):
    response = browser_of(administrator).post(reverse("admin:agreements_approvalroute_add"), route_data())
    assert response.status_code == 302, response.context["errors"]
    route = ApprovalRoute.objects.get()
    assert (route.kinds, route.unit_kinds, route.is_local) == (["research", "moc"], ["department"], True)
    assert list(route.steps.values_list("role", "scope", "is_local")) == [("head", "faculty", True)]


def test_two_steps_change_places_in_one_go(browser_of, administrator):
    client = browser_of(administrator)
    second = {"position": 2, "role": "officer", "scope": "university", "label_en": "Office", "is_active": "on"}
    given = route_data(**{f"steps-1-{name}": value for name, value in second.items()}, **{"steps-TOTAL_FORMS": 2})
    client.post(reverse("admin:agreements_approvalroute_add"), given)
    keys = dict(RouteStep.objects.values_list("position", "pk"))
    turned = {"steps-INITIAL_FORMS": 2, "steps-0-id": keys[1], "steps-1-id": keys[2]}
    turned |= {"steps-0-route": "ours", "steps-1-route": "ours", "steps-0-position": 2, "steps-1-position": 1}
    response = client.post(reverse("admin:agreements_approvalroute_change", args=["ours"]), given | turned)
    assert response.status_code == 302, response.context["errors"]
    assert list(RouteStep.objects.order_by("position").values_list("label_en", flat=True)) == ["Office", "Dean"]
    gone = client.post(
        reverse("admin:agreements_approvalroute_change", args=["ours"]), given | turned | {"steps-0-position": 9}
    )
    assert "No step would stand at place 2" in gone.content.decode()


def test_a_kind_that_there_is_not_is_refused(browser_of, administrator):
    response = browser_of(administrator).post(
        reverse("admin:agreements_approvalroute_add"), route_data(kinds=["treaty"])
    )
    assert response.status_code == 200
    assert not ApprovalRoute.objects.exists()


def test_what_an_administrator_changed_is_kept_by_the_next_load(routes):
    RouteStep.objects.filter(route="erasmus", position=2).update(is_active=False, is_local=True, label_en="Ours")
    SigningAuthority.objects.filter(code="specific").update(who_en="The head", is_local=True)
    for table in TABLES:
        load_table(table)
    assert not RouteStep.objects.get(route="erasmus", position=2).is_active
    assert SigningAuthority.objects.get(code="specific").who_en == "The head"


@pytest.mark.parametrize("model", ["approvalroute", "signingauthority"])
def test_nobody_else_enters(browser_of, officer, model):
    assert browser_of(officer).get(reverse(f"admin:agreements_{model}_changelist")).status_code == FORBIDDEN
