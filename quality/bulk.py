"""What can be changed in many rows at once (``core.bulk``); found by its name, like ``panels`` and ``search``."""

from quality.actions import at_once  # noqa: F401 (registers it)
