"""The spreadsheets this room takes in (``core.imports``)."""

from core.imports.importer import register
from insights.numbers.imports import NumberImporter

register(NumberImporter())
