import pytest
from celery import current_app

from accounts import tasks


@pytest.fixture
def worker(monkeypatch):
    """A queue that answers at once: what is handed over is carried out there and then."""
    assert tasks.deliver.name in current_app.tasks
    monkeypatch.setattr(current_app, "send_task", lambda name, args: current_app.tasks[name].apply(args, throw=True))
