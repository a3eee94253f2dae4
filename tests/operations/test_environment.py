"""The first step of every make target; where it cannot succeed, one sentence and a status that is not zero."""

import os
import re
import shutil
import socket
import subprocess
import sys

import pytest

from tests.operations.conftest import PROJECT


def old_pythons() -> list[str]:
    found = [program for minor in range(6, 11) if (program := shutil.which(f"python3.{minor}"))]
    return [program for program in found if subprocess.call([program, "-c", ""], stderr=subprocess.DEVNULL) == 0]


OLD_PYTHONS = old_pythons()


@pytest.fixture
def checkout(tmp_path):
    project = tmp_path / "checkout"
    (project / "tools").mkdir(parents=True)
    shutil.copy(PROJECT / "tools" / "environment.py", project / "tools")
    return project


def environment_of(checkout, *arguments, python=sys.executable, **variables):
    kept = {name: value for name, value in os.environ.items() if name not in {"PORTAL_VAR", "HOST"}}
    outcome = subprocess.run(
        [python, str(checkout / "tools" / "environment.py"), *arguments],
        env={**kept, **variables},
        check=False,
        capture_output=True,
        text=True,
    )
    return outcome.returncode, outcome.stdout + outcome.stderr


@pytest.mark.skipif(not OLD_PYTHONS, reason="this machine has no unsupported Python")
def test_an_old_python_is_named(checkout):
    status, said = environment_of(checkout, python=OLD_PYTHONS[0], PATH="/nowhere")
    assert status == 1
    assert said.startswith("Python 3.11 or newer is needed; this is 3.")
    assert said.count("\n") == 1


def test_a_missing_venv_module_is_named_with_its_package(checkout, tmp_path):
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text("import sys; sys.modules['ensurepip'] = None")
    status, said = environment_of(checkout, PYTHONPATH=str(tmp_path / "without"))
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert (status, said) == (
        1,
        f"Python's venv module is missing; on Debian and Ubuntu: apt install {package}\n",
    )


def test_an_unwritable_var_is_named(checkout):
    (checkout / "var").write_text("in the way")
    status, said = environment_of(checkout)
    assert status == 1
    assert said == (f"The folder {checkout}/var cannot be written (File exists): the portal keeps its data there.\n")


@pytest.mark.parametrize("port", ["", "http", "0", "70000"])
def test_a_port_that_is_none_is_named(checkout, port):
    status, said = environment_of(checkout, "--port", port)
    assert (status, said) == (1, f"PORT={port} is not a port: give a number from 1 to 65535.\n")


def test_a_taken_port_is_named_before_anything_is_installed(checkout):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        status, said = environment_of(checkout, "--port", str(taken))
    assert (status, said) == (1, f"Port {taken} cannot be used (Address already in use): try PORT={taken + 1}.\n")
    assert not (checkout / ".venv").exists()


def test_the_environment_is_made_once(checkout):
    """With nothing to install, so that the test needs no network."""
    for name in ("requirements.txt", "constraints.txt"):
        (checkout / name).write_text("")
    assert environment_of(checkout) == (
        0,
        "Making the virtual environment .venv …\nInstalling the packages of requirements.txt …\n",
    )
    assert environment_of(checkout) == (0, "")
    (checkout / "requirements.txt").write_text("# changed")
    assert environment_of(checkout) == (0, "Installing the packages of requirements.txt …\n")
    assert environment_of(checkout.rename(checkout.with_name("moved checkout"))) == (0, "")


def test_make_targets_name_the_missing_file():
    for target in ("backup", "restore"):
        outcome = subprocess.run(
            ["make", "--silent", "--old-file=environment", target],
            cwd=PROJECT,
            check=False,
            capture_output=True,
            text=True,
        )
        assert outcome.returncode == 2
        assert f"make {target} FILE=portal.tar.gz" in outcome.stderr


def test_lock_file_carries_no_addresses():
    assert '"resolved"' not in (PROJECT / "package-lock.json").read_text()


def test_every_package_is_explained():
    """docs/dependencies.md has a row for each direct requirement, and requirements pin exactly."""
    pins = [
        line
        for file in PROJECT.glob("requirements*.txt")
        for line in file.read_text().splitlines()
        if line[:1].isalnum()
    ]
    assert [line for line in pins if "==" not in line] == []
    table = (PROJECT / "docs" / "dependencies.md").read_text().lower()
    names = {re.split(r"[\[=]", line)[0].lower() for line in pins}
    assert [name for name in sorted(names) if not re.search(rf"(\| |, ){re.escape(name)}[, ]", table)] == []
