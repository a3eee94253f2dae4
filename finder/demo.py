"""The demonstration of the public site: guidelines. All else it shows is the other rooms'."""

from django.utils import timezone
from django.utils.translation import override

from accounts.demo_accounts import demo_email
from accounts.models import User
from core.demo import builds_demo
from core.demo_history import as_if_on, put_the_past_back
from finder.guidelines.demo import build_guidelines
from reference.academic_years import AcademicYear


@builds_demo(floor=10)
def build() -> str:
    today, officer = timezone.localdate(), User.objects.get(email=demo_email("officer"))
    with override("en"), as_if_on(AcademicYear.of(today).starts_on):
        count = build_guidelines(today, officer)
    put_the_past_back()
    return f"{count} guidelines"
