"""The form of the tags of one row: those there are to tick, and, for the office, words for new ones."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm, PortalModelForm
from core.tags.models import Tag

MOST_NEW = 5
LONGEST = int(Tag._meta.get_field("name").max_length or 0)


class TagsForm(PortalModelForm):
    """Of a row with ``taggings``; sub-classes name the model. ``may_make``: words for new ones are asked for too."""

    tags = forms.ModelMultipleChoiceField(
        Tag.objects.none(), label=gettext_lazy("Tags"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new_names = forms.CharField(
        label=gettext_lazy("New tags"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("With commas between them. One that is there already is given, whatever its case."),
    )

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


class BulkTags(PortalForm):
    """What the form of a bulk edit asks about tags; ``wanted_tags()`` as ``core.tags.bulk`` combines them."""

    tags_given = forms.ModelMultipleChoiceField(
        Tag.objects.filter(is_active=True),
        label=gettext_lazy("Give tags"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tags_taken = forms.ModelMultipleChoiceField(
        Tag.objects.all(), label=gettext_lazy("Take tags off"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not Tag.objects.exists():
            sentence = _("There are none yet; the office makes them on the page of an agreement or a partner.")
            self.fields["tags_given"].help_text = sentence

    def clean(self):
        """A tag is given or taken off, not both."""
        cleaned = super().clean()
        both = set(cleaned.get("tags_given") or ()) & set(cleaned.get("tags_taken") or ())
        if both:
            names = ", ".join(sorted(tag.name for tag in both))
            self.add_error("tags_taken", _("Give it or take it off, not both: %(tags)s.") % {"tags": names})
        return cleaned

    def wanted_tags(self) -> dict:
        chosen = [sorted(tag.pk for tag in self.cleaned_data[name]) for name in ("tags_given", "tags_taken")]
        return {"tags": dict(zip(("give", "take"), chosen, strict=True))} if any(chosen) else {}
