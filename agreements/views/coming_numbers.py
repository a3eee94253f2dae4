"""One press: the numbers of the coming academic year are right."""

from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.services.coming_numbers import coming_year, confirm_numbers
from core.views.actions import ActionView


class NumbersConfirmView(ActionView):
    """``/agreements/7/numbers/``"""

    model = Agreement
    object_right = "agreements.change_agreement"

    def perform(self, note):
        year = self.request.POST.get("year", "") or self.request.GET.get("year", "")
        seen = int(year) if year.isascii() and year.isdigit() and len(year) == len("2027") else None
        confirm_numbers(self.object, actor=self.request.user, year=seen)
        self.done = _("The numbers of %(year)s are confirmed.") % {"year": coming_year()}
