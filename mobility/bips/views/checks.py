"""The conditions while somebody types: of the programme as the form has it now. Nothing is written."""

from django.shortcuts import render
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.views.details import ObjectPage
from core.views.rights import RightRequired
from mobility.bips.eligibility import Eligibility
from mobility.bips.forms.partners import partner_rows
from mobility.bips.forms.programmes import BipForm
from mobility.bips.querysets import ADD_BIP, CHANGE_BIP, VIEW_BIP
from mobility.models import Bip, BipPartner
from partners.services import home_institution


def answer(request, bip: Bip, partners: list[BipPartner]):
    return render(request, "mobility/bips/conditions.html", {"eligibility": Eligibility(bip, partners)})


def as_typed(request, bip: Bip) -> Bip:
    """``bip`` with what the form understood; what it did not is as it was."""
    form = BipForm(request.POST, user=request.user, instance=bip)
    form.is_valid()
    for name, value in form.values().items():
        setattr(bip, name, value)
    return bip


class NewBipCheckView(RightRequired, View):
    right = ADD_BIP
    http_method_names = ["post"]

    def post(self, request):
        bip = as_typed(request, Bip())
        return answer(request, bip, [BipPartner(institution=home_institution(), role=bip.role)])


class OfSavedBip(ObjectPage, SingleObjectMixin, View):
    model = Bip
    right = VIEW_BIP
    object_right = CHANGE_BIP
    http_method_names = ["post"]


class BipCheckView(OfSavedBip):
    def post(self, request, pk):
        bip = as_typed(request, self.get_object())
        partners = list(bip.partners.select_related("institution__country"))
        for row in partners:
            if row.institution.is_home:
                row.role = bip.role
        return answer(request, bip, partners)


class PartnersCheckView(OfSavedBip):
    """With the table of partners as it is being filled in."""

    def post(self, request, pk):
        bip = self.get_object()
        rows = partner_rows(bip, request.user, request.POST)
        rows.is_valid()
        partners = [
            BipPartner(institution=each.institution, funding=each.funding, **each.fields) for each in rows.values()
        ]
        return answer(request, bip, partners)
