from django.utils.translation import gettext_lazy as _

from core.imports.command import ImportCommand
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.spreadsheets.table import Table


class Command(ImportCommand):
    help = _("Take in units, people and their roles from a spreadsheet.")
    importer = "people"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--invite", action="store_true", help=_("send an invitation to everyone who is new"))

    def mapping(self, importer: Importer, table: Table, file_name: str, options) -> Mapping:
        mapping = super().mapping(importer, table, file_name, options)
        if options["invite"]:
            mapping.options["invite"] = "yes"
        return mapping
