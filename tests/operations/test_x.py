import pytest
from django.db import connection
@pytest.mark.django_db
@pytest.mark.parametrize("n",range(4))
def test_db(n):
    with connection.cursor() as c:
        c.execute("select current_database()")
        print(c.fetchone())
