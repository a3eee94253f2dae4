import pytest
from django.db import transaction

from mobility.rules.book import RuleBook
from reference.loading import TABLES, load_table

CALLS = range(2021, 2027)


@pytest.fixture(scope="session")
def book_of(django_db_setup, django_db_blocker):
    """The rule book of a call year from the supplied tables; read once, so that worked cases ask no database."""
    with django_db_blocker.unblock(), transaction.atomic():
        for table in TABLES:
            load_table(table)
        books = {call: RuleBook.of_call(call) for call in CALLS}
        transaction.set_rollback(True)
    return books.get
