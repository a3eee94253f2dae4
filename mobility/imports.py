"""The spreadsheets this room takes in (``core.imports``)."""

from core.imports.importer import register
from mobility.stays.imports.nominations import NominationImporter

register(NominationImporter())
