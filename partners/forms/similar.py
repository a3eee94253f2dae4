"""What the form of a partner asks where the register holds others like it: this one, or another because …"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Institution
from partners.selectors import Found, known_as_others, similar_to
from partners.similar import WORTH_ASKING
from partners.similar_facts import Asked

TELLING = ("name", "native_name", "legal_name", "other_names", "country", "city", "website", "erasmus_code", "pic")


def asked_of(facts: dict, besides: frozenset[int] = frozenset()) -> Asked:
    """What is known of the institution from the values of its form, clean ones or as they are being typed."""
    other_names = facts.get("other_names") or ()
    lines = other_names.splitlines() if isinstance(other_names, str) else other_names
    names = (facts.get("name"), facts.get("native_name"), facts.get("legal_name"), *lines)
    country = facts.get("country")
    return Asked(
        names=tuple(name for name in names if name),
        country=str(getattr(country, "pk", country) or ""),
        city=facts.get("city") or "",
        codes=tuple(code for code in (facts.get("erasmus_code"), facts.get("pic")) if code),
        website=facts.get("website") or "",
        besides=besides,
    )


class AsksAboutSimilar(forms.Form):
    """Shows institutions like the one being entered, and saves it only with a word on why it is another one.

    Of one that is there already it asks only where a fact that tells it from others has changed. ``similar`` are those
    that were found, ``others`` those the person says it is not.
    """

    another_because = forms.CharField(
        label=gettext_lazy("It is another institution, because"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("In a few words. It is remembered, so that nobody asks again."),
    )

    similar: tuple[Found, ...] | list[Found] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["another_because"]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and not self._says_something_new(cleaned):
            del self.fields["another_because"]
            return cleaned
        self.similar = similar_to(asked_of(cleaned, self._not_asked_about()), at_least=WORTH_ASKING)
        if not self.similar:
            del self.fields["another_because"]
        elif not cleaned.get("another_because", "").strip():
            sentence = _("There is already a partner like this one: see above. If yours is another, say why.")
            self.add_error("another_because", sentence)
        return cleaned

    def _says_something_new(self, cleaned) -> bool:
        """Whether a fact has changed by which one institution is told from another; lines are compared as lines."""
        before = (self.fields["other_names"].initial or "").splitlines()
        is_named_anew = set(cleaned.get("other_names", before)) != set(before)
        return is_named_anew or bool(set(TELLING) & set(self.changed_data) - {"other_names"})

    def _not_asked_about(self) -> frozenset[int]:
        own = frozenset({self.instance.pk}) if self.instance.pk else frozenset()
        return own | known_as_others(self.instance)

    @property
    def others(self) -> list[Institution]:
        return [found.institution for found in self.similar]

    def values(self) -> dict:
        values = super().values()
        values.pop("another_because", None)
        return values
