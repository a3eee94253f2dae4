"""What can be changed in many partners at once (``core.bulk``); found by its name, like ``panels`` and ``search``."""

from partners.bulk import kind  # noqa: F401 (registers it)
