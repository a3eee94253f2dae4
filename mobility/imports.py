"""The spreadsheets this room takes in (``core.imports``)."""

from core.imports.importer import register
from mobility.rounds.imports.applicants import ApplicantImporter
from mobility.stays.imports.nominations import NominationImporter

register(NominationImporter())
register(ApplicantImporter())
