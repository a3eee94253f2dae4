"""The demonstration of mobility: projects, stays in every state, nominations by partners, programmes and grants."""

from django.utils import timezone
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import User
from core.demo import builds_demo
from core.demo_history import put_the_past_back
from mobility.bips.demo import build_bips
from mobility.checklist.demo import build_steps
from mobility.demo_days import clocks_by_history
from mobility.grants.demo import build_grants, build_payments
from mobility.learning.demo import build_learning
from mobility.nominations.demo import build_nominations
from mobility.people.demo import build_people_data
from mobility.projects.demo import build_projects
from mobility.reports.demo import build_reports
from mobility.rounds.demo import build_rounds
from mobility.stays.demo import build_stays, close_what_is_over


@builds_demo(floor=7)
def build() -> str:
    with override("en"):
        today, officer = timezone.localdate(), User.objects.get(email=demo_email("officer"))
        projects = build_projects(today)
        count = build_stays(today, projects, officer)
        build_grants(officer, today)
        build_learning(officer, today)
        build_steps(officer, today)
        build_nominations(officer)
        build_bips(today)
        build_rounds(today, officer)
        build_people_data(officer)
        build_payments(officer, today)
        close_what_is_over(officer, today)
        build_reports(officer)
    put_the_past_back()
    clocks_by_history()
    return f"{count} stays"
