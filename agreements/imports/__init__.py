"""Spreadsheets this room takes in."""

from agreements.imports.conditions.importer import ConditionImporter
from agreements.imports.register import RegisterImporter
from core.imports.importer import register

register(RegisterImporter())
register(ConditionImporter())
