"""Spreadsheets this room takes in."""

from accounts.imports.people import PeopleImporter
from core.imports.importer import register

register(PeopleImporter())
