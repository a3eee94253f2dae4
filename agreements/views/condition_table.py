"""``/agreements/7/conditions/``: all conditions of an agreement on one page, as the rows of a table."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.errors import ConditionsRefused
from agreements.forms.condition_table import (
    MOST_ROWS,
    ConditionTable,
    TableFacts,
    copied,
    initial_of,
    rows_as_written,
)
from agreements.models import Agreement
from agreements.services.conditions import fingerprint, save_conditions
from agreements.views.approving import AsksForAYes
from agreements.views.crumbs import crumbs_to
from core.forms import PortalForm
from core.views.forms import PortalUpdateView

PREFIX = "row"
EMPTY_ROWS = 1


class TableForm(PortalForm):
    """What is said of the table as a whole."""

    note = forms.CharField(
        label=gettext_lazy("Why rows are removed"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Needed where a row is marked to be removed; it is kept in the history."),
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class ConditionTableView(AsksForAYes, PortalUpdateView):
    """Saves all rows or none. Adding, copying and turning round a row draws the page again with everything typed."""

    model = Agreement
    object_right = "agreements.change_agreement"
    form_class = TableForm
    takes_instance = False
    template_name = "agreements/condition_table.html"
    title = gettext_lazy("Conditions")
    submit_label = gettext_lazy("Save the conditions")
    finds_typed = False
    has_own_pages = True  # each row leads to the form with the fields the table has no room for

    def get_queryset(self):
        return super().get_queryset().for_detail()

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if sentence := self.refusal():
            messages.error(request, sentence)
            return HttpResponseRedirect(self.cancel_url())
        return self.render_to_response(self.get_context_data())

    def refusal(self) -> str:
        """Why the table is not open now; "" where it is."""
        may_change = self.object.is_editable or self.object.is_being_approved
        return "" if may_change else _("The conditions are changed until it is signed.")

    def get_initial(self):
        return {"seen": fingerprint(self.object)}

    def conditions(self):
        return self.object.conditions.all()

    @cached_property
    def facts(self) -> TableFacts:
        return TableFacts(self.object, self.conditions())

    def table(self, data=None, initial=None) -> ConditionTable:
        return ConditionTable(data, prefix=PREFIX, initial=initial, form_kwargs={"shared": self.facts})

    def get_context_data(self, **kwargs):
        if "table" not in kwargs:
            rows = [initial_of(condition) for condition in self.conditions()]
            kwargs["table"] = self.table(initial=[*rows, *[{}] * EMPTY_ROWS])
        checked = {"has_own_pages": self.has_own_pages, "is_checked": kwargs["table"].is_bound}
        return super().get_context_data(**checked, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if rows := self._rows_asked_for(request.POST):
            form = self.form_class(initial={"note": request.POST.get("note", ""), "seen": request.POST.get("seen", "")})
            return self.render_to_response(self.get_context_data(form=form, table=self.table(initial=rows)))
        return super().post(request, *args, **kwargs)

    def _rows_asked_for(self, data) -> list[dict]:
        """The rows with one more, where a button of the table asked for one."""
        rows = rows_as_written(data, PREFIX)
        if "add" in data:
            return [*rows, {}][:MOST_ROWS]
        for button in ("copy", "turn"):
            index = data.get(button, "")
            if index.isascii() and index.isdigit() and len(index) < 5 and int(index) < len(rows):
                at = int(index)
                return [*rows[: at + 1], copied(rows[at], turned=button == "turn"), *rows[at + 1 :]][:MOST_ROWS]
        return []

    def form_valid(self, form):
        self.rows_sent = self.table(self.request.POST)
        return super().form_valid(form) if self.rows_sent.is_valid() else self.form_invalid(form)

    def form_invalid(self, form):
        table = getattr(self, "rows_sent", None) or self.table(self.request.POST)
        table.is_valid()
        if not table.management_form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.render_to_response(self.get_context_data(form=form, table=table))

    def perform(self, form):
        pairs = self.rows_sent.rows()
        try:
            self.write([row for _form, row in pairs], form)
        except ConditionsRefused as refused:
            for number, error in refused.by_row.items():
                beside(pairs[number][0], error)
            raise
        removed = sum(row.given is None for _form, row in pairs)
        count = len(pairs) - removed
        self.done = ngettext("%(count)d condition stands.", "%(count)d conditions stand.", count) % {"count": count}
        return self.object

    def write(self, rows, form):
        cleaned = form.cleaned_data
        given = {"rows": rows, "note": cleaned["note"], "seen": cleaned["seen"]}
        self.with_a_yes(save_conditions, self.object, actor=self.request.user, **given)

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


def beside(row_form, error: ValidationError):
    """Put what the service refused into the cell it concerns."""
    cells = {"total_months": "total", "total_days": "total", "sender": "direction", "receiver": "direction"}
    for name, problems in (error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}).items():
        cell = cells.get(name, name)
        row_form.add_error(cell if cell in row_form.fields else None, problems)
