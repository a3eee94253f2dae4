"""What tests must not share with the portal of this machine, or with each other."""

import logging
from itertools import count

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from core import statements
from tests.plugins.servers import RUN

TEST_NUMBERS = count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Set, before their first use: queue and cache of this run's own, plain static files, quick passwords.

    And whoever has just changed something sees it on the public pages at once.
    """
    run = config.stash[RUN]
    settings.CACHES["default"]["KEY_PREFIX"] = f"test-{run}"
    settings.CELERY_TASK_DEFAULT_QUEUE = f"test-{run}"
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PUBLIC_MOMENT = 0
    # How fast something is, is measured by the benchmark: on a busy machine any step may take a second.
    slow = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("portal", deadline=None, suppress_health_check=slow)
    hypothesis.settings.load_profile("portal")
    config.addinivalue_line("markers", "logs_errors: the test means to cause a logged error")


@pytest.fixture(scope="session", autouse=True)
def folders_of_this_run(tmp_path_factory):
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.EMAIL_FILE_PATH = str(tmp_path_factory.mktemp("mail"))


@pytest.fixture(autouse=True)
def cache_of_this_test(request):
    """What one test remembered is unknown to the next. Clearing would empty the queues, on the same server."""
    prefix = f"test-{request.config.stash[RUN]}-{next(TEST_NUMBERS)}"
    settings.CACHES["default"]["KEY_PREFIX"] = cache.key_prefix = prefix
    statements.forget_all()


@pytest.fixture(autouse=True)
def language_of_the_settings():
    """A page in another language leaves it switched on for the thread; a server switches at every request."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def no_error_is_logged(request, caplog):
    """An error that the code logged and went on from is still an error."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    errors = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert not errors
