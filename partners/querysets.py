from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone

from accounts.models import Unit
from core.search_text import SearchableQuerySet
from partners.enums import AssessmentState, InstitutionStatus, Outcome
from partners.exchange_facts import EXCHANGE_FACTS

VIEW_ASSESSMENT = "partners.view_assessment"

# Long columns that no row of a list shows.
UNREAD = ("search_text", "search_vector", "description", "remarks", "charter_facts", *EXCHANGE_FACTS)
UNREAD_OF_PEOPLE = ("search_text", "search_vector")


def _asked_again_before(on=None):
    """Factsheets confirmed before this day are asked for again."""
    return (on or timezone.localdate()) - relativedelta(months=settings.FACTSHEET_MONTHS)


class InstitutionQuerySet(SearchableQuerySet):
    """Every question the portal asks about institutions, as a chainable word."""

    def visible_to(self, user):
        """Institutions are a register every member of staff may read; one that was merged is told by its survivor."""
        return self.with_merged_visible_to(user).unmerged()

    def with_merged_visible_to(self, user):
        """As ``visible_to``, with those that were merged: for their history, and for the way to the survivor."""
        return self if user.is_authenticated and user.has_perm("partners.view_institution") else self.none()

    def editable_by(self, user):
        is_allowed = user.is_authenticated and user.has_perm("partners.change_institution")
        return self.unmerged() if is_allowed else self.none()

    def unmerged(self):
        return self.filter(merged_into__isnull=True)

    def standing_for(self, key: int):
        """The institution of the number, or the one it was merged into: old addresses and saved views name either."""
        survivor = self.model._base_manager.filter(pk=key).values("merged_into")
        return self.filter(Q(pk=key) | Q(pk__in=survivor))

    def partners(self):
        """Institutions we know or work with: not those merely on the charter list, and not ourselves."""
        return self.filter(status__in=InstitutionStatus.partners).exclude(erasmus_code=settings.HOME_INSTITUTION)

    def with_valid_charter(self, on=None):
        """Holders of the charter for higher education on the day (KA131-10)."""
        on = on or timezone.localdate()
        return self.filter(Q(charter_starts_on__isnull=True) | Q(charter_starts_on__lte=on), charter_ends_on__gte=on)

    def factsheet_confirmed(self, on=None):
        """Partners that have looked through what is said about them, not too long ago."""
        return self.filter(factsheet_confirmed_on__gte=_asked_again_before(on))

    def factsheet_old(self, on=None):
        """Not confirmed for so long (``FACTSHEET_MONTHS``) that they are asked again, and those never asked."""
        day = _asked_again_before(on)
        return self.filter(Q(factsheet_confirmed_on__lt=day) | Q(factsheet_confirmed_on__isnull=True))

    def with_corrections(self):
        """Partners that proposed corrections the office has not decided on."""
        proposals = self.model._meta.get_field("factsheet_proposals").related_model.objects.waiting()
        return self.filter(pk__in=proposals.values("institution"))

    def for_list(self):
        """With ``tag_names``, of which most have none."""
        taggings = self.model.taggings.rel.related_model.objects.filter(institution=OuterRef("pk"))
        names = ArraySubquery(taggings.order_by("tag__name").values("tag__name"))
        return self.select_related("country").annotate(tag_names=names)


