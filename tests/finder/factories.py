"""Rows of the public site. ``unit`` is always given where there is one."""

from datetime import timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.search_text import fold_all
from finder.models import Guideline, GuidelineFile, SchemeLink
from tests.accounts.factories import UserFactory


class GuidelineFactory(DjangoModelFactory):
    """Shown on the public site, to be read again in a year."""

    title_en = factory.Sequence(lambda number: f"Before you leave {number}")
    slug = factory.Sequence(lambda number: f"before-you-leave-{number}")
    summary_en = "What to arrange"
    body_en = "## Insurance\n\nArrange it."
    is_published = True
    kept_by = factory.SubFactory(UserFactory)
    review_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))

    class Meta:
        model = Guideline

    @factory.lazy_attribute
    def search_text(self):
        return fold_all(self.title_en, self.summary_en)


class GuidelineFileFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Form {number}")
    file = factory.LazyFunction(lambda: ContentFile(b"What it says", name="form.txt"))
    original_name = "Form draft 7 (Anna).txt"
    content_type = "text/plain"
    kept_by = factory.SubFactory(UserFactory)
    review_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))

    class Meta:
        model = GuidelineFile


class SchemeLinkFactory(DjangoModelFactory):
    name_en = "The app"
    address = factory.Sequence(lambda number: f"https://app{number}.example/")

    class Meta:
        model = SchemeLink
