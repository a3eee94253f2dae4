"""A form of which nothing typed is lost before it is saved, and to which the browser's "back" always leads again."""

from django.http import HttpResponseRedirect

from core.kept_typing import errors_of, forget_typed, keep_typed, mark_of, restore_errors, typed_on


class KeepsTyped:
    """Stands before a form view (``core.views.forms``) whose template draws ``core/includes/kept_typing.html``.

    What is not saved is answered by a redirect and drawn by GET: the history of the browser then holds no page that
    would have to be sent again. After signing in again the same page has what was typed.
    """

    kept = None

    def get(self, request, *args, **kwargs):
        self.kept = typed_on(request)
        if self.kept is None:
            return super().get(request, *args, **kwargs)
        request.POST = self.kept.sent
        return self.draw_kept()

    def post(self, request, *args, **kwargs):
        if "discard" in request.POST:
            forget_typed(request)
            return HttpResponseRedirect(request.get_full_path())
        return super().post(request, *args, **kwargs)

    def draw_kept(self):
        """The page with what was typed and why it was refused; nothing is saved."""
        form = self.get_form()
        restore_errors(form, self.kept.errors)
        return self.render_to_response(self.get_context_data(form=form))

    def answer_by_get(self, form=None, anchor: str = ""):
        """Keep what was sent, and lead to the page that draws it."""
        keep_typed(self.request, errors_of(form) if form is not None else {})
        return HttpResponseRedirect(self.request.get_full_path() + anchor)

    def form_invalid(self, form):
        return self.answer_by_get(form)

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        return given | {"data": self.request.POST} if self.kept else given

    def success_url_for(self, written) -> str:
        forget_typed(self.request)
        return super().success_url_for(written)

    def get_context_data(self, **kwargs):
        return super().get_context_data(typed_by=mark_of(self.request.user), kept_typing=self.kept, **kwargs)
