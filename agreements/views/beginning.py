"""A new agreement: its kind, then with whom; from there on it is a draft, made step by step (``views.steps``)."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.creating.steps import STEP, step_after
from agreements.enums import AgreementKind
from agreements.models import Agreement
from agreements.services.beginning import begin_agreement
from agreements.views.partners_kept import KeepsTypedPartners
from agreements.views.partners_on_form import PARTY_FIELDS, PartnersOnTheForm
from core.kept_typing import forget_typed, keep_typed_for
from core.keys import is_key
from core.views.forms import PortalFormView
from core.views.rights import RightRequired
from partners.models import Institution

ADD = "agreements.add_agreement"
BEFORE_IT_WAS = "1970-01-01T00:00:00+00:00"


class AgreementCreateView(RightRequired, View):
    """``/agreements/new/``: leads to a form of its own, which makes one draft however often it is sent."""

    right = ADD

    def get(self, request):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(reverse("agreements:agreement_begin", args=[uuid4()]) + query)


class AgreementBeginView(KeepsTypedPartners, PartnersOnTheForm, PortalFormView):
    """``/agreements/new/3f…/``: the kinds; with ``?kind=`` whom it is with. ``?parent=`` and ``?partner=`` fill in."""

    right = ADD
    template_name = "agreements/step_partners.html"
    title = gettext_lazy("New agreement")
    submit_label = gettext_lazy("Save and go on")
    done = gettext_lazy("The draft is saved. Nobody is asked for a decision before you submit it.")

    def get(self, request, *args, **kwargs):
        if begun := Agreement.objects.filter(begun_as=kwargs["form_id"]).first():
            return self.lead_to(begun)
        if request.GET.get("kind") in AgreementKind.values:
            return super().get(request, *args, **kwargs)
        self.template_name = "agreements/agreement_kind.html"
        return self.render_to_response(self.kinds_context())

    def lead_to(self, begun):
        """The draft that this form has made."""
        if not Agreement.objects.editable_by(self.request.user).filter(pk=begun.pk).exists():
            raise Http404
        return HttpResponseRedirect(STEP["partners" if "kind" in self.request.GET else "kind"].address(begun))

    def prepare(self):
        asked = self.request.POST.get("kind") or self.request.GET.get("kind")
        self.kind = asked if asked in AgreementKind.values else AgreementKind.OTHER
        self.title = AgreementKind(self.kind).label

    @cached_property
    def framework(self):
        return self._from_address("parent", Agreement.objects.visible_to(self.request.user))

    def kinds_context(self) -> dict:
        """The kinds there are; under a memorandum the specific ones alone."""
        kept = self.request.GET.copy()
        kept.pop("kind", None)
        under = bool(self.framework and self.framework.is_framework)
        kinds = [kind for kind in AgreementKind if not under or kind in AgreementKind.specific]
        return {
            "title": self.title,
            "framework": self.framework if under else None,
            "kinds": [{"kind": kind, "url": f"?kind={kind.value}&{kept.urlencode()}".rstrip("&")} for kind in kinds],
            "crumbs": self.crumbs(),
        }

    def first_rows(self) -> list[dict]:
        if self.framework:
            parties = self.framework.parties.filter(is_home=False)
            return [{"institution": str(party.institution_id), "partner_unit": party.partner_unit} for party in parties]
        partner = self._from_address("partner", Institution.objects.visible_to(self.request.user))
        return [{"institution": str(partner.pk)}] if partner else []

    def _from_address(self, name: str, rows):
        key = self.request.GET.get(name, "")
        return rows.filter(pk=int(key)).first() if is_key(key) else None

    def get_form_kwargs(self):
        unit = self.framework.responsible_unit if self.framework else None
        instance = Agreement(kind=self.kind, parent=self.framework, responsible_unit=unit)
        asks = ("kind", *STEP["partners"].fields)
        return {**super().get_form_kwargs(), "instance": instance, "asks": asks}

    def perform(self, form):
        given = {"parties": self.party_values(), **form.values()}
        begun, self.is_new = begin_agreement(self.kwargs["form_id"], actor=self.request.user, **given)
        return begun

    def success_url_for(self, written):
        """The next step. Where another press or tab has made the draft with other partners, theirs are looked at."""
        forget_typed(self.request)
        if self.is_new or self._says_what_is_saved(written):
            return written.get_absolute_url() if "stop" in self.request.POST else self._next(written)
        partners = STEP["partners"].address(written)
        # As if typed on a form that was drawn before there was a draft: saving it compares first.
        keep_typed_for(self.request, partners, seen_at=BEFORE_IT_WAS, seen_values="{}", seen_parties="[]")
        messages.warning(
            self.request,
            _("This form made the draft already, in another tab. Below is what you typed here; it is not saved yet."),
        )
        return partners

    def _says_what_is_saved(self, written) -> bool:
        saved = written.parties.filter(is_home=False).values_list("institution", *PARTY_FIELDS[1:])
        sent = [tuple(getattr(values, name) for name in PARTY_FIELDS) for values in self.party_values()]
        return list(saved) == [(institution.pk, *rest) for institution, *rest in sent]

    def _next(self, written) -> str:
        return step_after(STEP["partners"], written.kind).address(written)

    def crumbs(self):
        way = [{"label": _("Agreements"), "url": reverse("agreements:agreement_list")}]
        return [*way, {"label": _("New agreement"), "url": self.request.path}]

    def cancel_url(self):
        return self.framework.get_absolute_url() if self.framework else reverse("agreements:agreement_list")
