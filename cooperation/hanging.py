"""Pages about what hangs on a work plan or an activity: a new row of it, one changed, one taken out."""

from django.utils.translation import gettext_lazy

from cooperation.one_row import RowTable, put_row, take_out_row
from cooperation.rights import CHANGE, VIEW
from core.views.actions import ActionView
from core.views.details import ObjectPage
from core.views.forms import PortalUpdateView


class FormOf(PortalUpdateView):
    """A form about a plan or an activity; back to its page from it."""

    right = VIEW
    object_right = CHANGE
    anchor = ""

    def crumbs(self):
        return [{"label": str(self.object), "url": self.object.get_absolute_url()}]

    def cancel_url(self):
        return f"{self.object.get_absolute_url()}{self.anchor}"

    def success_url_for(self, written):
        return self.cancel_url()


class AddRowView(FormOf):
    """A new row of the object in the address, of its ``table`` or by ``perform``."""

    takes_instance = False
    table: RowTable
    submit_label = gettext_lazy("Add")

    def perform(self, form):
        return put_row(self.table, self.object, actor=self.request.user, fields=form.values())


class OfRow(ObjectPage):
    """About one row; ``hangs_on`` names what it is a row of, and the page goes back there."""

    right = VIEW
    object_right = CHANGE
    hangs_on = "activity"
    anchor = ""
    table: RowTable

    def get_queryset(self):
        return super().get_queryset().select_related(f"{self.hangs_on}__unit")

    @property
    def whole(self):
        return getattr(self.object, self.hangs_on)

    def crumbs(self):
        return [{"label": str(self.whole), "url": self.whole.get_absolute_url()}]

    def back_url(self):
        return f"{self.whole.get_absolute_url()}{self.anchor}"

    def cancel_url(self):
        return self.back_url()

    def success_url_for(self, written):
        return self.back_url()


class ChangeRowView(OfRow, PortalUpdateView):
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def perform(self, form):
        return put_row(self.table, self.whole, actor=self.request.user, row=self.object, fields=form.values())


class RemoveRowView(OfRow, ActionView):
    needs_confirmation = True
    is_dangerous = True
    submit_label = gettext_lazy("Take it out")
    done = gettext_lazy("It is taken out.")

    def perform(self, note):
        take_out_row(self.table, self.whole, actor=self.request.user, row=self.object)


class RowActView(OfRow, ActionView):
    """One press about a row."""
