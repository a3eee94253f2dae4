from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from core.backups import BackupProblem, restore_backup


class Command(BaseCommand):
    help = "Replace database and files by those of an archive that `backup` wrote. Stop web, worker and beat before."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="throw away what the portal holds now")

    def handle(self, *, file, replace, **options):
        if not replace and (people := people_here()):
            raise CommandError(
                f"This portal holds {people} people and everything of theirs. "
                "To throw that away and restore, say so: --replace (make restore FILE=… REPLACE=yes)."
            )
        try:
            restore_backup(file)
        except (BackupProblem, OSError) as problem:
            raise CommandError(f"Nothing was restored. {problem}") from problem
        call_command("migrate", interactive=False, verbosity=0)  # an archive may be older than the code
        self.stdout.write("Database and files are those of the archive.")


def people_here() -> int:
    """How many people the database knows; none where it has no tables yet."""
    try:
        return get_user_model().objects.count()
    except DatabaseError:
        return 0
