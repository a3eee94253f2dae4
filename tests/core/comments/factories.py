"""Comments as tests need them, written past the service."""

import factory
from django.contrib.contenttypes.models import ContentType
from factory.django import DjangoModelFactory

from core.models import Comment


class CommentFactory(DjangoModelFactory):
    """Something said about ``about``, which is always given, by ``author``."""

    text = "Shall we ask them?"
    content_type = factory.LazyAttribute(lambda made: ContentType.objects.get_for_model(made.about))
    object_id = factory.SelfAttribute("about.pk")

    class Meta:
        model = Comment
        exclude = ("about",)
