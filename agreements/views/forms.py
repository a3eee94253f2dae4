"""The pages on which an agreement is made and changed."""

import json

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementKind
from agreements.errors import ApprovalStartsAnew
from agreements.history_story import AGREEMENT_STORY
from agreements.models import Agreement
from agreements.services.agreements import create_agreement, update_agreement
from agreements.views.crumbs import crumbs_to
from agreements.views.partners_on_form import PARTY_FIELDS, PartnersOnTheForm, read_rows
from core.changed_elsewhere import ChangedField
from core.history_entries import acts_on
from core.views.forms import PortalCreateView, PortalUpdateView
from partners.models import Institution


class AgreementCreateView(PartnersOnTheForm, PortalCreateView):
    """First the kind (a page of links), then the form of that kind; ``?parent=`` and ``?partner=`` fill in."""

    right = "agreements.add_agreement"
    title = gettext_lazy("New agreement")
    submit_label = gettext_lazy("Save as draft")
    done = gettext_lazy("The draft is saved. Nobody is asked for a decision before you submit it.")

    def get(self, request, *args, **kwargs):
        if request.GET.get("kind") in AgreementKind.values:
            return super().get(request, *args, **kwargs)
        self.template_name = "agreements/agreement_kind.html"
        return self.render_to_response(self.kinds_context())

    def prepare(self):
        asked = self.request.POST.get("kind") or self.request.GET.get("kind")
        self.kind = asked if asked in AgreementKind.values else AgreementKind.OTHER
        self.title = AgreementKind(self.kind).label
        self.framework = self._from_address("parent", Agreement.objects.visible_to(self.request.user))

    def kinds_context(self) -> dict:
        """The kinds there are; under a memorandum the specific ones alone."""
        self.framework = self._from_address("parent", Agreement.objects.visible_to(self.request.user))
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
        return rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None

    def get_form_kwargs(self):
        unit = self.framework.responsible_unit if self.framework else None
        instance = Agreement(kind=self.kind, parent=self.framework, responsible_unit=unit)
        return {**super().get_form_kwargs(), "instance": instance}

    def perform(self, form):
        return create_agreement(actor=self.request.user, parties=self.party_values(), **form.values())

    def crumbs(self):
        way = [{"label": _("Agreements"), "url": reverse("agreements:agreement_list")}]
        return [*way, {"label": _("New agreement"), "url": reverse("agreements:agreement_create")}]

    def cancel_url(self):
        return self.framework.get_absolute_url() if self.framework else reverse("agreements:agreement_list")


class AgreementUpdateView(PartnersOnTheForm, PortalUpdateView):
    model = Agreement
    object_right = "agreements.change_agreement"
    has_met = False  # what a colleague changed meanwhile is shown just now
    asks_for_a_yes = False  # a term was changed whose change starts the approval anew
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The changes are saved.")

    def prepare(self):
        self.object = self.get_object()
        posted = self.request.POST.get("kind", "")
        self.kind = posted if posted in AgreementKind.values else self.object.kind
        self.title = _("Edit %(agreement)s") % {"agreement": self.object}

    def first_rows(self):
        parties = self.object.parties.filter(is_home=False)
        return [
            {name: str(getattr(party, f"{name}_id" if name == "institution" else name)) for name in PARTY_FIELDS}
            for party in parties
        ]

    def drawn_form(self, data=None):
        kwargs = self.get_form_kwargs() | {"data": data, "files": None}
        return self.get_form_class()(**kwargs, **self.form_extras(self.posted_rows()))

    def perform(self, form):
        given = {"seen_at": form.cleaned_data.get("seen_at"), "starts_approval_anew": "anew" in self.request.POST}
        try:
            return update_agreement(
                self.object, actor=self.request.user, parties=self.party_values(), **given, **form.values()
            )
        except ApprovalStartsAnew:
            self.asks_for_a_yes = True
            raise

    def seen_parties(self):
        """As the form carries them, unless it was drawn anew just now from what a colleague has saved."""
        carried = "" if self.has_met else self.request.POST.get("seen_parties", "")
        return carried or json.dumps(self.first_rows())

    def changed_beside(self):
        """The partners: a colleague's are shown where the person has not touched them."""
        self.has_met = True
        seen, now, mine = read_rows(self.request.POST.get("seen_parties", "")), self.first_rows(), self.posted_rows()
        if seen is None or now == seen:
            return []
        is_contested = mine not in (seen, now)
        if not is_contested:
            self.parties = self.party_formset(rows=now)
        who = next((entry.who for entry in acts_on(self.object, AGREEMENT_STORY, most=1)), "")
        names = self.names([row["institution"] for row in (*seen, *now, *mine)])
        was, becomes, typed = (self.in_words(rows, names) for rows in (seen, now, mine))
        return [ChangedField(_("Partners"), was, becomes, typed if is_contested else "", who)]

    @staticmethod
    def in_words(rows: list[dict], names: dict[str, str]) -> str:
        """Each partner with what is said about it."""
        said = ([names.get(row["institution"], ""), *(row[name] for name in PARTY_FIELDS[1:])] for row in rows)
        return "; ".join(" · ".join(word for word in words if word) for words in said) or "—"

    def terms_are_fixed(self):
        return not (self.object.is_editable or self.object.is_being_approved)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            is_being_approved=self.object.is_being_approved, asks_for_a_yes=self.asks_for_a_yes, **kwargs
        )

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
