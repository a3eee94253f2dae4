"""What the office does with a request: accept it as a partner, decline it with an answer, and the smaller moves."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.navigation import forget_counts
from core.views.actions import MoveView
from core.views.forms import PortalUpdateView
from partners.forms.request_decisions import AcceptForm, AnswerForm
from partners.models import PartnershipRequest
from partners.requests.querysets import TRIAGE, VIEW
from partners.requests.triage import accept, decline, move
from partners.requests.workflow import request_workflow
from partners.views.requests import crumbs

MOVES_ON_PAGE = ("take_up", "withdraw", "mark_spam", "not_spam")
REDRAW = ("find", "answer_in")  # buttons that save nothing: what is typed is drawn again


class AnsweringView(PortalUpdateView):
    """A form that ends a request. One that has been decided meanwhile leads back to its page, with the reason."""

    model = PartnershipRequest
    context_object_name = "asked"
    right = TRIAGE
    takes_instance = False
    template_name = "partners/requests/answer.html"
    move = ""

    def get_queryset(self):
        return super().get_queryset().select_related("country", "institution__country", "unit", "proposed_by")

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 302:
            forget_counts(request.user)
        return response

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return self.back_with_reason() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if back := self.back_with_reason():
            return back
        if any(name in request.POST for name in REDRAW):
            return self.render_to_response(self.get_context_data(form=self.redrawn()))
        return super().post(request, *args, **kwargs)

    def back_with_reason(self):
        if self.object.is_open:
            return None
        messages.error(self.request, " ".join(request_workflow.refusals(self.move, self.object)))
        return HttpResponseRedirect(self.object.get_absolute_url())

    def redrawn(self):
        """The form with what is typed, not yet judged; in another language where that was asked."""
        given = self.get_form_kwargs() | {"data": None, "files": None}
        given["initial"] = self.request.POST.dict()
        return self.get_form_class()(**given | {"language": self.request.POST.get("answer_in", "")})

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"partnership_request": self.object}

    def get_context_data(self, **kwargs):
        query = self.request.POST.get("partner_query", "")[:200]
        return super().get_context_data(partner_query=query, is_accepting=self.move == "accept", **kwargs)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return [*crumbs(), {"label": self.object.organisation, "url": self.object.get_absolute_url()}]


class RequestAcceptView(AnsweringView):
    form_class = AcceptForm
    move = "accept"
    submit_label = gettext_lazy("Accept the request")
    done = gettext_lazy("The request is accepted.")

    @property
    def title(self):
        return _("Accept: %(organisation)s") % {"organisation": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        return accept(
            self.object,
            actor=self.request.user,
            partner=form.partner(),
            unit=form.cleaned_data["unit"],
            keep_contact=form.cleaned_data["keep_contact"],
            answer=form.answer(),
        )


class RequestDeclineView(AnsweringView):
    form_class = AnswerForm
    move = "decline"
    submit_label = gettext_lazy("Decline, and send the answer")
    done = gettext_lazy("The request is declined; the answer is on its way.")

    @property
    def title(self):
        return _("Decline: %(organisation)s") % {"organisation": self.object}

    def perform(self, form):
        return decline(self.object, actor=self.request.user, answer=form.answer())


class RequestMoveView(MoveView):
    """``/partners/requests/7/take_up/``: the moves that need a word at most."""

    model = PartnershipRequest
    right = VIEW
    workflow = request_workflow

    def get_queryset(self):
        return super().get_queryset().select_related("unit")

    def prepare(self):
        if self.kwargs["move"] not in MOVES_ON_PAGE:
            raise Http404
        super().prepare()

    def perform_move(self, name, note):
        moved = move(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