class ContactQuerySet(SearchableQuerySet):
    def visible_to(self, user):
        """Contacts are people: only those who write to partners see them."""
        return self if user.is_authenticated and user.has_perm("partners.view_contact") else self.none()

    def current(self, on=None):
        on = on or timezone.localdate()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class AssessmentQuerySet(models.QuerySet):
    """Every question the portal asks about assessments."""

    def visible_to(self, user):
        """Assessments whose answers ``user`` may read: of their units, or all for the office, security and audit."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW_ASSESSMENT):
            return self
        return self.filter(unit__in=Unit.objects.where(user, VIEW_ASSESSMENT))

    def editable_by(self, user):
        """Drafts that ``user`` may go on with."""
        return self.filter(unit__in=Unit.objects.where(user, "partners.add_assessment"), state=AssessmentState.DRAFT)

    def open(self):
        """Not decided yet: at most one for a partner."""
        return self.filter(state__in=AssessmentState.open)

    def holding(self):
        """Decided, and replaced by nothing: at most one for a partner, perhaps out of date."""
        return self.filter(state=AssessmentState.DECIDED)

    def valid_on(self, day):
        """Favourable decisions that hold on the day, those without an end among them."""
        return self.holding().filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), decision__in=Outcome.favourable
        )

    def ending_by(self, day):
        return self.filter(valid_until__lte=day)

    def out_of_date(self, day):
        """Favourable decisions that have held until a day before this one, and nothing has followed."""
        return self.holding().filter(valid_until__lt=day, decision__in=Outcome.favourable)

    def to_recheck(self):
        """Favourable ones that hold for a time, of institutions we still work with."""
        return self.holding().filter(
            valid_until__isnull=False,
            decision__in=Outcome.favourable,
            institution__status__in=InstitutionStatus.partners,
        )

    def for_list(self):
        """What a row of the list shows, in a constant number of queries."""
        waiting = self.model.decisions.rel.related_model.objects.pending().select_related("unit")
        rows = self.select_related("institution__country", "unit", "assessor").defer(
            *(f"institution__{name}" for name in UNREAD), *(f"assessor__{name}" for name in UNREAD_OF_PEOPLE)
        )
        return rows.prefetch_related(models.Prefetch("decisions", waiting, to_attr="awaited"))


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        assessments = self.model._meta.get_field("assessment").related_model
        return self.filter(assessment__in=assessments.objects.visible_to(user))

    def pending(self):
        """Places nobody has filled yet, of assessments that wait for it."""
        return self.filter(outcome="", assessment__state=AssessmentState.SUBMITTED)


class DatedQuerySet(models.QuerySet):
    def holding(self, on):
        """Rows whose days include ``on``."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)


class NamedInstitutionQuerySet(DatedQuerySet):
    def holding(self, on):
        """Names that stand on their list on the day, while the list itself holds."""
        of_list = Q(named_list__valid_to__isnull=True) | Q(named_list__valid_to__gte=on)
        return super().holding(on).filter(of_list, named_list__valid_from__lte=on)

    def visible_to(self, user):
        """Names on public lists are open to everyone who may read about partners."""
        return self if user.is_authenticated and user.has_perm("partners.view_institution") else self.none()

    def for_list(self):
        return self.select_related("named_list", "country")


class SetAsideQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Why a restriction was set aside is told with the restriction."""
        return self if user.is_authenticated and user.has_perm("partners.view_institution") else self.none()

    def holding(self, on):
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), ended_at__isnull=True)


class PossibleDuplicateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Pairs are for those who may merge them."""
        return self.unmerged() if user.is_authenticated and user.has_perm("partners.merge_institution") else self.none()

    def waiting(self):
        """Pairs nobody has decided on yet."""
        return self.unmerged().filter(dismissed_at__isnull=True)

    def dismissed(self):
        return self.unmerged().filter(dismissed_at__isnull=False)

    def unmerged(self):
        """Pairs of two that still are two."""
        return self.filter(first__merged_into__isnull=True, second__merged_into__isnull=True)

    def of(self, institution):
        return self.filter(Q(first=institution) | Q(second=institution))

    def between(self, one, other):
        """The pair of the two, whichever stands first."""
        return self.filter(Q(first=one, second=other) | Q(first=other, second=one))

    def for_list(self):
        return self.select_related("first__country", "second__country", "dismissed_by")


class MergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was merged is read by those who may read partners' history."""
        return self if user.is_authenticated and user.has_perm("partners.view_history") else self.none()

    def standing(self):
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)
