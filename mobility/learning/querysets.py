"""Who reads learning agreements: whoever may read the stay."""

from typing import Any

from django.db import models
from django.utils import timezone

from mobility.learning.enums import VersionState


class OfStayQuerySet(models.QuerySet):
    """Rows that hang on a stay; ``stay_path`` leads from a row to it."""

    stay_path = "mobility"

    def visible_to(self, user):
        return self.filter(**{f"{self.stay_path}__in": self._stays().visible_to(user)})

    def editable_by(self, user):
        return self.filter(**{f"{self.stay_path}__in": self._stays().editable_by(user)})

    def _stays(self):
        model: Any = self.model
        for name in self.stay_path.split("__"):
            model = model._meta.get_field(name).related_model
        return model.objects.all()


class VersionQuerySet(OfStayQuerySet):
    stay_path = "agreement__mobility"

    def open(self):
        """Being written or signed: at most one of each learning agreement."""
        return self.filter(state__in=VersionState.open)

    def valid(self):
        """Signed by all three and not replaced: at most one of each learning agreement."""
        return self.filter(state__in=VersionState.valid)

    def for_page(self):
        return self.select_related(
            "agreement__mobility__participant__nationality",
            "agreement__mobility__partner__country",
            "agreement__mobility__host_country",
            "agreement__mobility__unit",
            "agreement__mobility__scheme",
            "agreement__mobility__isced_field",
            "agreement__mobility__language",
        ).prefetch_related("components__language", "components__counterpart", "components__result", "signatures")


class SigningLinkQuerySet(OfStayQuerySet):
    stay_path = "version__agreement__mobility"

    def usable(self, now=None):
        now = now or timezone.now()
        return self.filter(revoked_at__isnull=True, used_at__isnull=True, expires_at__gt=now)
