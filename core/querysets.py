from django.db import models


class FollowQuerySet(models.QuerySet):
    """Who follows what. Models are named by their label, so that no other query is needed to find their number."""

    def of_model(self, model):
        """Those of objects of ``model``."""
        options = model._meta
        return self.filter(content_type__app_label=options.app_label, content_type__model=options.model_name)

    def of(self, obj):
        """Those of one object."""
        return self.of_model(type(obj)).filter(object_id=obj.pk)
