from django.utils.translation import gettext as _

from core.imports.command import ImportCommand
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.spreadsheets.table import Table


class Command(ImportCommand):
    help = "Take in the European Commission's list of Erasmus charter holders."
    importer = "charter"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--edition", metavar="DATE", help=_("date of the list; else that in the file name, else today")
        )

    def mapping(self, importer: Importer, table: Table, file_name: str, options) -> Mapping:
        mapping = super().mapping(importer, table, file_name, options)
        if options["edition"]:
            mapping.options["edition"] = options["edition"]
        return mapping
