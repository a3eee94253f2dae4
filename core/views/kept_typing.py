"""Forms of which nothing typed is lost: while a session ended, and before it is saved at all."""

from django.http import HttpResponseRedirect
from django.views.generic.detail import SingleObjectMixin

from core.kept_typing import errors_of, forget_typed, keep_typed, mark_of, restore_errors, typed_on


class FindsTyped:
    """Beneath every form view (``core.views.forms``): after signing in again its page has what was typed.

    Its template draws ``core/includes/kept_typing.html``. A view that draws its page in a ``get`` of its own says
    ``finds_typed = False``, or draws what ``kept`` holds.
    """

    kept = None
    finds_typed = True

    def get(self, request, *args, **kwargs):
        return self.page_of_kept() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.thrown_away() or super().post(request, *args, **kwargs)

    def page_of_kept(self):
        """The page with what was typed, where anything was."""
        self.kept = typed_on(self.request) if self.finds_typed else None
        if self.kept is None:
            return None
        self.request.POST = self.kept.sent
        return self.draw_kept()

    def thrown_away(self):
        """The way to the page as it was, for who does not want back what they had typed."""
        if "discard" not in self.request.POST:
            return None
        forget_typed(self.request)
        return HttpResponseRedirect(self.request.get_full_path())

    def draw_kept(self):
        """The page with what was typed and why it was refused; nothing is saved."""
        if isinstance(self, SingleObjectMixin):
            self.object = self.get_object()
        form = self.get_form()
        restore_errors(form, self.kept.errors)
        return self.render_to_response(self.get_context_data(form=form))

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        return given | {"data": self.request.POST} if self.kept else given

    def get_context_data(self, **kwargs):
        user = self.request.user
        typed_by = mark_of(user) if self.finds_typed and user.is_authenticated else ""
        return super().get_context_data(typed_by=typed_by, kept_typing=self.kept, **kwargs)


class KeepsTyped(FindsTyped):
    """Stands before a form view whose browser's "back" always leads to it again.

    What is not saved is answered by a redirect and drawn by GET: the history of the browser then holds no page that
    would have to be sent again.
    """

    finds_typed = True

    def get(self, request, *args, **kwargs):
        return self.page_of_kept() or super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.thrown_away() or super().post(request, *args, **kwargs)

    def answer_by_get(self, form=None, anchor: str = ""):
        """Keep what was sent, and lead to the page that draws it."""
        keep_typed(self.request, errors_of(form) if form is not None else {})
        return HttpResponseRedirect(self.request.get_full_path() + anchor)

    def form_invalid(self, form):
        return self.answer_by_get(form)

    def success_url_for(self, written) -> str:
        forget_typed(self.request)
        return super().success_url_for(written)
