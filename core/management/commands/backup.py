from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from core.backups import BackupProblem, write_backup


class Command(BaseCommand):
    help = "Write database and files to one archive."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the archive to write, for example portal.tar.gz")

    def handle(self, *, file, **options):
        try:
            write_backup(file)
        except (BackupProblem, OSError) as problem:
            raise CommandError(f"No backup was made. {problem}") from problem
        self.stdout.write(f"{file}: {file.stat().st_size / 1_000_000:.1f} MB. It holds personal data: keep it safe.")
