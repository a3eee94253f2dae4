"""The demonstration's secret key: made once, kept under ``var/``, never a constant in the code."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def demo_secret(var_dir: Path, *, allowed: bool) -> str:
    """Return the secret kept in ``var_dir``, making it when there is none.

    Raises ``ImproperlyConfigured`` where the demonstration is not what is being run.
    """
    if not allowed:
        raise ImproperlyConfigured("SECRET_KEY must be set when DATABASE_URL is set.")
    path = var_dir / "secret_key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass  # another process of the same start was quicker
        else:
            with os.fdopen(handle, "w") as file:
                file.write(get_random_secret_key())
    return path.read_text().strip()
