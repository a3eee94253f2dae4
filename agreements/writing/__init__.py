"""Writing to the partners of agreements (``partners.letters``); found by its name, like ``panels`` and ``search``."""

from agreements.writing import due_factsheets, kind, panels  # noqa: F401 (they register themselves)
