"""How an upper room speaks in a lower one: it fills a registry by a module of a fixed name.

``panels.py``, ``search.py``, ``forgetting.py`` and ``navigation.py`` register in ``core``; ``supplied.py`` in
``reference``; ``deadlines.py`` in ``reminders``. A lower room never imports an upper one; it asks the registry.
"""

from django.utils.module_loading import autodiscover_modules

MODULES = (
    *("navigation", "panels", "search", "following", "commenting", "keeping", "supplied"),
    *("deadlines", "imports", "workflow", "decisions", "merging", "bulk", "audiences", "writing"),
    *("checks", "indicators", "forgetting"),
)


def autodiscover():
    """Import each app's registering modules, as Django does with ``admin``."""
    autodiscover_modules(*MODULES)
