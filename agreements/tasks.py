"""What the worker has to know of this room: the kinds of long work it may be asked to do."""

from agreements.services import renewal_runs  # noqa: F401  (registers the renewal of several agreements)
