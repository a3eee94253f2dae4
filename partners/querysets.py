from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from core.search_text import SearchableQuerySet
from partners.enums import InstitutionStatus


class InstitutionQuerySet(SearchableQuerySet):
    """Every question the portal asks about institutions, as a chainable word."""

    def visible_to(self, user):
        """Institutions are a register every member of staff may read."""
        return self if user.is_authenticated and user.has_perm("partners.view_institution") else self.none()

    def editable_by(self, user):
        return self if user.is_authenticated and user.has_perm("partners.change_institution") else self.none()

    def partners(self):
        """Institutions we know or work with: not those merely on the charter list, and not ourselves."""
        return self.filter(status__in=InstitutionStatus.partners).exclude(erasmus_code=settings.HOME_INSTITUTION)

    def with_valid_charter(self, on=None):
        """Holders of the charter for higher education on the day (KA131-10)."""
        on = on or timezone.localdate()
        return self.filter(Q(charter_starts_on__isnull=True) | Q(charter_starts_on__lte=on), charter_ends_on__gte=on)

    def for_list(self):
        return self.select_related("country")


class ContactQuerySet(SearchableQuerySet):
    def visible_to(self, user):
        """Contacts are people: only those who write to partners see them."""
        return self if user.is_authenticated and user.has_perm("partners.view_contact") else self.none()

    def current(self, on=None):
        on = on or timezone.localdate()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))
