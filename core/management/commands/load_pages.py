from django.core.management.base import BaseCommand

from core.pages import load_pages


class Command(BaseCommand):
    help = "Adds the supplied accessibility statement and privacy notice where they are missing; changes nothing."

    def handle(self, *args, verbosity, **options):
        added = load_pages()
        if verbosity:
            self.stdout.write(f"{added} pages added.")
