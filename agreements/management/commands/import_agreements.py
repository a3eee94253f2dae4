import json
from pathlib import Path

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from core.errors import PortalError
from core.imports.command import ImportCommand
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.imports.profiles import save_profile
from core.models import MappingProfile
from core.spreadsheets.table import Table


class Command(ImportCommand):
    """The proposal is used where neither a mapping file nor a profile says otherwise."""

    help = "Take in a register of agreements, with a mapping of its columns and words."
    importer = "register"

    def add_arguments(self, parser: CommandParser):
        super().add_arguments(parser)
        parser.add_argument("--mapping", metavar="FILE", help=_("JSON with columns, values and options"))
        parser.add_argument("--profile", metavar="NAME", help=_("use a mapping saved under this name"))
        parser.add_argument("--save-mapping", metavar="NAME", help=_("save the mapping used under this name"))
        parser.add_argument("--write-mapping", metavar="FILE", help=_("write the mapping used as JSON, to be edited"))

    def mapping(self, importer: Importer, table: Table, file_name: str, options) -> Mapping:
        mapping = super().mapping(importer, table, file_name, options)
        if options["profile"]:
            mapping = mapping.overlaid(self._profile(importer, options["profile"]))
        if options["mapping"]:
            mapping = mapping.overlaid(_read_json(options["mapping"]))
        if options["save_mapping"]:
            save_profile(importer, options["save_mapping"], mapping, actor=None, headings=table.columns)
        if options["write_mapping"]:
            text = json.dumps(mapping.as_json(), ensure_ascii=False, indent=2)
            Path(options["write_mapping"]).write_text(text + "\n", encoding="utf-8")
        return mapping

    def _profile(self, importer: Importer, name: str) -> Mapping:
        profile = MappingProfile.objects.filter(importer=importer.name, name=name, is_shared=True).first()
        if profile is None:
            raise PortalError(_("There is no saved mapping called “%(name)s”.") % {"name": name})
        return Mapping.from_json(profile.mapping)


def _read_json(path: str) -> Mapping:
    try:
        return Mapping.from_json(json.loads(Path(path).read_text(encoding="utf-8")))
    except OSError as error:
        words = {"path": path, "why": error.strerror}
        raise PortalError(_("The file “%(path)s” cannot be read: %(why)s.") % words) from error
    except ValueError as error:
        raise PortalError(_("The file “%(path)s” is not JSON.") % {"path": path}) from error
