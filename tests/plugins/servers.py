"""The embedded servers are up while tests run."""

import os
import uuid

import pytest

from intl_portal.servers import ServerFailure, embedded_servers

RUN = pytest.StashKey[str]()


@pytest.hookimpl(tryfirst=True)
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
