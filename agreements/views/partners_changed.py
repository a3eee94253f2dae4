"""The partners of an agreement that exists already, on a form that a colleague may have open as well."""

import json

from django.utils.translation import gettext as _

from agreements.history_story import AGREEMENT_STORY
from agreements.views.partners_on_form import PARTY_FIELDS, PartnersOnTheForm, read_rows
from core.changed_elsewhere import ChangedField
from core.history_entries import acts_on


class ChangesPartners(PartnersOnTheForm):
    """``object`` is the agreement; the form carries its partners as they were when it was opened."""

    has_met = False  # what a colleague changed meanwhile is shown just now

    def first_rows(self):
        parties = self.object.parties.filter(is_home=False)
        return [
            {name: str(getattr(party, f"{name}_id" if name == "institution" else name)) for name in PARTY_FIELDS}
            for party in parties
        ]

    def drawn_form(self, data=None):
        kwargs = self.get_form_kwargs() | {"data": data, "files": None}
        return self.get_form_class()(**kwargs, **self.form_extras(self.posted_rows()))

    def seen_parties(self):
        """As the form carries them, unless it was drawn anew just now from what a colleague has saved."""
        carried = "" if self.has_met else self.request.POST.get("seen_parties", "")
        return carried or json.dumps(self.first_rows())

    def changed_beside(self):
        """The partners: a colleague's are shown where the person has not touched them."""
        self.has_met = True
        seen, now, mine = read_rows(self.request.POST.get("seen_parties", "")), self.first_rows(), self.posted_rows()
        if seen is None or now == seen:
            return []
        is_contested = mine not in (seen, now)
        if not is_contested:
            self.parties = self.party_formset(rows=now)
        who = next((entry.who for entry in acts_on(self.object, AGREEMENT_STORY, most=1)), "")
        names = self.names([row["institution"] for row in (*seen, *now, *mine)])
        was, becomes, typed = (self.in_words(rows, names) for rows in (seen, now, mine))
        return [ChangedField(_("Partners"), was, becomes, typed if is_contested else "", who)]

    @staticmethod
    def in_words(rows: list[dict], names: dict[str, str]) -> str:
        """Each partner with what is said about it."""
        said = ([names.get(row["institution"], ""), *(row[name] for name in PARTY_FIELDS[1:])] for row in rows)
        return "; ".join(" · ".join(word for word in words if word) for words in said) or "—"
