"""Work plans and activities out of a spreadsheet (``core.imports``).

``columns`` modules say what is understood, ``known`` whom and what the words of a cell mean, ``rows`` modules what
becomes of each row, ``changes`` modules what is written; the importers join them to the engine.
"""

from cooperation.imports.activities import ActivityImporter
from cooperation.imports.plans import PlanImporter
from core.imports.importer import register

register(PlanImporter())
register(ActivityImporter())
