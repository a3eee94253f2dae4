"""Partners on the form of an agreement.

They are found by search. Each press of "Find", "Add" or "Take off" draws the form again with everything
typed still there, so the page works without JavaScript; nothing is written before "Save".
"""

import json

from agreements.closed_partners import refusal
from agreements.forms.agreements import AgreementForm, PartyFormSet
from agreements.selectors import find_partners
from agreements.services.agreements import PartyValues
from core.keys import is_key
from partners.models import Institution
from partners.selectors import last_successor

PARTY_FIELDS = ("institution", "partner_unit", "reference", "signatory")
NOT_SAVING = ("find", "add", "drop", "swap")


class PartnersOnTheForm:
    """The rows of partners beside the form of the agreement, in whatever state the person has brought them."""

    form_class = AgreementForm
    template_name = "agreements/agreement_form.html"
    finds_typed = False

    def post(self, request, *args, **kwargs):
        self.prepare()
        asked = self.drawing_asked()
        if asked is not None:
            return self.answer_drawing(asked)
        form, self.parties = self.get_form(), self.party_formset(data=request.POST)
        if form.is_valid() and self.parties.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def get(self, request, *args, **kwargs):
        self.prepare()
        self.parties = self.party_formset(rows=self.first_rows())
        return self.render_to_response(self.get_context_data())

    def drawing_asked(self) -> str | None:
        """Which press that saves nothing this was ("": a search was left in the box); None where it is to be saved."""
        asked = next((name for name in NOT_SAVING if name in self.request.POST), "")
        left_over = self.request.POST.get("partner_query", "").strip()
        return asked if asked or (left_over and not self.posted_rows()) else None

    def answer_drawing(self, asked: str):
        """The answer to a press that saves nothing."""
        return self.redraw(asked)

    def redraw(self, asked: str):
        """The same page with a partner found, added or taken off; what was typed is kept as it is, unchecked."""
        rows = self.posted_rows()
        chosen = self.request.POST.get("add", "") if asked == "add" else ""
        known = {row["institution"] for row in rows}
        if chosen and chosen not in known and self.names([chosen]):
            rows.append({"institution": chosen})
        if asked == "drop":
            rows = [row for row in rows if row["institution"] != self.request.POST["drop"]]
        if asked == "swap":
            rows = self.with_successor(rows)
        self.parties = self.party_formset(rows=rows)
        form = self.get_form_class()(
            **{**self.get_form_kwargs(), "data": None, "files": None}, **self.form_extras(rows)
        )
        form.initial |= {
            name: field.widget.value_from_datadict(self.request.POST, None, form.add_prefix(name))
            for name, field in form.fields.items()
        }
        return self.render_to_response(self.get_context_data(form=form))

    def with_successor(self, rows: list[dict]) -> list[dict]:
        """The rows with a closed partner changed for the one that took its place ("7:12")."""
        old, _colon, new = self.request.POST["swap"].partition(":")
        if new in {row["institution"] for row in rows} or not (is_key(new) and self.names([new])):
            return rows
        return [row | {"institution": new} if row["institution"] == old else row for row in rows]

    def posted_rows(self) -> list[dict]:
        """The rows of partners as they were sent, those without a partner left out."""
        count = self.request.POST.get("party-TOTAL_FORMS", "0")
        numbers = range(min(int(count), 100) if count.isascii() and count.isdigit() and len(count) < 5 else 0)
        rows = [
            {name: self.request.POST.get(f"party-{number}-{name}", "") for name in PARTY_FIELDS} for number in numbers
        ]
        return [row for row in rows if is_key(row["institution"])]

    def party_formset(self, *, data=None, rows=()):
        keys = [row["institution"] for row in (self.posted_rows() if data is not None else rows)]
        chosen = self.institutions(keys)
        given = {"user": self.request.user, "names": names_of(chosen), "closed": closed_among(chosen)}
        return PartyFormSet(data, initial=None if data is not None else rows, prefix="party", form_kwargs=given)

    def names(self, keys) -> dict[str, str]:
        return names_of(self.institutions(keys))

    def institutions(self, keys) -> list[Institution]:
        """Those of the keys that the person may see."""
        keys = [int(key) for key in keys if len(str(key)) < 19]
        visible = Institution.objects.with_merged_visible_to(self.request.user).filter(pk__in=keys)
        return list(visible.select_related("country", "succeeded_by"))

    def get_form(self, form_class=None):
        rows = self.posted_rows() if self.request.POST else self.first_rows()
        return (form_class or self.get_form_class())(**self.get_form_kwargs(), **self.form_extras(rows))

    def form_extras(self, rows) -> dict:
        keys = [int(row["institution"]) for row in rows if len(str(row["institution"])) < 19]
        return {"user": self.request.user, "kind": self.kind, "partner_ids": keys}

    def party_values(self) -> list[PartyValues]:
        return [
            PartyValues(**{name: form.cleaned_data[name] for name in PARTY_FIELDS})
            for form in self.parties
            if form.cleaned_data
        ]

    def get_context_data(self, **kwargs):
        is_settled = "add" in self.request.POST or "drop" in self.request.POST
        text = "" if is_settled else self.request.POST.get("partner_query", "").strip()
        chosen = [row["institution"].value() for row in self.parties]
        return super().get_context_data(
            parties=self.parties,
            partner_query=text,
            partners_found=find_partners(self.request.user, text, without=chosen) if text else None,
            terms_are_fixed=self.terms_are_fixed(),
            seen_parties=self.seen_parties(),
            **kwargs,
        )

    def seen_parties(self) -> str:
        """The partners as they were when the form was opened; an edit carries them until it is saved."""
        return ""

    def terms_are_fixed(self) -> bool:
        return False


def names_of(institutions: list[Institution]) -> dict[str, str]:
    return {
        str(row.pk): f"{row.name}, {row.city}, {row.country}" if row.city else f"{row.name}, {row.country}"
        for row in institutions
    }


def closed_among(institutions: list[Institution]) -> dict[str, tuple[str, Institution | None]]:
    """Why nothing can be agreed with those that closed any more, and who took their place."""
    sentences = {row: refusal(row, None) for row in institutions}
    return {str(row.pk): (sentence, last_successor(row)) for row, sentence in sentences.items() if sentence}


def read_rows(text: str) -> list[dict] | None:
    """The rows of partners that a form carried since it was opened; None for what is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    is_sound = isinstance(found, list) and all(
        isinstance(row, dict) and all(isinstance(row.get(name), str) for name in PARTY_FIELDS) for row in found
    )
    keys = [row["institution"] for row in found] if is_sound else []
    return found if is_sound and all(map(is_key, keys)) else None
