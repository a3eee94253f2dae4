"""The spreadsheets this room takes in (``core.imports``)."""

from core.imports.importer import register
from quality.indicators.imports import DataImporter

register(DataImporter())
