"""The lines of a project's budget, and transfers between them."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.comparing import ComparesValues
from core.views.forms import PortalUpdateView
from mobility.models import BudgetLine, GrantProject, TransferLimit
from mobility.projects import services
from mobility.projects.forms import BudgetLineForm, TransferForm
from mobility.projects.views import crumbs
from mobility.querysets import CHANGE_PROJECT, VIEW_PROJECT
from mobility.rules.sources import sources_in_words


class OfProject(PortalUpdateView):
    """A form about something that hangs on a project; back to the project from it."""

    model = GrantProject
    right = VIEW_PROJECT
    object_right = CHANGE_PROJECT

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()


class BudgetLineView(ComparesValues, OfProject):
    """A new line, or with ``line`` in the address that one."""

    form_class = BudgetLineForm
    template_name = "mobility/projects/budget_line.html"
    submit_label = gettext_lazy("Save the line")
    done = gettext_lazy("The line is saved.")

    @cached_property
    def line(self) -> BudgetLine | None:
        key = self.kwargs.get("line")
        return get_object_or_404(BudgetLine, pk=key, project=self.object) if key else None

    @property
    def title(self):
        if self.line is None:
            return _("New line of the budget")
        return _("Change: %(what)s") % {"what": self.line}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.line}

    def get_context_data(self, **kwargs):
        return super().get_context_data(line=self.line, **kwargs)

    def perform(self, form):
        return services.save_budget_line(self.object, actor=self.request.user, line=self.line, **form.values())


class BudgetLineRemovalView(ActionView):
    model = GrantProject
    right = VIEW_PROJECT
    object_right = CHANGE_PROJECT
    needs_confirmation = is_dangerous = True
    submit_label = gettext_lazy("Remove the line")
    done = gettext_lazy("The line is off the budget.")

    def prepare(self):
        self.line = get_object_or_404(BudgetLine, pk=self.kwargs["line"], project=self.object)
        self.title = _("Remove “%(line)s” from the budget?") % {"line": self.line}

    def perform(self, note):
        services.remove_budget_line(self.line, actor=self.request.user)


class TransferView(OfProject):
    """What the scheme permits stands beside the form; what it refuses is said above it."""

    form_class = TransferForm
    takes_instance = False
    template_name = "mobility/projects/transfer.html"
    title = gettext_lazy("Move money between lines")
    submit_label = gettext_lazy("Move the money")
    done = gettext_lazy("The money is moved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"project": self.object}

    def get_context_data(self, **kwargs):
        limits = list(TransferLimit.objects.filter(rules=self.object.scheme.rules))
        sources = sources_in_words(limit.source for limit in limits)
        limits = [(limit, sources[limit.source]) for limit in limits]
        return super().get_context_data(limits=limits, project=self.object, **kwargs)

    def perform(self, form):
        return services.transfer(self.object, actor=self.request.user, **form.cleaned_data)
