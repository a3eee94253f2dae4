"""What the import commands share: the file, the rehearsal or the import, and the report in words."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import PortalError
from core.imports.importer import Importer, importer_named
from core.imports.mapping import Mapping
from core.imports.plans import Plan, RowAction, RowPlan
from core.imports.runs import import_table, refused_rows_file, rehearse
from core.spreadsheets.reading import read_table_file
from core.spreadsheets.table import Table

MOST_ROWS_TOLD = 50
MOST_ITEMS_TOLD = 20


class ImportCommand(BaseCommand):
    """Rehearse a file, or take it in with ``--commit``. Sub-classes name the ``importer``."""

    importer: str
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("file", help=_("XLSX, XLS, ODS or CSV"))
        parser.add_argument("--commit", action="store_true", help=_("write; without it nothing is written"))
        parser.add_argument("--refused", metavar="FILE", help=_("write the refused rows, with reasons, to this XLSX"))
        parser.add_argument("--as", dest="actor", metavar="EMAIL", help=_("the person named in the history"))

    def handle(self, **options):
        importer = importer_named(self.importer)
        try:
            table = read_table_file(options["file"])
            name = Path(options["file"]).name
            mapping = self.mapping(importer, table, name, options)
            if options["commit"]:
                plan = import_table(importer, table, mapping, actor=self._actor(options), file_name=name)
            else:
                plan = rehearse(importer, table, mapping, file_name=name)
            self._write_refused(plan, table, options["refused"])
        except PortalError as error:
            raise CommandError(str(error.sentence)) from error
        self.report(plan, is_written=options["commit"])

    def mapping(self, importer: Importer, table: Table, file_name: str, options) -> Mapping:
        """The mapping to use; the proposal unless a sub-class reads another."""
        return importer.propose(table, file_name=file_name)

    def _actor(self, options):
        if not options["actor"]:
            return None
        person = get_user_model().objects.filter(email__iexact=options["actor"]).first()
        if person is None:
            raise PortalError(_("There is no person with the address %(email)s.") % {"email": options["actor"]})
        return person

    def _write_refused(self, plan: Plan, table: Table, path: str | None):
        if not path or not plan.refused_rows:
            return
        try:
            Path(path).write_bytes(refused_rows_file(plan, table))
        except OSError as error:
            words = {"path": path, "why": error.strerror}
            raise PortalError(_("The file “%(path)s” cannot be written: %(why)s.") % words) from error

    def report(self, plan: Plan, *, is_written: bool):
        """The counts, what deserves a look, and whether anything was written."""
        for remark in plan.remarks:
            self.stdout.write(str(remark))
        for action, count in plan.counts().items():
            self.stdout.write(f"{count:>7}  {RowAction(action).label}")
        for label, count in plan.facts:
            self.stdout.write(f"{count:>7}  {label}")
        for section in plan.sections:
            self._list(section.title, section.items, MOST_ITEMS_TOLD)
        self._list(_("Refused rows"), [_line(row, row.reasons) for row in plan.refused_rows], MOST_ROWS_TOLD)
        doubtful = [row for row in plan.good_rows if row.doubts]
        self._list(_("Please look at these rows"), [_line(row, row.doubts) for row in doubtful], MOST_ROWS_TOLD)
        written, rehearsed = _("Imported."), _("This was a rehearsal: nothing was written. Repeat with --commit.")
        self.stdout.write(self.style.SUCCESS(written if is_written else rehearsed))

    def _list(self, title: str, lines: list[str], most: int):
        if not lines:
            return
        self.stdout.write(f"\n{title}:")
        for line in lines[:most]:
            self.stdout.write(f"  {line}")
        if left := len(lines) - most if len(lines) > most else 0:
            self.stdout.write(f"  {ngettext('and %(count)d more', 'and %(count)d more', left) % {'count': left}}")


def _line(row: RowPlan, sentences: list[str]) -> str:
    return f"{_('Row')} {row.number}: {row.title}: {' '.join(sentences)}"
