"""The demonstration of cooperation: plans with their goals, activities, calls and proposals."""

from django.utils import timezone
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import User
from agreements.demo_days import states_since
from cooperation.activities.demo import build_activities
from cooperation.activities.demo_partners import build_partners
from cooperation.calls.demo import build_calls
from cooperation.models import Activity, Proposal, WorkPlan
from cooperation.plans.demo import build_plans
from cooperation.proposals.demo import build_proposals
from core.demo import builds_demo
from core.demo_history import put_the_past_back


@builds_demo(floor=8)
def build() -> str:
    with override("en"):
        today, officer = timezone.localdate(), User.objects.get(email=demo_email("officer"))
        build_partners(officer)
        build_activities(today, officer)
        build_plans(today, officer)
        build_proposals(officer, build_calls(today, officer))
    put_the_past_back()
    for model in (Activity, Proposal, WorkPlan):
        for key, since in states_since(model).items():
            model._base_manager.filter(pk=key).update(state_since=since)
    counts = [model.objects.count() for model in (WorkPlan, Activity, Proposal)]
    return "{} work plans, {} activities and {} proposals".format(*counts)
