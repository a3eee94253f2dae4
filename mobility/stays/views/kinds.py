"""What kind of stay, and where: the first question, and the pages whose address carries its answer."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.addresses import address_with
from core.views.rights import RightRequired
from mobility.models import Mobility
from mobility.stays.forms.kinds import KindForm
from mobility.stays.kinds import KIND, why_settled
from mobility.stays.views.details import crumbs
from mobility.stays.writing import ADD


class OfSettledKind:
    """Scheme, direction, activity and partner stand in the address; without them the first question is asked."""

    @cached_property
    def kind(self) -> KindForm:
        return KindForm(self.request.GET or None, user=self.request.user)

    @cached_property
    def settled(self) -> Mobility:
        return Mobility(**{name: self.kind.cleaned_data[name] for name in KIND})

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(ADD) or self.kind.is_valid():
            return super().dispatch(request, *args, **kwargs)
        return HttpResponseRedirect(reverse("mobility:mobility_begin") + address_with(request.GET))


class OfAnotherKind:
    """Scheme, direction, activity and partner of a nominated stay, where the address says others."""

    def get_object(self, queryset=None):
        stay = super().get_object(queryset)
        self.another = None
        if set(KIND) & set(self.request.GET) and not why_settled(stay):
            form = KindForm(self.request.GET, user=self.request.user, stay=stay)
            if form.is_valid():
                self.another = {name: form.cleaned_data[name] for name in KIND}
                other_end = self.another["partner"], self.another["direction"]
                self.has_other_end = (stay.partner, stay.direction) != other_end
                for name, value in self.another.items():
                    setattr(stay, name, value)
        return stay


class MobilityBeginView(RightRequired, TemplateView):
    """``?partner=7`` and the like come from other pages; a full answer goes on to the form."""

    right = ADD
    template_name = "mobility/stays/begin.html"

    def get(self, request, *args, **kwargs):
        is_answered = bool({"direction", "activity", "scheme"} & set(request.GET))
        form = KindForm(request.GET if is_answered else None, user=request.user, initial=request.GET.dict())
        if is_answered and form.is_valid():
            return HttpResponseRedirect(reverse("mobility:mobility_create") + address_with(request.GET))
        context = {"form": form, "crumbs": crumbs(), "title": _("Nominate somebody")}
        return self.render_to_response(self.get_context_data(cancel_url=reverse("mobility:mobility_list"), **context))
