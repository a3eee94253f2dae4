"""A choice among institutions of the register that somebody may mean, or none of them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.forms.similar import asked_of
from partners.models import Institution
from partners.selectors import similar_to

NEW = "new"
LONGEST_TYPED = 300


def similar_choices(typed: dict) -> list[Institution]:
    """Institutions like the organisation that is typed, ourselves aside."""
    facts = {name: str(value)[:LONGEST_TYPED] for name, value in typed.items()}
    facts["name"] = facts.pop("organisation", "") or facts.get("name", "")
    facts["country"] = facts.get("country", "")[:2]
    return [found.institution for found in similar_to(asked_of(facts)) if not found.institution.is_home]


class KnownChoices(forms.Form):
    """Part of a form: ``which`` of the institutions offered it is; without any the question is not asked."""

    which = forms.ChoiceField(label=gettext_lazy("Which one?"), required=False, widget=forms.RadioSelect)
    words_for_none = gettext_lazy("None of these: it is not in the register yet")

    def offer(self, found: list[Institution], *, known: Institution | None = None):
        """``known`` is the one chosen before; it stays the first."""
        offered = {row.pk: row for row in ([known] if known else []) + found}
        self.offered = offered
        if not offered:
            del self.fields["which"]
            return
        self.fields["which"].choices = [
            *((str(row.pk), self._words(row)) for row in offered.values()),
            (NEW, self.words_for_none),
        ]
        if known:
            self.initial.setdefault("which", str(known.pk))

    def institution_of(self, which: str) -> Institution | None:
        return self.offered.get(int(which)) if which and which != NEW else None

    @staticmethod
    def _words(row: Institution) -> str:
        place = ", ".join(filter(None, (row.city, str(row.country))))
        return _("%(name)s, %(place)s (%(status)s)") % {
            "name": row.name,
            "place": place,
            "status": row.get_status_display(),
        }
