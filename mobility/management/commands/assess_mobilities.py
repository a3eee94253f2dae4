import json
import sys
from math import isfinite
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mobility.rules.assessing import assess_all


def as_number(written: str) -> int | float | str:
    """The number, or its text where no number can hold it (NaN, 1e999, ten thousand digits): the case refuses it."""
    try:
        number: int | float = int(written)
    except ValueError:
        try:
            number = float(written)
        except ValueError:
            return written
    return number if isinstance(number, int) or isfinite(number) else written


class Command(BaseCommand):
    help = "Check mobilities against the rules and calculate their grants. Reads a JSON list of cases, writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a JSON list of cases; - reads standard input")

    def handle(self, *, file, **options):
        cases = self.read(file)
        answers = json.dumps(list(assess_all(cases)), ensure_ascii=False, indent=2)
        self.stdout.write(answers.encode(errors="backslashreplace").decode())  # half an emoji is no text elsewhere

    def read(self, file: str) -> list:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
            cases = json.loads(text, parse_int=as_number, parse_float=as_number, parse_constant=as_number)
        except OSError as reason:
            values = {"file": file, "reason": reason.strerror}
            raise CommandError(_("%(file)s cannot be read: %(reason)s.") % values) from None
        except (ValueError, RecursionError) as reason:
            raise CommandError(_("%(file)s is not JSON: %(reason)s.") % {"file": file, "reason": reason}) from None
        if not isinstance(cases, list):
            raise CommandError(_("%(file)s holds no list of cases.") % {"file": file})
        return cases
