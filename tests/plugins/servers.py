"""The embedded servers are up while tests run, and one run's queue and cache are invisible to another's."""

import os
import uuid

import pytest

from intl_portal.servers import ServerFailure, embedded_servers

RUN = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    worker = getattr(config, "workerinput", {})
    config.stash[RUN] = worker.get("testrunuid", uuid.uuid4().hex)[:8] + os.environ.get("PYTEST_XDIST_WORKER", "")
    if config.option.help or config.option.version or config.option.collectonly:
        return
    servers = embedded_servers()
    try:
        servers.__enter__()
    except ServerFailure as failure:
        raise pytest.UsageError(str(failure)) from failure
    config.add_cleanup(lambda: servers.__exit__(None, None, None))
    separate_redis(config.stash[RUN])


def separate_redis(run: str) -> None:
    """Give this process a queue and cache keys of its own: several runs may share one Redis."""
    from django.conf import settings

    settings.CACHES["default"]["KEY_PREFIX"] = f"test-{run}"
    settings.CELERY_TASK_DEFAULT_QUEUE = f"test-{run}"
