"""A form that says at its opening, not only on saving, why nothing can be written now."""

from django.contrib import messages
from django.http import HttpResponseRedirect


class RefusesAtOpening:
    """Stands before ``PortalUpdateView``: while ``refusal()`` has a sentence, the form's address leads back with it.

    A form with typing kept from an ended session is drawn all the same, so that the typing can be taken away.
    """

    def refusal(self) -> str:
        """Why nothing can be written now; "" where it can."""
        raise NotImplementedError

    def render_to_response(self, context, **kwargs):
        is_opened = self.request.method in {"GET", "HEAD"} and self.kept is None
        if is_opened and (sentence := self.refusal()):
            messages.error(self.request, sentence)
            return HttpResponseRedirect(self.cancel_url())
        return super().render_to_response(context, **kwargs)
