"""The registration number of an agreement, given by the office."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.forms.numbers import NumberForm
from agreements.models import Agreement
from agreements.registry.numbers import NUMBER, give_number, next_number
from agreements.views.crumbs import crumbs_to
from core.views.forms import PortalUpdateView


class NumberView(PortalUpdateView):
    """``/agreements/7/number/``: the next of the series, or one by hand with a reason."""

    model = Agreement
    object_right = NUMBER
    form_class = NumberForm
    title = gettext_lazy("Registration number")

    @property
    def submit_label(self):
        return _("Replace the number") if self.object.number else _("Give the number")

    def get_form_kwargs(self):
        following = "" if self.object.number else next_number(self.object)
        return {**super().get_form_kwargs(), "next_number": following}

    def perform(self, form):
        given = form.values() | {"seen_at": form.cleaned_data.get("seen_at")}
        written = give_number(self.object, actor=self.request.user, **given)
        self.done = _("Its registration number is %(number)s.") % {"number": written.number}
        return written

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
