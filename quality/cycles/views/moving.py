"""Move a step or a follow-up: first what depends on it is shown, then exactly that is done."""

from django import forms
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import ChangedElsewhere, PortalError
from core.forms import PortalForm
from core.views.forms import PortalUpdateView
from quality.catalogue.forms import YearField
from quality.cycles.moving import marks, move_step, move_year, moved_steps, steps_in_year
from quality.followups.page import crumbs
from quality.models import FollowUp
from quality.querysets import PLAN, RUN, VIEW


class ReasonedForm(PortalForm):
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It is kept in the history and can be read by everyone who may see it."),
    )


class StepShiftForm(ReasonedForm):
    due_on = forms.DateField(label=gettext_lazy("New day"))
    field_order = ["due_on", "note"]


class FollowUpShiftForm(ReasonedForm):
    year = YearField(label=gettext_lazy("To the academic year"))
    field_order = ["year", "note"]


class Shift(PortalUpdateView):
    """A view gives ``moved(form)``, what would be, and ``perform``; ``about`` is the field that is refused."""

    model = FollowUp
    right = VIEW
    takes_instance = False
    finds_typed = False
    template_name = "quality/cycles/shift.html"
    submit_label = gettext_lazy("Show what moves with it")
    done = gettext_lazy("The dates are moved.")
    about = ""

    def moved(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            moved = self.moved(form)
        except PortalError as error:
            form.add_error(self.about, error.sentence)
            return self.form_invalid(form)
        if self.shown != marks(moved):
            return self.render_to_response(self.get_context_data(form=form, moved=moved, was_shown=bool(self.shown)))
        return super().form_valid(form)

    def changed_elsewhere(self, form, error: ChangedElsewhere):
        form.add_error(None, error.sentence)
        return self.form_invalid(form)

    @property
    def shown(self) -> list[str]:
        return self.request.POST.getlist("shown")

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        moved = kwargs.get("moved") or []
        return super().get_context_data(**{"moved": moved, "was_shown": False, "marks": marks(moved)} | kwargs)


class StepShiftView(Shift):
    """One step, and with it the open ones that follow."""

    form_class = StepShiftForm
    object_right = RUN
    about = "due_on"

    @cached_property
    def step(self):
        step = self.object.steps.filter(pk=self.kwargs["step"]).first()
        if step is None:
            raise Http404
        step.follow_up = self.object
        return step

    @property
    def title(self):
        return _("Move “%(step)s” of %(follow_up)s") % {"step": self.step, "follow_up": self.object}

    def get_initial(self):
        return {"due_on": self.step.due_on}

    def moved(self, form):
        return moved_steps(self.step, form.cleaned_data["due_on"])

    def perform(self, form):
        facts = form.cleaned_data
        return move_step(
            self.step, actor=self.request.user, due_on=facts["due_on"], note=facts["note"], shown=self.shown
        )


class FollowUpShiftView(Shift):
    """A planned follow-up as a whole, to another academic year."""

    form_class = FollowUpShiftForm
    object_right = PLAN
    about = "year"

    @property
    def title(self):
        return _("Move %(follow_up)s to another year") % {"follow_up": self.object}

    def moved(self, form):
        return steps_in_year(self.object, form.cleaned_data["year"])

    def perform(self, form):
        facts = form.cleaned_data
        return move_year(self.object, actor=self.request.user, year=facts["year"], note=facts["note"], shown=self.shown)
