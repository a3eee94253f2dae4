from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.comments.registry import commentables

TIME_TO_CHANGE = timedelta(minutes=15)


class CommentQuerySet(models.QuerySet):
    """Who said what about which object. Models are named by their label: no other query finds their number."""

    def of_model(self, model):
        options = model._meta
        return self.filter(content_type__app_label=options.app_label, content_type__model=options.model_name)

    def of(self, obj):
        """Those about one object."""
        return self.of_model(type(obj)).filter(object_id=obj.pk)

    def visible_to(self, user):
        """Those about objects ``user`` may read: the single source of read access."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(reduce(or_, (_about(known, user) for known in commentables()), Q(pk__in=[])))

    def standing(self):
        """Those whose words have not been taken away."""
        return self.filter(removed_at__isnull=True)

    def changeable_by(self, user):
        """One's own, for a quarter of an hour."""
        return self.standing().filter(author=user, created_at__gt=timezone.now() - TIME_TO_CHANGE)


def _about(known, user) -> Q:
    options = known.model._meta
    readable = known.model._default_manager.visible_to(user).order_by().values("pk")
    return Q(content_type__app_label=options.app_label, content_type__model=options.model_name, object_id__in=readable)


class MentionQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has read or answered yet."""
        return self.filter(settled_at__isnull=True)

    def untold(self):
        """Open ones no mail has told of."""
        return self.open().filter(told_at__isnull=True, person__is_active=True)

    def visible_to(self, user):
        """One's own, of comments one may still read."""
        comments = self.model._meta.get_field("comment").related_model.objects.visible_to(user)
        return self.filter(person=user, comment__in=comments.order_by().values("pk")) if user.pk else self.none()
