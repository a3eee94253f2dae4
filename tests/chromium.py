"""The Chromium of the browser tests: the one on the PATH, else Playwright's, else the distribution's.

``python -m tests.chromium`` installs one where there is none; a machine that cannot have one is told so, and
the tests then skip loudly (or fail, with ``CI=true``).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The program's path, or None."""
    on_the_path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if on_the_path:
        return on_the_path
    with sync_playwright() as playwright:
        downloaded = playwright.chromium.executable_path
    return downloaded if Path(downloaded).exists() else None


def install() -> str | None:
    """Try Playwright's download, then apt when root; returns what there is in the end."""
    attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempts += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for attempt in attempts:
        subprocess.run(attempt, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
        if found := find():
            return found
    return None


if __name__ == "__main__":
    program = find() or install()
    print(f"Browser tests use {program}." if program else "NO CHROMIUM FOUND: the browser tests will not run.")
