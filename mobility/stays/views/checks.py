"""The rule check while somebody types: what the rules say to the form as it is now. Nothing is written."""

from django.shortcuts import render
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.views.details import ObjectPage
from core.views.rights import RightRequired
from mobility.models import Mobility
from mobility.querysets import CHANGE, VIEW
from mobility.stays.checking import StayCheck
from mobility.stays.drafts import draft_of
from mobility.stays.forms.stays import StayForm
from mobility.stays.views.kinds import OfAnotherKind, OfSettledKind
from mobility.stays.writing import ADD


def answer(request, form: StayForm, stay: Mobility, *, is_new: bool):
    form.is_valid()
    typed = {name: value for name, value in form.cleaned_data.items() if name in StayForm.Meta.fields}
    draft = draft_of(stay, typed, form.typed_person() if is_new else None)
    return render(request, "mobility/stays/findings.html", {"check": StayCheck(draft) if draft else None})


class NewStayCheckView(OfSettledKind, RightRequired, View):
    right = ADD
    http_method_names = ["post"]

    def post(self, request):
        form = StayForm(request.POST, user=request.user, instance=self.settled)
        return answer(request, form, self.settled, is_new=True)


class StayCheckView(OfAnotherKind, ObjectPage, SingleObjectMixin, View):
    model = Mobility
    right = VIEW
    object_right = CHANGE
    http_method_names = ["post"]

    def get_queryset(self):
        return super().get_queryset().for_detail()

    def post(self, request, pk):
        stay = self.get_object()
        return answer(request, StayForm(request.POST, user=request.user, instance=stay), stay, is_new=False)
