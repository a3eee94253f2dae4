from celery import shared_task

from partners.duplicates import search_if_changed
from partners.services.merging import forget_old_steps


@shared_task
def look_after_duplicates():
    """Beat's hourly job: search where something has changed, and forget what can no longer be undone."""
    forget_old_steps()
    search_if_changed()
