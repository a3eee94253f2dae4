"""The pages on which an agreement is made and changed.

Partners are found by search. Each press of "Find", "Add" or "Take off" draws the form again with
everything typed still there, so the page works without JavaScript; nothing is written before "Save".
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import AgreementKind
from agreements.forms.agreements import AgreementForm, PartyFormSet
from agreements.models import Agreement
from agreements.selectors import find_partners
from agreements.services.agreements import PartyValues, create_agreement, update_agreement
from agreements.views.crumbs import crumbs_to
from core.views.forms import PortalCreateView, PortalUpdateView
from partners.models import Institution

PARTY_FIELDS = ("institution", "partner_unit", "reference", "signatory")
NOT_SAVING = ("find", "add", "drop")


class PartnersOnTheForm:
    """The rows of partners beside the form of the agreement, in whatever state the person has brought them."""

    form_class = AgreementForm
    template_name = "agreements/agreement_form.html"

    def post(self, request, *args, **kwargs):
        self.prepare()
        asked = next((name for name in NOT_SAVING if name in request.POST), "")
        left_over = request.POST.get("partner_query", "").strip()
        if asked or (left_over and not self.posted_rows()):
            return self.redraw(asked)
        form, self.parties = self.get_form(), self.party_formset(data=request.POST)
        if form.is_valid() and self.parties.is_valid():
            return self.form_valid(form)
        return self.form_invalid(form)

    def get(self, request, *args, **kwargs):
        self.prepare()
        self.parties = self.party_formset(rows=self.first_rows())
        return self.render_to_response(self.get_context_data())

    def redraw(self, asked: str):
        """The same page with a partner found, added or taken off; what was typed is kept as it is, unchecked."""
        rows = self.posted_rows()
        chosen = self.request.POST.get("add", "") if asked == "add" else ""
        known = {row["institution"] for row in rows}
        if chosen and chosen not in known and self.names([chosen]):
            rows.append({"institution": chosen})
        if asked == "drop":
            rows = [row for row in rows if row["institution"] != self.request.POST["drop"]]
        self.parties = self.party_formset(rows=rows)
        form = self.get_form_class()(
            **{**self.get_form_kwargs(), "data": None, "files": None}, **self.form_extras(rows)
        )
        form.initial |= {
            name: field.widget.value_from_datadict(self.request.POST, None, form.add_prefix(name))
            for name, field in form.fields.items()
        }
        return self.render_to_response(self.get_context_data(form=form))

    def posted_rows(self) -> list[dict]:
        """The rows of partners as they were sent, those without a partner left out."""
        count = self.request.POST.get("party-TOTAL_FORMS", "0")
        numbers = range(min(int(count), 100) if count.isascii() and count.isdigit() and len(count) < 5 else 0)
        rows = [
            {name: self.request.POST.get(f"party-{number}-{name}", "") for name in PARTY_FIELDS} for number in numbers
        ]
        return [row for row in rows if row["institution"].isascii() and row["institution"].isdigit()]

    def party_formset(self, *, data=None, rows=()):
        keys = [row["institution"] for row in (self.posted_rows() if data is not None else rows)]
        given = {"user": self.request.user, "names": self.names(keys)}
        return PartyFormSet(data, initial=None if data is not None else rows, prefix="party", form_kwargs=given)

    def names(self, keys) -> dict[str, str]:
        keys = [int(key) for key in keys if len(str(key)) < 19]
        visible = Institution.objects.visible_to(self.request.user).filter(pk__in=keys).select_related("country")
        return {
            str(row.pk): f"{row.name}, {row.city}, {row.country}" if row.city else f"{row.name}, {row.country}"
            for row in visible
        }

    def get_form(self, form_class=None):
        rows = self.posted_rows() if self.request.method == "POST" else self.first_rows()
        return (form_class or self.get_form_class())(**self.get_form_kwargs(), **self.form_extras(rows))

    def form_extras(self, rows) -> dict:
        keys = [int(row["institution"]) for row in rows if len(str(row["institution"])) < 19]
        return {"user": self.request.user, "kind": self.kind, "partner_ids": keys}

    def party_values(self) -> list[PartyValues]:
        return [
            PartyValues(**{name: form.cleaned_data[name] for name in PARTY_FIELDS})
            for form in self.parties
            if form.cleaned_data
        ]

    def get_context_data(self, **kwargs):
        is_settled = "add" in self.request.POST or "drop" in self.request.POST
        text = "" if is_settled else self.request.POST.get("partner_query", "").strip()
        chosen = [row["institution"].value() for row in self.parties]
        return super().get_context_data(
            parties=self.parties,
            partner_query=text,
            partners_found=find_partners(self.request.user, text, without=chosen) if text else None,
            terms_are_fixed=self.terms_are_fixed(),
            **kwargs,
        )

    def terms_are_fixed(self) -> bool:
        return False


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
        return {**super().get_form_kwargs(), "instance": Agreement(kind=self.kind, parent=self.framework)}

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

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return update_agreement(
            self.object, actor=self.request.user, parties=self.party_values(), seen_at=seen_at, **form.values()
        )

    def terms_are_fixed(self):
        return not self.object.is_editable

    def crumbs(self):
        return crumbs_to(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()
