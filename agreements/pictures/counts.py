"""The numbers behind the pictures: one statement each, over whatever agreements are asked about."""

from collections import Counter
from datetime import date

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear, Left

from agreements.models import ConditionField, Party
from agreements.querysets import AgreementQuerySet

DIGITS_OF_A_BROAD_FIELD = 2


def by_year(agreements: AgreementQuerySet, day: str, first: int, last: int) -> dict[int, int]:
    """How many begin or end (``day`` names the column) in each year from ``first`` to ``last``."""
    within = {f"{day}__gte": date(first, 1, 1), f"{day}__lte": date(last, 12, 31)}
    years = agreements.order_by().filter(**within).annotate(year=ExtractYear(day)).values("year")
    return dict(years.annotate(agreements=Count("pk")).values_list("year", "agreements"))


def by_country(agreements: AgreementQuerySet) -> list[tuple[str, int]]:
    """Two-letter codes of the partners' countries with their agreements, the most first.

    An agreement with partners of two countries counts in both.
    """
    parties = Party.objects.filter(is_home=False, agreement__in=agreements.order_by())
    countries = parties.values("institution__country").annotate(agreements=Count("agreement", distinct=True))
    return list(
        countries.order_by("-agreements", "institution__country").values_list("institution__country", "agreements")
    )


def by_kind_and_state(agreements: AgreementQuerySet) -> Counter[tuple[str, str]]:
    counted = agreements.order_by().values("kind", "state").annotate(agreements=Count("pk"))
    return Counter({(row["kind"], row["state"]): row["agreements"] for row in counted})


def by_broad_field(agreements: AgreementQuerySet) -> list[tuple[str, int]]:
    """Two-digit codes of the fields that conditions name, with their agreements, the most first.

    An agreement with conditions in two broad fields counts in both.
    """
    named = ConditionField.objects.filter(condition__agreement__in=agreements.order_by())
    broad = named.annotate(broad=Left("isced_field", DIGITS_OF_A_BROAD_FIELD)).values("broad")
    fields = broad.annotate(agreements=Count("condition__agreement", distinct=True))
    return list(fields.order_by("-agreements", "broad").values_list("broad", "agreements"))


def without_a_field(agreements: AgreementQuerySet) -> int:
    named = ConditionField.objects.filter(condition__agreement=OuterRef("pk"))
    return agreements.order_by().filter(~Exists(named)).count()
