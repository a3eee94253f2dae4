import logging
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.demo import builders
from core.demo_removal import empty_business_tables


@contextmanager
def nothing_but_errors_logged():
    """Mails that the demonstration shows as refused are no news for whoever runs it."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration; --rebuild empties the business tables first."

    def add_arguments(self, parser):
        parser.add_argument(
            "--rebuild", action="store_true", help="Take all people, partners and agreements away first."
        )
        parser.add_argument("--yes", action="store_true", help="Do so even on a database named by DATABASE_URL.")

    def handle(self, *, rebuild, yes, verbosity, **options):
        if not settings.IS_DEMO and not yes:
            raise CommandError("DATABASE_URL names a database of yours; say --yes if the demonstration belongs there.")
        if rebuild:
            empty_business_tables()
        elif get_user_model().objects.exists():
            self.say(verbosity, "There are people in this database already; it is left as it is.")
            return
        with transaction.atomic(), nothing_but_errors_logged():  # broken off half-way it would never be completed
            for builder in builders():
                self.say(verbosity, builder.build())

    def say(self, verbosity, sentence):
        if verbosity:
            self.stdout.write(sentence)
