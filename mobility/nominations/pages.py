"""Where the office sees the windows and the addresses that were sent, and sends new ones."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.keys import is_key
from core.views.actions import ActionView
from core.views.forms import PortalFormView
from core.views.rights import RightRequired
from mobility.models import NominationLink, NominationWindow
from mobility.nominations.forms import AskForm
from mobility.nominations.links import ADD, ask_for_nominations, revoke_link
from mobility.querysets import VIEW
from mobility.rules.sources import sources_named
from mobility.stays.views.details import crumbs
from partners.letters.querysets import WRITE
from partners.models import Institution

MOST_LINKS = 200


def own_crumbs() -> list[dict]:
    return [*crumbs(), {"label": _("Nominations by partners"), "url": reverse("mobility:nomination_page")}]


class NominationPage(RightRequired, TemplateView):
    """The windows that are open or come, and the addresses sent for them."""

    right = VIEW
    template_name = "mobility/nominations/page.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        links = NominationLink.objects.visible_to(user).select_related("institution", "window", "unit", "asked_by")
        partners = Institution.objects.visible_to(user).partners().order_by("sort_key").only("name", "sort_key")
        may_ask = user.has_perm(ADD) and user.has_perm(WRITE)
        windows = list(NominationWindow.objects.visible_to(user).not_over()[:6])
        return super().get_context_data(
            title=_("Nominations by partners"),
            crumbs=crumbs(),
            windows=windows,
            sources=sources_named(window.source for window in windows),
            links=links[:MOST_LINKS],
            may_ask=may_ask,
            partners=partners if may_ask else [],
            may_import=user.has_perm("mobility.import_mobility"),
            **kwargs,
        )


class NominationAskView(PortalFormView):
    """``?partner=7``: whom of this partner to send an address."""

    right = ADD
    form_class = AskForm
    submit_label = gettext_lazy("Send the addresses")
    done = gettext_lazy("The addresses are on their way.")

    def dispatch(self, request, *args, **kwargs):
        key = request.GET.get("partner", "")
        partners = Institution.objects.visible_to(request.user).partners()
        self.partner = partners.filter(pk=int(key)).first() if is_key(key) else None
        if self.partner is None and request.user.has_perm(ADD):
            return HttpResponseRedirect(reverse("mobility:nomination_page"))
        return super().dispatch(request, *args, **kwargs)

    @property
    def title(self):
        return _("Ask %(partner)s for nominations") % {"partner": self.partner}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "partner": self.partner}

    def perform(self, form):
        told = form.cleaned_data
        about = {name: told[name] for name in ("window", "unit", "scheme", "language")}
        return ask_for_nominations(told["contacts"], actor=self.request.user, **about)

    def success_url_for(self, written):
        return reverse("mobility:nomination_page")

    def cancel_url(self):
        return reverse("mobility:nomination_page")

    def crumbs(self):
        return own_crumbs()


class NominationRevokeView(ActionView):
    """Take an address back, by POST."""

    model = NominationLink
    right = VIEW
    object_right = ADD
    done = gettext_lazy("The address works no more.")

    def perform(self, note):
        revoke_link(self.object, actor=self.request.user)

    def back_url(self):
        return reverse("mobility:nomination_page")
