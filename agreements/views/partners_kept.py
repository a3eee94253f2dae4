"""Partners on a form of which nothing typed is lost (``core.views.kept_typing``)."""

from core.kept_typing import restore_errors
from core.views.kept_typing import KeepsTyped


class KeepsTypedPartners(KeepsTyped):
    """Stands before ``PartnersOnTheForm``: "Find", "Add" and "Take off" are answered by GET as well."""

    def answer_drawing(self, asked):
        return self.answer_by_get(anchor="#partners")

    def draw_kept(self):
        self.prepare()
        asked = self.drawing_asked()
        if asked is not None:
            return self.redraw(asked)
        form, self.parties = self.get_form(), self.party_formset(data=self.request.POST)
        restore_errors(form, self.kept.errors)
        return self.render_to_response(self.get_context_data(form=form))
