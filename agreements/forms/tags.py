"""The form of the tags of one agreement: those there are to tick, and, for the office, words for new ones."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement, Tag
from core.forms import PortalModelForm

MOST_NEW = 5
LONGEST = int(Tag._meta.get_field("name").max_length or 0)


class TagsForm(PortalModelForm):
    """``values()`` gives ``tags`` (a queryset) and ``new_names``."""

    tags = forms.ModelMultipleChoiceField(
        Tag.objects.none(), label=gettext_lazy("Tags"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new_names = forms.CharField(
        label=gettext_lazy("New tags"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("With commas between them. One that is there already is given, whatever its case."),
    )

    class Meta:
        model = Agreement
        fields = ()

    def __init__(self, *args, may_make: bool, **kwargs):
        super().__init__(*args, **kwargs)
        present = self.instance.taggings.values("tag")
        self.fields["tags"].queryset = Tag.objects.filter(Q(is_active=True) | Q(pk__in=present))
        self.initial["tags"] = list(present.values_list("tag", flat=True))
        if not may_make:
            del self.fields["new_names"]

    def clean_new_names(self) -> list[str]:
        written = re.split(r"[,;\n]", self.cleaned_data["new_names"])
        parts = filter(None, (" ".join(part.split()) for part in written))
        names = list({part.casefold(): part for part in reversed(list(parts))}.values())[::-1]
        if len(names) > MOST_NEW:
            raise forms.ValidationError(_("At most %(most)d new tags at once.") % {"most": MOST_NEW})
        if too_long := next((name for name in names if len(name) > LONGEST), ""):
            words = {"name": too_long[:20], "most": LONGEST}
            raise forms.ValidationError(_("“%(name)s…”: a tag has at most %(most)d characters.") % words)
        return names
