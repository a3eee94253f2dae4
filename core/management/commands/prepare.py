from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Bring database and static files up to date: tables, reference data, and the demonstration where nobody is yet."
    )

    def handle(self, *, verbosity, **options):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_reference", verbosity=0)
        call_command("load_pages", verbosity=0)
        if settings.IS_DEMO and not get_user_model().objects.exists():
            self.stdout.write("Making the demonstration …")
            call_command("make_demo", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write("Database and files are ready.")
