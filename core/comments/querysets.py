from datetime import timedelta
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q

from core.comments.registry import commentable, commentables

TIME_TO_CHANGE = timedelta(minutes=15)


class AboutQuerySet(models.QuerySet):
    """Rows about an object of any kind. Models are named by their label: no other query finds their number."""

    def of_model(self, model):
        options = model._meta
        return self.filter(content_type__app_label=options.app_label, content_type__model=options.model_name)

    def of(self, obj):
        """Those about one object."""
        return self.of_model(type(obj)).filter(object_id=obj.pk)


class CommentQuerySet(AboutQuerySet):
    """Who said what about which object."""

    def visible_to(self, user):
        """Those about objects ``user`` may read, internal ones if they keep it: the single source of read access."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(reduce(or_, (_about(known, user) for known in commentables()), Q(pk__in=[])))

    def about(self, obj, user):
        """Those about ``obj``, which ``user`` may see, that they may read."""
        known = commentable(obj._meta.label_lower)
        return self.of(obj).filter(_readable(known, user)) if known else self.none()

    def standing(self):
        """Those whose words have not been taken away."""
        return self.filter(removed_at__isnull=True)


def _about(known, user) -> Q:
    options = known.model._meta
    readable = known.visible_to(user).order_by().values("pk")
    about = Q(content_type__app_label=options.app_label, content_type__model=options.model_name, object_id__in=readable)
    return about & _readable(known, user)


def _readable(known, user) -> Q:
    if not known.inside:
        return Q()
    return Q(is_internal=False) | Q(object_id__in=known.kept_by(user).order_by().values("pk"))


class SilenceQuerySet(AboutQuerySet):
    def covering(self):
        """The silence of whoever a mention (of the outer query) addresses, in the thread it stands in."""
        return self.filter(
            person=OuterRef("person"),
            content_type=OuterRef("comment__content_type"),
            object_id=OuterRef("comment__object_id"),
        )


class MentionQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has read or answered yet."""
        return self.filter(settled_at__isnull=True)

    def heard(self):
        """Those in threads of which the person wants to be told."""
        silences = self.model._meta.apps.get_model("core.Silence").objects
        return self.filter(~Exists(silences.covering()))

    def untold(self):
        """Open ones no mail has told of."""
        return self.open().heard().filter(told_at__isnull=True, person__is_active=True)

    def visible_to(self, user):
        """One's own, of comments one may still read."""
        return self.readable_by(user).filter(person=user) if user.pk else self.none()

    def readable_by(self, user):
        """Those of comments that ``user`` may read, whomever they address."""
        comments = self.model._meta.get_field("comment").related_model.objects.visible_to(user)
        return self.filter(comment__in=comments.order_by().values("pk"))
