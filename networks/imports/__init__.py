"""Members of networks out of a spreadsheet, one row each (``core.imports``).

``columns`` says what is understood, ``rows`` whom each row means and what becomes of it, ``importer`` joins them to the
engine.
"""

from core.imports.importer import register
from networks.imports.importer import MemberImporter

register(MemberImporter())
