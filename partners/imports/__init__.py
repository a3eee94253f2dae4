"""Spreadsheets this room takes in."""

from core.imports.importer import register
from partners.imports.charter import CharterImporter
from partners.imports.contacts.importer import ContactImporter
from partners.imports.named_institutions import NamedInstitutionImporter

register(CharterImporter())
register(ContactImporter())
register(NamedInstitutionImporter())
