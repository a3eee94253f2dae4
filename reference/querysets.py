from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from reference.enums import ProgrammeStatus


class DatedByCallQuerySet(models.QuerySet):
    """Rows that hold from one call year to another."""

    def in_call(self, call_year: int):
        """Rows that hold in ``call_year``."""
        return self.filter(
            Q(valid_to_call__isnull=True) | Q(valid_to_call__gte=call_year), valid_from_call__lte=call_year
        )


class CallDeadlineQuerySet(models.QuerySet):
    """When applications must be in, as colleagues may read it."""

    def visible_to(self, user):
        """Deadlines of calls are public facts: every colleague reads them, a stranger none."""
        return self if user.is_authenticated and user.has_perm("core.search") else self.none()


class CountryQuerySet(models.QuerySet):
    def programme_countries(self, call_year: int):
        """EU members and associated countries of ``call_year`` (KA131-01)."""
        joined = Q(statuses__valid_to_call__isnull=True) | Q(statuses__valid_to_call__gte=call_year)
        # A country has one status in a call year, so the join multiplies nothing.
        return self.filter(
            joined, statuses__valid_from_call__lte=call_year, statuses__status__in=ProgrammeStatus.programme_countries
        )

    def by_name(self):
        """In the order of the reader's language, countries without a name in it by the English one."""
        if get_language() != "sv":
            return self.order_by("name_en")
        name = models.Case(models.When(name_sv="", then=F("name_en")), default=F("name_sv"))
        return self.order_by(name)


class IscedFieldQuerySet(models.QuerySet):
    def detailed(self):
        """The four-digit fields, the only ones agreements may name (AG-05)."""
        return self.filter(level="detailed")

    def within(self, code: str):
        """``code`` and everything below it: "06" holds "061" and "0613"."""
        return self.filter(code__startswith=code)
