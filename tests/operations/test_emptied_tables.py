"""What ``tests.plugins.emptying`` promises: a test with real transactions leaves nothing to the next."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from accounts.enums import Role
from tests.agreements.factories import AgreementFactory
from tests.plugins.emptying import empty_written_tables, tables, those_with_rows


@pytest.mark.django_db(transaction=True)
def test_every_table_is_empty_after_a_test_with_real_transactions(person, unit):
    AgreementFactory(responsible_unit=unit, coordinator=person(Role.COORDINATOR, unit))
    assert len(those_with_rows(tables())) > 10
    facts = ContentType.objects.count(), Permission.objects.count()
    empty_written_tables()
    assert those_with_rows(tables()) == []
    assert (ContentType.objects.count(), Permission.objects.count()) == facts
