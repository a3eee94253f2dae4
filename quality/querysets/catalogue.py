"""What is asked of processes, indicators and objectives: no secret inside the house, kept by the quality office."""

from django.db import models
from django.db.models import Count, Q

from quality.querysets.rights import CATALOGUE, VIEW_ADOPTED


class CatalogueQuerySet(models.QuerySet):
    """Rows that are read by all staff and kept by the quality office."""

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm(VIEW_ADOPTED) else self.none()

    def editable_by(self, user):
        return self if user.is_authenticated and user.rights.everywhere(CATALOGUE) else self.none()


class InSomeYearsQuerySet(CatalogueQuerySet):
    def valid_in(self, year: int):
        """Those in force in the academic year that begins in ``year``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=year), valid_from__lte=year)


class ProcessVersionQuerySet(InSomeYearsQuerySet):
    """Every question the portal asks about the processes."""

    def not_past(self, year: int):
        """Those in force in the academic year that begins in ``year``, or later."""
        return self.exclude(valid_to__lt=year)

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        units = "concerned__unit"
        return self.select_related("process", "accountable").prefetch_related(units)


class CriterionQuerySet(CatalogueQuerySet):
    """What reviews are judged against: of every review, or of those of one process."""

    def for_list(self):
        return self.select_related("version__process")


class IndicatorQuerySet(InSomeYearsQuerySet):
    def for_list(self):
        """What the list and the export need, in a constant number of queries; ``value_count`` values are there."""
        return self.select_related("process").annotate(value_count=Count("values", distinct=True))


class ObjectiveQuerySet(InSomeYearsQuerySet):
    def for_list(self):
        return self.select_related("indicator__process")
