from celery import shared_task

from insights.home.keeping import count_homes
from insights.kpis.keeping import count_key_figures


@shared_task
def count_again(years: list[int]):
    """Key figures of some years, or of all that are kept."""
    count_key_figures(years=years or None)


@shared_task
def count_home_figures():
    """Beat asks every hour: the numbers of the home, for everybody."""
    count_homes()
