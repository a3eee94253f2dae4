"""The form of the tags of one agreement."""

from agreements.models import Agreement
from core.tags.forms import TagsForm


class AgreementTagsForm(TagsForm):
    class Meta:
        model = Agreement
        fields = ()
