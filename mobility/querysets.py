from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Unit
from core.search_text import SearchableQuerySet
from mobility.enums import MobilityState, ProjectState
from mobility.reports.enums import ReportState

VIEW, CHANGE = "mobility.view_mobility", "mobility.change_mobility"
MODERATE = "mobility.moderate_report"
VIEW_PROJECT, CHANGE_PROJECT = "mobility.view_project", "mobility.change_project"


class OfUnits:
    """Rows of a unit, to be read and changed by whoever has the right there."""

    def of_rights(self, user, right: str):
        """Those of units in which ``user`` has ``right``."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(right):
            return self
        return self.filter(unit__in=Unit.objects.where(user, right))


class GrantProjectQuerySet(OfUnits, SearchableQuerySet):
    """Every question the portal asks about grant projects."""

    def visible_to(self, user):
        return self.of_rights(user, VIEW_PROJECT)

    def editable_by(self, user):
        return self.of_rights(user, CHANGE_PROJECT)

    def with_figures(self):
        """Each with what was ``granted`` in euro and how many stays it pays (``stay_count``: accepted or further)."""
        lines = self.model._meta.get_field("budget_lines").related_model.objects.filter(project=OuterRef("pk"))
        stays = self.model._meta.get_field("mobilities").related_model.objects.filter(project=OuterRef("pk"))
        return self.annotate(
            granted=Coalesce(
                "lump_sum", Subquery(lines.order_by().values("project").annotate(all=Sum("granted")).values("all"))
            ),
            stay_count=Coalesce(
                Subquery(stays.taking_a_place().order_by().values("project").annotate(all=Count("pk")).values("all")),
                0,
            ),
        )

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        return self.with_figures().select_related("scheme", "unit", "coordinator").defer("search_text", "search_vector")

    def able_to_pay(self, *, besides: int | None = None):
        """Those that a stay can be paid from: neither closed nor refused; and ``besides``, which pays already."""
        return self.filter(Q(state__in=ProjectState.may_pay) | Q(pk=besides))

    def running(self, on=None):
        """Granted, and the day lies in their period."""
        on = on or timezone.localdate()
        return self.filter(state=ProjectState.RUNNING, starts_on__lte=on, ends_on__gte=on)


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those one of whose stays ``user`` may read. Administrators see nobody by that alone."""
        stays = self.model._meta.get_field("mobilities").related_model.objects.visible_to(user)
        return self.filter(pk__in=stays.values("participant"))


class MobilityQuerySet(OfUnits, SearchableQuerySet):
    """Every question the portal asks about mobilities, as a chainable word."""

    def visible_to(self, user):
        """Those of the units whose participants ``user`` may see; the office and the auditor all of them."""
        return self.of_rights(user, VIEW)

    def editable_by(self, user):
        """Those whose keeping belongs to ``user``; the state decides further (``services``)."""
        return self.of_rights(user, CHANGE)

    def taking_a_place(self):
        """Accepted or further: the place of the condition is theirs."""
        return self.filter(state__in=MobilityState.takes_place)

    def abroad(self, on=None):
        """Away on the day, as certified where it is, else as planned."""
        on = on or timezone.localdate()
        begun = Q(arrived_on__lte=on) | Q(arrived_on__isnull=True, starts_on__lte=on)
        not_left = Q(left_on__gte=on) | Q(left_on__isnull=True, ends_on__gte=on)
        return self.filter(begun, not_left, state__in=MobilityState.may_be_away)

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        return self.select_related(
            "participant", "scheme", "unit", "partner__country", "host_country", "coordinator"
        ).defer("search_text", "search_vector", "remarks", "partner__search_text", "partner__search_vector")

    def for_detail(self):
        """What the page of one stay shows, in one query."""
        return self.select_related(
            *("participant__nationality", "participant__residence", "scheme", "project", "unit", "coordinator"),
            *("partner__country", "host_country", "agreement", "condition", "isced_field", "language"),
        )

    def in_order_of_start(self):
        return self.order_by(F("starts_on").desc(), "pk")


class ParticipantReportQuerySet(models.QuerySet):
    """Every question the portal asks about reports."""

    def visible_to(self, user):
        """The office alone reads them with the names (LG-08); others see what is shown, without."""
        return self if user.is_authenticated and user.rights.everywhere(MODERATE) else self.none()

    def shown(self):
        """What the person allowed and the office let through. Their names are no part of what is shown."""
        return self.filter(state=ReportState.SHOWN, may_be_shown=True)
