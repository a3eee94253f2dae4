"""Empty the tables and files of the demonstration, so that it can be built afresh."""

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, models, transaction

KEPT_ROOMS = {"reference"}
KEPT_MODELS = {"core.Page", "core.PageEvent"}


def empty_business_tables():
    """Take every row of our own rooms away, history too, and the files they name. Reference data and pages stay.

    Truncated in one statement: what points at our rows from outside (sessions of the admin, addresses of
    the sign-in) goes with them, and append-only history lets itself be emptied no other way.
    """
    emptied = list(_business_models())
    files = list(_stored_files(emptied))
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in emptied)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for a check cannot be truncated
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    for storage, name in files:
        storage.delete(name)
    cache.clear()


def _business_models():
    for config in apps.get_app_configs():
        if not config.path.startswith(str(settings.BASE_DIR / config.label)) or config.label in KEPT_ROOMS:
            continue
        yield from (
            model
            for model in config.get_models(include_auto_created=True)
            if model._meta.label not in KEPT_MODELS and model._meta.managed and not model._meta.proxy
        )


def _stored_files(emptied):
    for model in emptied:
        for field in model._meta.fields:
            if isinstance(field, models.FileField) and not model._meta.model_name.endswith("event"):
                for name in model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True):
                    yield field.storage, name
