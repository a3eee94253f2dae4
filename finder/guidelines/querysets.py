from django.db import models
from django.db.models import Count, Q

from core.search_text import SearchableQuerySet

VIEW_GUIDELINE, CHANGE_GUIDELINE = "finder.view_guideline", "finder.change_guideline"


class GuidelineQuerySet(SearchableQuerySet):
    """Guidelines: the published ones are everybody's, drafts belong to those who write them."""

    def visible_to(self, user):
        return self if user.has_perm(VIEW_GUIDELINE) else self.none()

    def editable_by(self, user):
        return self if user.has_perm(CHANGE_GUIDELINE) else self.none()

    def published(self):
        return self.filter(is_published=True)

    def to_review(self):
        """Published, with a day on which somebody looks whether it still holds."""
        return self.published().filter(review_on__isnull=False)

    def for_list(self):
        return self.select_related("scheme", "kept_by", "unit").annotate(file_count=Count("files"))


class GuidelineFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm(VIEW_GUIDELINE) else self.none()

    def published(self):
        """Files of published guidelines: a file has no door of its own."""
        return self.filter(guideline__is_published=True)

    def to_review(self):
        return self.published().filter(review_on__isnull=False)

    def in_language(self, code: str):
        """Those in the language, and those for readers of any."""
        return self.filter(Q(language=code) | Q(language=""))
