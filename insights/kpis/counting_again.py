"""Has key figures counted by a worker soon, once what was written is there for it to read."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def count_soon(*years: int):
    """Of ``years``, or of all that are kept. Where no queue answers, the night counts them."""

    def hand_over():
        try:
            current_app.send_task("insights.tasks.count_again", [list(years)])
        except OperationalError:
            logger.warning("No queue to count key figures: the night will.")

    transaction.on_commit(hand_over)
