"""Spreadsheets on their way into the register: mapped, rehearsed, confirmed, imported, reported.

A room registers an ``Importer`` in its own ``imports`` module; rehearsal and real run share its code.
"""

from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register

register(Entry(_("Imports"), "core:import_list", Group.OFFICE, "agreements.import_agreement", order=80))
