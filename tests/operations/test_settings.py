"""A server is asked for what has no safe default, and the documentation names every variable."""

import os
import re
import subprocess
import sys

import pytest

from tests.operations.conftest import PROJECT
from tools.deploy_check import SERVER

READ = re.compile(r"env(?:\.\w+)?\(\s*\"([A-Z_]+)\"|environ(?:\.get)?[\[(]\"([A-Z_]+)\"")
NOT_FOR_PEOPLE = {"PORTAL_RUN_LOCK", "DJANGO_SETTINGS_MODULE", "PATH"}


def check(**variables):
    kept = {name: value for name, value in os.environ.items() if name not in {*SERVER, "PORTAL_VAR"}}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=PROJECT, env={**kept, **variables}, check=False, capture_output=True, text=True)


def test_a_server_starts_with_what_it_must_be_given():
    assert check(**SERVER).returncode == 0


@pytest.mark.parametrize("name", ["REDIS_URL", "EMAIL_URL", "SITE_URL", "SECRET_KEY"])
def test_a_server_does_not_start_without(name):
    outcome = check(**{key: value for key, value in SERVER.items() if key != name})
    assert outcome.returncode != 0
    assert name in outcome.stderr.splitlines()[-1]


def test_every_variable_is_documented():
    sources = [
        *(PROJECT / "intl_portal").rglob("*.py"),
        *(PROJECT / "core").rglob("*.py"),
        PROJECT / "deploy" / "gunicorn.py",
    ]
    names = {one or other for source in sources for one, other in READ.findall(source.read_text())}
    documented = set(re.findall(r"`([A-Z_]+)`", (PROJECT / "docs" / "operations.md").read_text()))
    assert len(names) > 30
    assert names - documented - NOT_FOR_PEOPLE == set()
