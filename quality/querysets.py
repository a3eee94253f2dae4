"""Who may read and change what in the quality room. Rights: ``accounts.roles``."""

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Unit
from core.search_text import SearchableQuerySet
from quality.enums import ActionState, FollowUpState, ReportState, ReviewerState

CATALOGUE = "quality.change_catalogue"
VIEW, VIEW_ADOPTED = "quality.view_quality", "quality.view_adopted"
RUN, FILL, ADOPT = "quality.run_follow_up", "quality.fill_step", "quality.adopt_follow_up"
PLAN = "quality.plan_cycles"
WORK, VERIFY = "quality.work_on_action", "quality.verify_action"
WRITE_REPORT, ADOPT_REPORT = "quality.write_report", "quality.adopt_report"
REVIEW = "quality.review"
HISTORY = "quality.view_history"
EXPORT = "quality.export_quality"


class ProcessVersionQuerySet(models.QuerySet):
    """Every question the portal asks about the catalogue. It is no secret inside the house."""

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm(VIEW_ADOPTED) else self.none()

    def editable_by(self, user):
        return self if user.is_authenticated and user.rights.everywhere(CATALOGUE) else self.none()

    def not_past(self, year: int):
        """Those in force in the academic year that begins in ``year``, or later."""
        return self.exclude(valid_to__lt=year)

    def for_list(self):
        """What the list and its export need, in a constant number of queries."""
        units = "concerned__unit"
        return self.select_related("process", "accountable").prefetch_related(units)

    def valid_in(self, year: int):
        """Those in force in the academic year that begins in ``year``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=year), valid_from__lte=year)


class CatalogueQuerySet(models.QuerySet):
    """What is asked of every follow-up, and what should be reached: read by all staff, kept by the quality office."""

    def visible_to(self, user):
        return self if user.is_authenticated and user.has_perm(VIEW_ADOPTED) else self.none()

    def editable_by(self, user):
        return self if user.is_authenticated and user.rights.everywhere(CATALOGUE) else self.none()

    def valid_in(self, year: int):
        """Those in force in the academic year that begins in ``year``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=year), valid_from__lte=year)


class IndicatorQuerySet(CatalogueQuerySet):
    def for_list(self):
        """What the list and the export need, in a constant number of queries; ``value_count`` values are there."""
        return self.select_related("process").annotate(value_count=Count("values", distinct=True))


class ObjectiveQuerySet(CatalogueQuerySet):
    def for_list(self):
        return self.select_related("indicator__process")


