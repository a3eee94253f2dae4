"""Which follow-ups are planned and no more: nothing hangs on them, so that a changed cycle may take them away."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from core.comments.models import Comment
from quality.enums import FollowUpState
from quality.models import FollowUp, FollowUpStep


def with_content(follow_ups):
    """``follow_ups`` that say of themselves whether they ``has_content``: any row of any kind but undone steps.

    Asked of the models themselves, so that a kind of content that is new counts from its first day.
    """
    conditions = [~Q(state=FollowUpState.PLANNED), ~Q(summary="")]
    for relation in FollowUp._meta.related_objects:
        is_history = hasattr(relation.related_model, "pgh_tracked_model")
        if relation.related_model is not FollowUpStep and not is_history:
            rows = relation.related_model._default_manager.order_by()
            conditions.append(Q(Exists(rows.filter(**{relation.field.name: OuterRef("pk")}))))
    conditions.append(Q(Exists(FollowUpStep.objects.filter(follow_up=OuterRef("pk"), done_on__isnull=False))))
    kind = ContentType.objects.get_for_model(FollowUp)
    conditions.append(Q(Exists(Comment.objects.filter(content_type=kind, object_id=OuterRef("pk")))))
    found = [When(condition, then=Value(True)) for condition in conditions]
    return follow_ups.annotate(has_content=Case(*found, default=Value(False), output_field=BooleanField()))
