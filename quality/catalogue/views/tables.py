"""The tables of a version that are saved as a whole: its steps, and its cycle with its units."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import PortalError
from quality.catalogue import services
from quality.catalogue.coming import coming_year, dated_steps
from quality.catalogue.forms import NothingBesideRows, step_rows
from quality.catalogue.unit_rows import RhythmForm, unit_rows
from quality.catalogue.views.forms import OfProcess
from quality.cycles.rhythm import Rhythm, change_rhythm, preview_rhythm


class RowsOfProcess(OfProcess):
    """A form with a table of rows. A room gives ``make_rows(data)``."""

    takes_instance = False
    finds_typed = False

    def make_rows(self, data=None):
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.rows = self.make_rows()
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form, self.rows = self.get_form(), self.make_rows(request.POST)
        are_valid = self.rows.is_valid()
        return self.form_valid(form) if form.is_valid() and are_valid else self.form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=self.rows, version=self.object, **kwargs)


class ProcessStepsView(RowsOfProcess):
    form_class = NothingBesideRows
    template_name = "quality/catalogue/steps.html"
    submit_label = gettext_lazy("Save the steps")
    done = gettext_lazy("The steps are saved. Follow-ups that are planned already keep theirs.")

    @property
    def title(self):
        return _("Steps of %(process)s") % {"process": self.object.process.code}

    def make_rows(self, data=None):
        return step_rows(self.object, data)

    def perform(self, form):
        return services.save_steps(self.object, actor=self.request.user, rows=self.rows.values())

    def get_context_data(self, **kwargs):
        year = coming_year(self.object)
        days = {each.step.kind: each.due_on for each in dated_steps(self.object, year)}
        for row in self.rows:
            row.due_on = days.get(row.initial.get("kind"))
        return super().get_context_data(year=year, **kwargs)


class ProcessRhythmView(RowsOfProcess):
    """Cycle and units: what the change means for the plan is shown before it is done, and nothing else is done."""

    form_class = RhythmForm
    template_name = "quality/catalogue/rhythm.html"
    submit_label = gettext_lazy("Show what it means")
    done = gettext_lazy("Cycle and units are saved, and the plan follows them.")
    mark = ""

    @property
    def title(self):
        return _("Cycle and units of %(process)s") % {"process": self.object.process.code}

    def get_initial(self):
        return {"cycle_years": self.object.cycle_years, "valid_to": self.object.valid_to}

    def make_rows(self, data=None):
        return unit_rows(self.object, data)

    def rhythm(self, form) -> Rhythm:
        facts = form.cleaned_data
        return Rhythm(facts["cycle_years"], facts["valid_to"], tuple(self.rows.values()))

    def form_valid(self, form):
        try:
            change = preview_rhythm(self.object, self.rhythm(form))
        except ValidationError as error:
            form.refuse(error)
            return self.form_invalid(form)
        shown = self.request.POST.get("mark", "")
        if change.changes_plan and shown != change.mark:
            return self.render_to_response(self.get_context_data(form=form, change=change, was_shown=bool(shown)))
        self.mark = change.mark
        return super().form_valid(form)

    def perform(self, form):
        done = change_rhythm(self.object, actor=self.request.user, rhythm=self.rhythm(form), mark=self.mark)
        if done is None:
            raise PortalError(_("The plan has changed meanwhile. Look again at what it means, then confirm."))
        return self.object

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"change": None, "was_shown": False} | kwargs)