class FollowUpQuerySet(SearchableQuerySet):
    """Every question the portal asks about follow-ups and external reviews."""

    def of_person(self, user):
        """Those the person owns, is accountable for, was asked to fill a step of, or reviews."""
        steps = self.model._meta.get_field("steps").related_model.objects.filter(person=user)
        reviews = self.model._meta.get_field("reviewers").related_model.objects.filter(
            user=user, state__in=ReviewerState.taking_part
        )
        return self.filter(
            Q(owner=user)
            | Q(version__accountable=user)
            | Q(pk__in=steps.values("follow_up"))
            | Q(pk__in=reviews.values("follow_up"))
        )

    def visible_to(self, user):
        """All for the quality office and auditors, one's units and one's own for the others; adopted ones for staff."""
        if not user.is_authenticated:
            return self.none()
        rights = user.rights
        if rights.everywhere(VIEW):
            return self
        own = self.model.objects.of_person(user).order_by().values("pk")
        reach = Q(pk__in=own) | Q(unit__in=Unit.objects.where(user, VIEW))
        if rights.everywhere(VIEW_ADOPTED):
            reach |= Q(state=FollowUpState.ADOPTED)
        return self.filter(reach)

    def editable_by(self, user):
        """Those the person runs: all for the quality office, else the ones they own or are accountable for."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(RUN):
            return self
        if not user.has_perm(RUN):
            return self.none()
        return self.filter(Q(owner=user) | Q(version__accountable=user))

    def open(self):
        return self.filter(state__in=FollowUpState.open)

    def adopted(self):
        return self.filter(state=FollowUpState.ADOPTED)

    def of_year(self, year: int):
        return self.filter(academic_year=year)

    def for_list(self):
        """What the list, the board and the export need, in a constant number of queries."""
        return self.select_related("process", "version", "unit", "owner").defer(
            "search_text", "search_vector", "owner__search_text", "owner__search_vector"
        )


class OfFollowUpQuerySet(models.QuerySet):
    """Rows that belong to a follow-up and are read with it."""

    def visible_to(self, user):
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(follow_up__in=follow_ups.visible_to(user))

    def editable_by(self, user):
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(follow_up__in=follow_ups.editable_by(user))


class StepQuerySet(OfFollowUpQuerySet):
    def to_do(self):
        """Not done, of follow-ups that are still open."""
        return self.filter(done_on__isnull=True, follow_up__state__in=FollowUpState.open)


class ActionQuerySet(SearchableQuerySet):
    """Every question the portal asks about actions."""

    def visible_to(self, user):
        """One's own, those of one's units and of the follow-ups one may read; all for the quality office."""
        if not user.is_authenticated:
            return self.none()
        rights = user.rights
        if rights.everywhere(VIEW):
            return self
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(
            Q(owner=user)
            | Q(unit__in=Unit.objects.where(user, VIEW))
            | Q(follow_up__in=follow_ups.visible_to(user).order_by().values("pk"))
        )

    def editable_by(self, user):
        """Those whose terms the person may change: of the follow-ups they run, or by hand in their units."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(RUN):
            return self
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        return self.filter(follow_up__in=follow_ups.editable_by(user).order_by().values("pk"))

    def open(self):
        return self.filter(state__in=ActionState.open)

    def to_do(self):
        return self.filter(state__in=ActionState.to_do)

    def overdue(self, on=None):
        return self.to_do().filter(due_on__lt=on or timezone.localdate())

    def to_verify_by(self, user):
        """Done ones whose result ``user`` may judge: never their own."""
        done = self.filter(state=ActionState.DONE)
        if user.rights.everywhere(VERIFY):
            return done.exclude(owner=user)
        if not user.has_perm(VERIFY):
            return self.none()
        follow_ups = self.model._meta.get_field("follow_up").related_model.objects
        run = follow_ups.filter(Q(owner=user) | Q(version__accountable=user)).order_by().values("pk")
        return done.filter(follow_up__in=run).exclude(owner=user)

    def for_list(self):
        """What the list, the board and the export need, in a constant number of queries."""
        of_others = ("owner__search_text", "owner__search_vector", "follow_up__search_text", "follow_up__search_vector")
        related = self.select_related("process", "unit", "owner", "finding", "follow_up")
        return related.defer("search_text", "search_vector", "description", "result", *of_others)

    def soonest_first(self):
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")


class EvidenceQuerySet(models.QuerySet):
    """Every question the portal asks about evidence. It is read with what it belongs to, and by who keeps it."""

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW):
            return self
        of_actions, of_follow_ups = self._owners("action"), self._owners("follow_up")
        return self.filter(
            Q(kept_by=user)
            | Q(action__in=of_actions.visible_to(user).order_by().values("pk"))
            | Q(follow_up__in=of_follow_ups.visible_to(user).order_by().values("pk"))
        )

    def _owners(self, name: str):
        return self.model._meta.get_field(name).related_model.objects

    def to_review(self):
        """Those with a day on which somebody looks whether they still hold, with the ``unit_key`` of their unit."""
        unit = Coalesce("action__unit", "follow_up__unit")
        return self.filter(review_on__isnull=False).annotate(unit_key=unit)

    def out_of_date(self, on=None):
        """Those whose review is overdue."""
        return self.filter(review_on__lt=on or timezone.localdate())


class QualityReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Adopted ones for all staff; drafts for who writes them and for auditors."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW):
            return self
        return self.filter(state=ReportState.ADOPTED) if user.rights.everywhere(VIEW_ADOPTED) else self.none()

    def editable_by(self, user):
        allowed = user.is_authenticated and user.rights.everywhere(WRITE_REPORT)
        return self.filter(state=ReportState.DRAFT) if allowed else self.none()


class OfReportQuerySet(models.QuerySet):
    """Rows that belong to a report and are read with it."""

    def visible_to(self, user):
        reports = self.model._meta.get_field("report").related_model.objects
        return self.filter(report__in=reports.visible_to(user))
