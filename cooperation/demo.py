"""The demonstration of cooperation: work plans with their goals, and activities of every kind."""

from django.utils import timezone
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import User
from agreements.demo_days import states_since
from cooperation.activities.demo import build_activities
from cooperation.activities.demo_partners import build_partners
from cooperation.models import Activity, WorkPlan
from cooperation.plans.demo import build_plans
from core.demo import builds_demo
from core.demo_history import put_the_past_back


@builds_demo(floor=8)
def build() -> str:
    with override("en"):
        today, officer = timezone.localdate(), User.objects.get(email=demo_email("officer"))
        build_partners(officer)
        build_activities(today, officer)
        build_plans(today, officer)
    put_the_past_back()
    for model in (Activity, WorkPlan):
        for key, since in states_since(model).items():
            model._base_manager.filter(pk=key).update(state_since=since)
    return f"{WorkPlan.objects.count()} work plans and {Activity.objects.count()} activities"
