from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, demo_email
from accounts.enums import Role
from accounts.models import User


class Command(BaseCommand):
    help = "Prints the demonstration accounts that exist, one per role, with their password."

    def handle(self, *args, **options):
        if not settings.SHOW_DEMO_ACCOUNTS:
            self.stdout.write("This installation has no demonstration accounts.")
            return
        emails = [demo_email(local_part) for _name, local_part, _role, _unit in DEMO_ACCOUNTS]
        present = set(User.objects.active().filter(email__in=emails).values_list("email", flat=True))
        rows = [
            (str(Role(role).label), demo_email(local_part), unit)
            for _name, local_part, role, unit in DEMO_ACCOUNTS
            if demo_email(local_part) in present
        ]
        if not rows:
            self.stdout.write("There are no demonstration accounts here; `make demo` makes them.")
            return
        wide = [max(len(row[column]) for row in rows) for column in range(2)]
        for role, email, unit in rows:
            self.stdout.write(f"  {role:{wide[0]}}  {email:{wide[1]}}  {unit}")
        self.stdout.write(f"  The password of all of them: {DEMO_PASSWORD}")
