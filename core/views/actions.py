"""What happens at one press of a button: POST only, refused with a reason, confirmed where it needs a word."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.addresses import way_back
from core.errors import PortalError, RightMissing
from core.forms import NoteForm
from core.kept_typing import forget_typed, mark_of, typed_on
from core.navigation import forget_counts
from core.sending_once import Sending
from core.views.details import ObjectPage

SECONDS_OF_IMPATIENCE = 10


class ActionView(ObjectPage, SingleObjectMixin, View):
    """One act on one object by POST. A room gives ``perform``; a refusal becomes a message on the page it came from.

    That page is the one the form names (``next``), else ``back_url()``. With ``needs_note`` or
    ``needs_confirmation`` the first press shows a page that asks, and its form posts here again.
    """

    http_method_names = ["get", "post"]
    needs_note = False
    needs_confirmation = False
    is_dangerous = False
    title = ""
    explanation = ""
    submit_label = ""
    done = ""

    def perform(self, note: str):
        raise NotImplementedError

    def back_url(self) -> str:
        return self.object.get_absolute_url()

    def get(self, request, *args, **kwargs):
        """Nothing but what was typed here when the session had ended, to be sent again."""
        kept = typed_on(request)
        if kept is None:
            return HttpResponseNotAllowed(["POST"])
        request.POST = kept.sent
        self.object = self.get_object()
        self.prepare()
        return self.ask(NoteForm(kept.sent) if self.needs_note else None)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.prepare()
        if sentence := self.refusal():
            messages.error(request, sentence)
            return HttpResponseRedirect(self.way_back())
        if not (self.needs_note or self.needs_confirmation):
            return self.act("")
        if "confirmed" not in request.POST:
            return self.ask(NoteForm() if self.needs_note else None)
        if not self.needs_note:
            return self.act("")
        form = NoteForm(request.POST)
        return self.act(form.cleaned_data["note"]) if form.is_valid() else self.ask(form)

    def prepare(self):
        """A place to choose words by the object; raise Http404 for an act there is not."""

    def refusal(self) -> str:
        """Why the act is not possible now, known before a word is asked for; "" where it is."""
        return ""

    def act(self, note: str):
        """Carry it out. The second of two impatient clicks leads where the first one led, and says nothing."""
        with Sending(self.request, seconds=SECONDS_OF_IMPATIENCE) as sending:
            if sending.made:
                return HttpResponseRedirect(sending.made)
            self.carry_out(note)
            return HttpResponseRedirect(sending.is_done(self.way_back()))

    def carry_out(self, note: str):
        try:
            self.perform(note)
        except RightMissing as error:
            raise PermissionDenied(error.sentence) from error
        except PortalError as error:
            messages.error(self.request, error.sentence)
        else:
            forget_typed(self.request)
            forget_counts(self.request.user)
            if self.done:
                messages.success(self.request, self.done)

    def way_back(self) -> str:
        return way_back(self.request, self.back_url())

    def ask(self, form):
        context = {
            "object": self.object,
            "form": form,
            "title": self.title,
            "explanation": self.explanation,
            "submit_label": self.submit_label,
            "is_dangerous": self.is_dangerous,
            "action_url": self.request.get_full_path(),
            "cancel_url": self.way_back(),
            "typed_by": mark_of(self.request.user),
        }
        return TemplateResponse(self.request, "core/confirm.html", context)


class MoveView(ActionView):
    """One move of a workflow, named in the address. A room gives ``workflow`` and ``perform_move(name, note)``."""

    workflow = None

    def prepare(self):
        self.move = self.kwargs["move"]
        if self.move not in self.workflow.transitions:
            raise Http404
        rule = self.workflow.transitions[self.move]
        self.needs_note = rule.note_needed
        self.needs_confirmation = self.is_dangerous = rule.tone == "danger"
        self.title = f"{rule.label}: {self.object}"
        self.submit_label = rule.label
        if not self.may_move():
            raise PermissionDenied

    def may_move(self) -> bool:
        """Whether the person has the right to the move; what is missing beside it, ``refusal`` says."""
        return self.request.user.has_perm(self.workflow.transitions[self.move].right, self.object)

    def refusal(self) -> str:
        """The unmet conditions; a note that is still to be asked for is none of them."""
        return " ".join(self.workflow.refusals(self.move, self.object, note=self.move))

    def perform(self, note: str):
        return self.perform_move(self.move, note)

    def perform_move(self, name: str, note: str):
        raise NotImplementedError
