"""The pages on which an agreement is stopped or goes on again: what it means is read before the press that does it."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.creating.families import children_of
from agreements.enums import EndingKind
from agreements.forms.endings import (
    NoticeForm,
    SuspensionChangeForm,
    SuspensionForm,
    TerminationForm,
    WithdrawalForm,
)
from agreements.models import Agreement
from agreements.services.endings import (
    change_suspension,
    end_agreement,
    give_notice,
    suspend_agreement,
    withdraw_notice,
)
from agreements.views.crumbs import crumbs_to
from agreements.workflow import CONCLUDE, agreement_workflow
from core.views.forms import PortalUpdateView

MOST_CHILDREN = 10


class EndingPage(PortalUpdateView):
    """``/agreements/7/give_notice/``. A press on the button of another page draws the form, as a link does.

    Where the answers mean something else than the sentence the person read, the page says so and asks again.
    """

    model = Agreement
    object_right = CONCLUDE
    takes_instance = False
    template_name = "agreements/ending_form.html"
    move = ""
    asks_again = False

    def dispatch(self, request, *args, **kwargs):
        self.is_first_press = request.method == "POST" and "previewed" not in request.POST
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if reasons := agreement_workflow.refusals(self.move, self.object, note=self.move):
            messages.error(request, " ".join(reasons))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.get(request) if self.is_first_press else super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        given = {**super().get_form_kwargs(), "agreement": self.object}
        if self.is_first_press:
            given.pop("data", None)
            given.pop("files", None)
        return given

    def form_valid(self, form):
        if not form.was_seen:
            form.look_again()
            self.asks_again = True
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        rule = agreement_workflow.transitions[self.move]
        return super().get_context_data(
            is_dangerous=rule.tone == "danger",
            asks_again=self.asks_again,
            agreement=self.object,
            children=self.children() if self.object.is_framework else None,
            **kwargs,
        )

    def children(self) -> dict:
        """The agreements that are made under it: the first of them, and how many there are."""
        rows = children_of(self.object, self.request.user)
        return {"count": rows.count(), "shown": rows[:MOST_CHILDREN]}

    @property
    def submit_label(self):
        return agreement_workflow.transitions[self.move].label

    @property
    def title(self):
        return f"{self.submit_label}: {self.object}"

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class GiveNoticeView(EndingPage):
    move, form_class = "give_notice", NoticeForm

    def perform(self, form):
        written = give_notice(self.object, actor=self.request.user, **form.given())
        self.done = _("Notice is given. %(meaning)s") % {"meaning": form.preview}
        return written


class WithdrawNoticeView(EndingPage):
    move, form_class = "withdraw_notice", WithdrawalForm

    def perform(self, form):
        self.done = form.preview
        return withdraw_notice(self.object, actor=self.request.user, **form.given())


class SuspendView(EndingPage):
    move, form_class = "suspend", SuspensionForm
    done = gettext_lazy("The agreement is suspended.")

    def perform(self, form):
        return suspend_agreement(self.object, actor=self.request.user, **form.given())


class SuspensionChangeView(PortalUpdateView):
    """``/agreements/7/suspension/``: the day of a suspension moves; nothing is resumed."""

    model = Agreement
    object_right = CONCLUDE
    form_class = SuspensionChangeForm
    takes_instance = False
    title = gettext_lazy("Change the day of the suspension")
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The day is changed; the agreement stays suspended.")

    def get_initial(self):
        suspension = self.object.endings.in_effect().filter(kind=EndingKind.SUSPENSION).first()
        return {"until_on": suspension.until_on if suspension else None}

    def perform(self, form):
        given = {"note": form.cleaned_data["reason"], "until_on": form.cleaned_data["until_on"]}
        return change_suspension(self.object, actor=self.request.user, **given)

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()


class EndView(EndingPage):
    move, form_class = "end", TerminationForm
    done = gettext_lazy("The agreement is ended.")

    def perform(self, form):
        return end_agreement(self.object, actor=self.request.user, **form.given())
