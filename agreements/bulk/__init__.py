"""What can be changed in many agreements at once (``core.bulk``); found by its name, like ``panels`` and ``search``."""

from agreements.bulk import kind  # noqa: F401 (registers it)
