from django.db import models

from core import audiences


class FollowQuerySet(models.QuerySet):
    """Who follows what. Models are named by their label, so that no other query is needed to find their number."""

    def of_model(self, model):
        """Those of objects of ``model``."""
        options = model._meta
        return self.filter(content_type__app_label=options.app_label, content_type__model=options.model_name)

    def of(self, obj):
        """Those of one object."""
        return self.of_model(type(obj)).filter(object_id=obj.pk)


class SavedViewQuerySet(models.QuerySet):
    """Whose tabs they are."""

    def visible_to(self, user):
        """One's own, and those shared with a unit one belongs to."""
        return self.filter(models.Q(owner=user) | audiences.including(user, "audience"))

    def editable_by(self, user):
        """One's own; who may share with everyone also mends what others shared."""
        if user.rights.everywhere(audiences.SHARE):
            return self.filter(models.Q(owner=user) | ~models.Q(audience=""))
        return self.filter(owner=user)
