"""Spreadsheets this room takes in."""

from core.imports.importer import register
from partners.imports.charter import CharterImporter

register(CharterImporter())
