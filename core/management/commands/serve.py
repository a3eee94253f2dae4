import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from intl_portal.servers.running import AlreadyRunning, UnusablePort, run_processes, usable_port


class Command(BaseCommand):
    help = "Run web, worker and beat together, until Ctrl-C."

    def handle(self, **options):
        host = os.environ.get("HOST", "127.0.0.1")
        try:
            port = usable_port(host, os.environ.get("PORT", "8000"))
            call_command("prepare", stdout=self.stdout)
            status = run_processes(settings.BASE_DIR, host, port, when_up=lambda: self.welcome(host, port))
        except (AlreadyRunning, UnusablePort) as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            status = 130
        sys.exit(status)

    def welcome(self, host: str, port: int) -> None:
        self.stdout.write(f"\nThe portal is at http://{host}:{port}/ (Ctrl-C stops it).\n")
        if settings.SHOW_DEMO_ACCOUNTS:
            call_command("demo_accounts", stdout=self.stdout)
        self.stdout.flush()
