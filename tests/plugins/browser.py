"""Pages in a real browser."""

import os

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from tests import chromium as chromium_program

# Without a sandbox, because tests often run as root in a container; the browser sees only our own pages.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
MISSING = "there is no Chromium on this machine: `make test` tries to install one"
SKIPPED = pytest.StashKey[bool]()
PATIENCE = 15_000  # milliseconds: on a busy machine any step may take seconds


@pytest.fixture(scope="session")
def chromium(request):
    """The running browser, shared by the tests of one process."""
    program = chromium_program.find()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        request.config.stash[SKIPPED] = True
        pytest.skip(MISSING)
    # Playwright's synchronous interface runs an event loop in this thread, and Django then suspects every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, live_server):
    """Give a browser page, signed in as a person: ``open_browser(officer, width=390, dark=True)``."""
    contexts = []

    def open_for(user=None, *, width=1440, height=900, dark=False, scripts=True):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if user is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": live_server.url}]
            )
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()


def session_of(user) -> str:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def pytest_terminal_summary(terminalreporter, config):
    skipped = [report for report in terminalreporter.getreports("skipped") if MISSING in str(report.longrepr)]
    if skipped or config.stash.get(SKIPPED, False):
        terminalreporter.write_line(f"{len(skipped)} BROWSER TESTS DID NOT RUN: {MISSING}.", red=True, bold=True)
