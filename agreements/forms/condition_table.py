"""All conditions of an agreement as the rows of one table; what the table does not show is on the form of each."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import MobilityKind
from agreements.forms.condition_words import Words, written_fields, written_languages
from agreements.forms.conditions import BOTH, academic_years, directions, ends_of, levels_in_words
from agreements.models import Agreement, Condition, ProposedCondition
from agreements.services.conditions import ConditionRow, ConditionValues
from core.keys import is_key

MOST_ROWS = 100
MOST_PEOPLE = 9999
YES_NO = [("", "—"), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


def level_names() -> list[tuple[int, str]]:
    """(6, "Bachelor"): a cell has no room for the number."""
    return [(level, words.partition(" · ")[0]) for level, words in levels_in_words()]


class ConditionRowForm(forms.Form):
    """One row. A row in which nothing is written is none.

    ``like`` is what else it says: the condition it was copied from, or the proposal it was drawn from (``like_of``).
    """

    use_required_attribute = False

    condition = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**63 - 1)
    like = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    direction = forms.ChoiceField(label=gettext_lazy("Who goes where"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", "—"), *MobilityKind.choices])
    people_per_year = forms.IntegerField(
        label=gettext_lazy("People a year"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    total = forms.DecimalField(
        label=gettext_lazy("Months or days in all"), required=False, min_value=0.01, max_digits=7, decimal_places=2
    )
    first_year = forms.TypedChoiceField(
        label=gettext_lazy("First academic year"), required=False, coerce=int, empty_value=None
    )
    last_year = forms.TypedChoiceField(
        label=gettext_lazy("Last academic year"), required=False, coerce=int, empty_value=None
    )
    eqf_levels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Levels"),
        required=False,
        coerce=int,
        choices=level_names,
        widget=forms.CheckboxSelectMultiple,
    )
    fields_written = forms.CharField(label=gettext_lazy("Fields of education"), required=False, max_length=4000)
    languages_written = forms.CharField(label=gettext_lazy("Languages"), required=False, max_length=2000)
    is_blended = forms.ChoiceField(label=gettext_lazy("Blended"), required=False, choices=YES_NO)
    is_removed = forms.BooleanField(label=gettext_lazy("Remove"), required=False)

    def __init__(self, *args, shared: "TableFacts", **kwargs):
        super().__init__(*args, **kwargs)
        self.shared = shared
        self.empty_permitted = True
        self.fields["direction"].choices = [("", "—"), *shared.directions]
        self.fields["first_year"].choices = self.fields["last_year"].choices = shared.years
        for name in ("fields_written", "languages_written"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2, "spellcheck": "false"})
        self.fields["people_per_year"].widget.attrs["placeholder"] = _("people")
        self.fields["total"].widget.attrs["placeholder"] = _("in all")
        for name, field in self.fields.items():
            if not isinstance(field.widget, forms.HiddenInput | forms.CheckboxSelectMultiple | forms.CheckboxInput):
                is_choice = isinstance(field.widget, forms.Select)
                field.widget.attrs["class"] = (
                    "form-select form-select-sm" if is_choice else "form-control form-control-sm"
                )
            field.widget.attrs["data-cell"] = name

    def has_changed(self) -> bool:
        """Whether anything is written in the row, the mark of what it was copied from aside."""
        names = [name for name in self.fields if name != "like"]
        return any(self[name].value() not in (None, "", [], False) for name in names)

    @property
    def key(self) -> int | None:
        """The condition the row is about, before anything is checked."""
        written = str(self["condition"].value() or "")
        return int(written) if is_key(written) else None

    @property
    def known(self) -> Condition | None:
        return self.shared.conditions.get(self.key)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_removed"):
            self._errors = forms.utils.ErrorDict()
            return cleaned
        if self.key and not self.known:
            self.add_error(None, _("This condition was removed elsewhere. Copy the row to keep it."))
        for name, read in (("fields_written", "read_fields"), ("languages_written", "read_languages")):
            try:
                cleaned[name] = getattr(self.shared.words, read)(cleaned.get(name, ""))
            except forms.ValidationError as error:
                self.add_error(name, error)
        return cleaned

    def row(self) -> ConditionRow | None:
        """What the service writes; None for a row that is empty, or new and taken off again."""
        if not self.has_changed():
            return None
        if self.cleaned_data.get("is_removed"):
            return ConditionRow(None, self.known) if self.known else None
        like = self.shared.likes.get(self.cleaned_data.get("like"))
        both_ways = self.cleaned_data["direction"].startswith(BOTH)
        return ConditionRow(self._given(), self.known, like=like, both_ways=both_ways)

    def _given(self) -> ConditionValues:
        cleaned, words = self.cleaned_data, self.shared.words
        plain: dict[str, Any] = {
            name: cleaned[name] for name in ("kind", "people_per_year", "first_year", "last_year", "eqf_levels")
        }
        plain |= {
            "total_months": cleaned["total"],
            "total_days": cleaned["total"],
        }  # the service keeps that of the kind
        plain["is_blended"] = {"yes": True, "no": False}.get(cleaned["is_blended"])
        return ConditionValues(
            plain | ends_of(cleaned["direction"], self.shared.parties),
            isced_fields=tuple(words.fields[code] for code in cleaned["fields_written"]),
            clarifications=cleaned["fields_written"],
            languages=tuple(cleaned["languages_written"]),
        )


class TableFacts:
    """What all rows of one table choose from, read once."""

    def __init__(self, agreement: Agreement, conditions, proposals=()):
        self.agreement = agreement
        self.conditions = {condition.pk: condition for condition in conditions}
        self.likes = {like_of(row): row for row in (*self.conditions.values(), *proposals)}
        self.parties = {party.institution_id: party.institution for party in agreement.parties.all()}
        self.directions = directions(agreement, is_new=True)
        present = [year for row in self.conditions.values() for year in (row.first_year, row.last_year)]
        self.years = [("", "—"), *academic_years(*present)]
        self.words = Words()


class BaseConditionTable(forms.BaseFormSet):
    def rows(self) -> list[tuple[ConditionRowForm, ConditionRow]]:
        return [(form, row) for form in self.forms if (row := form.row())]


ConditionTable = forms.formset_factory(
    ConditionRowForm, formset=BaseConditionTable, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


def like_of(row: Condition | ProposedCondition) -> str:
    """By what a new row names the one whose further terms it has."""
    return f"proposal-{row.pk}" if isinstance(row, ProposedCondition) else str(row.pk)


def initial_of(condition: Condition | ProposedCondition) -> dict:
    """The row of a condition as it stands, or as an amendment proposes it."""
    total = condition.total_months if condition.total_months is not None else condition.total_days
    return {
        "condition": condition.pk,
        "direction": f"one:{condition.sender.pk}:{condition.receiver.pk}",
        "kind": condition.kind,
        "people_per_year": condition.people_per_year,
        "total": None if total is None else f"{total.normalize():f}",
        "first_year": condition.first_year,
        "last_year": condition.last_year,
        "eqf_levels": condition.eqf_levels,
        "fields_written": written_fields(condition),
        "languages_written": written_languages(condition),
        "is_blended": {True: "yes", False: "no"}.get(condition.is_blended, ""),
    }


def rows_as_written(data, prefix: str) -> list[dict]:
    """The rows a browser sent, unchecked, to be drawn again with what was typed."""
    names = [name for name in ConditionRowForm.base_fields if name != "eqf_levels"]
    count = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(count), MOST_ROWS) if count.isascii() and count.isdigit() and len(count) < 5 else 0
    return [
        {name: data.get(f"{prefix}-{index}-{name}", "") for name in names}
        | {"eqf_levels": data.getlist(f"{prefix}-{index}-eqf_levels")}
        for index in range(count)
    ]


def copied(row: dict, *, turned: bool) -> dict:
    """A new row that says the same, for the same direction or the other."""
    like = row.get("condition") or row.get("like") or ""
    way, _colon, ends = str(row.get("direction", "")).partition(":")
    one, _colon, other = ends.partition(":")
    direction = f"one:{other}:{one}" if turned and ends else f"{way}:{ends}" if ends else ""
    return row | {"condition": "", "like": like, "direction": direction, "is_removed": ""}
