from celery import shared_task

from quality.cycles.dues import planned_until
from quality.cycles.generating import generate


@shared_task
def generate_follow_ups():
    """Beat asks every week: what the cycles ask for stays planned some years ahead. A second one makes nothing."""
    generate(planned_until(), actor=None)
