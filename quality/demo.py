"""The demonstration of quality: a full year of the cycles, with what came before and what is planned."""

from django.utils import timezone
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import User
from core.demo import builds_demo
from core.demo_history import as_if_on, put_the_past_back
from quality.actions.demo import clocks_by_history, plan_by_hand
from quality.catalogue.demo import build_catalogue
from quality.cycles.demo import YEARS_BACK, build_cycles
from quality.followups.demo import build_follow_ups, date_states
from quality.indicators.demo import build_data, date_values
from quality.models import FollowUp
from quality.reports.demo import build_reports, date_reports
from quality.reviews.demo import build_reviews, date_mails
from reference.academic_years import AcademicYear

# Each further subject adds its ``build_…(today, officer)`` to ``build`` in the order in which they lean on each other.


@builds_demo(floor=9)
def build() -> str:
    with override("en"):
        today, officer = timezone.localdate(), User.objects.get(email=demo_email("quality"))
        this_year = AcademicYear.of(today).first_year
        with as_if_on(AcademicYear(this_year - YEARS_BACK).starts_on):
            build_catalogue(this_year, officer)
            build_cycles(this_year, officer)
        build_follow_ups(today, officer)
        build_data(today, officer)
        plan_by_hand(today, officer)
        build_reviews(today, officer)
        build_reports(today, officer)
    put_the_past_back()
    date_states()
    date_values()
    clocks_by_history()
    date_reports()
    date_mails()
    return f"{FollowUp.objects.count()} follow-ups and external reviews"
