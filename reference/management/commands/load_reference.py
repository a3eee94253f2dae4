from django.core.management.base import BaseCommand

from reference.loading import load_reference


class Command(BaseCommand):
    help = "Loads the supplied reference tables (countries, fields, rates, …). Safe to repeat; deletes nothing."

    def handle(self, *args, verbosity, **options):
        outcomes = load_reference()
        if verbosity:
            self._print(outcomes)

    def _print(self, outcomes):
        self.stdout.write(f"{'':38}{'created':>9}{'changed':>9}{'unchanged':>11}")
        for outcome in outcomes:
            self.stdout.write(f"{outcome.name:38}{outcome.created:9}{outcome.changed:9}{outcome.unchanged:11}")
        for outcome in outcomes:
            for row in outcome.kept:
                self.stdout.write(f"Kept as changed here: {row} ({outcome.name})")
            if outcome.no_longer_supplied:
                self.stdout.write(f"No longer supplied, kept: {outcome.no_longer_supplied} ({outcome.name})")
