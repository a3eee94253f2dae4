from django.core.management.base import BaseCommand, CommandError

from core.errors import PortalError
from quality.cycles.dues import Plan, planned_until
from quality.cycles.generating import generate
from reference.academic_years import AcademicYear

SHOWN = 50


class Command(BaseCommand):
    help = (
        "Plans the follow-ups that the cycles ask for, from this academic year on. Safe to repeat: what exists stays."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--until",
            metavar="YEAR",
            help="the last academic year to plan, 2031 or 2031/32 (default: as the setting says)",
        )

    def handle(self, *args, until=None, verbosity=1, **options):
        try:
            made = generate(_year(until) if until else planned_until(), actor=None)
        except PortalError as error:
            raise CommandError(str(error.sentence)) from error
        if verbosity:
            self._print(made)

    def _print(self, made: Plan):
        for due in made.new[:SHOWN]:
            self.stdout.write(f"Planned: {due}")
        if len(made.new) > SHOWN:
            self.stdout.write(f"… and {len(made.new) - SHOWN} more")
        self.stdout.write(f"{len(made.new)} planned, {made.present_count} were there already.")
        for version in made.without_units:
            self.stdout.write(f"Followed up nowhere, it has no units: {version}")
        for version in made.without_person:
            self.stdout.write(f"Nobody holds the accountable role: {version}")


def _year(text: str) -> int:
    try:
        return int(text) if text.isascii() and text.isdigit() else AcademicYear.parse(text).first_year
    except ValueError as error:
        raise CommandError(f"Not an academic year: {text}. Write 2031 or 2031/32.") from error
