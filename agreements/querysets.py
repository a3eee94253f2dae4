from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import ExpressionWrapper, F, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Unit
from agreements import deciding
from agreements.enums import AgreementState, EndingKind, Renewal, Turn, Visibility
from core.search_text import SearchableQuerySet

DAYS_TO_SIGN = 30
DAYS_TO_ANSWER = 30
DAYS_AFTER_A_REMINDER = 7

# Long columns that no row of a list shows.
UNREAD = ("search_text", "search_vector", "remarks")
UNREAD_OF_KEEPERS = ("coordinator__search_text", "coordinator__search_vector")
UNREAD_OF_PARTNERS = (
    "institution__search_text",
    "institution__search_vector",
    "institution__description",
    "institution__remarks",
)


class AgreementQuerySet(SearchableQuerySet):
    """Every question the portal asks about agreements, as a chainable word."""

    def visible_to(self, user):
        """Agreements ``user`` may read: the single source of read access.

        Registered agreements are open to every reader; drafts, reviews and refusals to those who
        keep agreements of the units concerned.
        """
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere("agreements.view_every_agreement"):
            return self
        kept = self._kept_by(user)
        if user.has_perm("agreements.view_agreement"):
            return self.filter(kept | Q(state__in=AgreementState.registered))
        return self.filter(kept)

    def kept_by(self, user):
        """Agreements whose inner papers ``user`` may read: their units' keepers, the office, the auditor."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere("agreements.view_every_agreement"):
            return self
        return self.filter(self._kept_by(user))

    def _kept_by(self, user) -> Q:
        """Of the units whose agreements ``user`` keeps; for the security coordinator, those a route asks them about."""
        kept = self._concerning(Unit.objects.where(user, "agreements.view_every_agreement"))
        if user.rights.everywhere(deciding.RIGHT_OF[Role.SECURITY_COORDINATOR]):
            asked = _related(self, "approvals").objects.filter(role=Role.SECURITY_COORDINATOR)
            kept |= Q(pk__in=asked.values(about=Coalesce("agreement", "amendment__agreement")))
        return kept

    def decidable_by(self, user, on=None):
        """Agreements in review whose next step is ``user``'s to decide (see ``agreements.deciding``)."""
        if not user.is_authenticated:
            return self.none()
        in_review = self.filter(state__in=AgreementState.waiting)
        return deciding.with_step(in_review).filter(deciding.waiting_for(user, on or timezone.localdate()))

    def with_step(self):
        """Each with the step of its approval that waits (see ``agreements.deciding``)."""
        return deciding.with_step(self)

    def editable_by(self, user):
        """Agreements whose keeping belongs to ``user``; the state decides further (``services``)."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere("agreements.change_agreement"):
            return self
        return self.filter(responsible_unit__in=Unit.objects.where(user, "agreements.change_agreement"))

    def published(self):
        """What the public may know of: marked for publication, and concluded."""
        return self.filter(is_published=True, state__in=AgreementState.concluded)

    def of_units(self, units):
        """Agreements for which any of ``units`` is responsible or concerned."""
        return self.filter(self._concerning(units))

    def _concerning(self, units) -> Q:
        further = self.model.further_units.through.objects.filter(unit__in=units).values("agreement")
        return Q(responsible_unit__in=units) | Q(pk__in=further)

    def in_force(self, on=None):
        """Valid on the day: begun (an unknown start counts as begun), not over, in a state that binds."""
        on = on or timezone.localdate()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(starts_on__isnull=True) | Q(starts_on__lte=on),
            state__in=AgreementState.in_force,
        )

    def renewing(self):
        """Bound by their terms to renew at their last day: nobody gave notice, and the cap is not reached."""
        return self.filter(self.bound_to_renew())

    def ending_for_good(self):
        """Watched agreements that nothing renews at their last day."""
        return self.filter(~self.bound_to_renew(), state__in=AgreementState.watched)

    @staticmethod
    def bound_to_renew() -> Q:
        """What ``renewing`` asks, for conditions of others."""
        below_cap = Q(most_renewals__isnull=True) | Q(renewals_made__lt=F("most_renewals"))
        return Q(below_cap, renewal=Renewal.AUTOMATIC, state__in=AgreementState.renewable)

    def at_the_partner(self):
        """Where the partner has to act next."""
        return self.filter(turn=Turn.PARTNER).exclude(state__in=AgreementState.over)

    def waited_for_longer_than(self, days: int, on=None):
        """Where the partner has had the turn for more than ``days`` days, or nobody knows since when."""
        passed = (on or timezone.localdate()) - timedelta(days=days)
        return self.filter(Q(turn_since__lt=passed) | Q(turn_since__isnull=True), turn=Turn.PARTNER)

    def without_an_answer(self):
        """At the partner since a known day; ``answer_due_on`` is when to ask, a week later after each reminder."""
        return self.at_the_partner().filter(turn_since__isnull=False)

    def sent_back(self):
        """Drafts that an approver sent back and nobody submitted since; ``back_since`` and ``back_note`` say more."""
        return deciding.sent_back(self.filter(state=AgreementState.DRAFT), owner="agreement")

    def awaiting_signatures(self):
        """Approved and not signed by all yet; ``signatures_due_on`` is the day somebody should ask."""
        due = ExpressionWrapper(F("state_since") + timedelta(days=DAYS_TO_SIGN), models.DateTimeField())
        return self.filter(state=AgreementState.APPROVED).annotate(signatures_due_on=TruncDate(due))

    def with_partner(self, institution):
        return self.filter(pk__in=_related(self, "parties").objects.filter(institution=institution).values("agreement"))

    def in_country(self, country):
        """Agreements with a party, other than ourselves, in the country."""
        parties = _related(self, "parties").objects.filter(is_home=False, institution__country=country)
        return self.filter(pk__in=parties.values("agreement"))

    def in_field(self, isced_codes):
        """Agreements with a condition in one of the ISCED-F fields."""
        through = _related(self, "conditions").fields.through.objects.filter(isced_field__code__in=isced_codes)
        return self.filter(pk__in=through.values("condition__agreement"))

    def for_list(self):
        """What a row of the list shows, in a constant number of queries; ``field_codes`` are its ISCED-F codes."""
        parties = _related(self, "parties").objects.select_related("institution__country").defer(*UNREAD_OF_PARTNERS)
        rows = self.select_related("responsible_unit", "coordinator").defer(*UNREAD, *UNREAD_OF_KEEPERS)
        listed = rows.annotate(field_codes=self._field_codes(), tag_names=self._tag_names())
        return listed.prefetch_related(Prefetch("parties", parties))

    def _field_codes(self):
        """The ISCED-F codes an agreement's conditions name, each once, in order."""
        through = _related(self, "conditions").fields.through.objects.filter(condition__agreement=OuterRef("pk"))
        return ArraySubquery(through.order_by("isced_field").values("isced_field").distinct())

    def _tag_names(self):
        taggings = _related(self, "taggings").objects.filter(agreement=OuterRef("pk"))
        return ArraySubquery(taggings.order_by("tag__name").values("tag__name"))

    def for_detail(self):
        """What the page of one agreement needs, in a constant number of queries."""
        conditions = _related(self, "conditions").objects.select_related("sender", "receiver")
        conditions = conditions.prefetch_related("condition_fields__isced_field", "languages__language")
        parties = _related(self, "parties").objects.select_related("institution__country")
        return self.select_related("responsible_unit", "coordinator", "predecessor").prefetch_related(
            Prefetch("parties", parties), Prefetch("conditions", conditions), "further_units", "taggings__tag"
        )


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Documents of agreements ``user`` may read; the office's own only for those who keep the agreement.

        Earlier versions are theirs, too: what was shared is the document as it is now.
        """
        agreements = _related(self, "agreement").objects
        shared = Q(
            agreement__in=agreements.visible_to(user),
            visibility__in=(Visibility.STAFF, Visibility.PUBLIC),
            is_current=True,
        )
        return self.filter(shared | Q(agreement__in=agreements.kept_by(user)))

    def current(self):
        """The newest version of each."""
        return self.filter(is_current=True)

    def published(self):
        agreements = _related(self, "agreement").objects.published()
        return self.filter(visibility=Visibility.PUBLIC, is_current=True, agreement__in=agreements)


class NegotiationEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Entries of agreements whose inner papers ``user`` may read."""
        return self.filter(agreement__in=_related(self, "agreement").objects.kept_by(user))

    def for_thread(self):
        """What a thread shows, newest first, in a constant number of queries."""
        return self.select_related("contact", "written_by").prefetch_related("documents").order_by("-on", "-pk")


class LetterTemplateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Templates are for those who write letters: whoever keeps agreements anywhere, and the office."""
        may_write = user.is_authenticated and user.has_perm("agreements.change_agreement")
        return self if may_write else self.none()

    def in_use(self):
        """Not retired: letters can be written from them."""
        return self.filter(retired_on__isnull=True)

    def with_versions(self):
        return self.select_related("language").prefetch_related("versions__uploaded_by")


class EndingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Ends and pauses of agreements ``user`` may read; the reasons are for those who keep them."""
        return self.filter(agreement__in=_related(self, "agreement").objects.visible_to(user))

    def in_effect(self):
        """Neither withdrawn nor resumed."""
        return self.filter(lifted_on__isnull=True)

    def suspensions_to_look_at(self):
        """Suspended until a day on which somebody decides what becomes of the agreement."""
        suspended = self.in_effect().filter(kind=EndingKind.SUSPENSION, agreement__state=AgreementState.SUSPENDED)
        return suspended.filter(until_on__isnull=False)


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Evaluations are inner papers: for those who keep the agreement, the office and the auditor."""
        return self.filter(agreement__in=_related(self, "agreement").objects.kept_by(user))

    def open(self):
        """Asked for, and neither submitted nor skipped."""
        return self.filter(submitted_at__isnull=True, skipped_because="")

    def submitted(self):
        return self.filter(submitted_at__isnull=False)


def _related(queryset, name: str):
    """The model at the other end of a relation, without importing it from here."""
    return queryset.model._meta.get_field(name).related_model


class ArchiveExportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Parcels for the archive: each is its maker's own."""
        return self.filter(started_by=user) if user.is_authenticated else self.none()
