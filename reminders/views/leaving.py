"""A person leaves: choose what goes to whom, look at it, confirm it, see what was done, take it back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from core.errors import PortalError, RightMissing
from core.views.actions import ActionView
from core.views.details import PortalDetailView
from reminders.forms.leaving import LeavingForm
from reminders.leaving.hand_overs import carry_out, hand_back
from reminders.leaving.pages import parts_of, what_stays
from reminders.leaving.person import groups_of, may_hand_over
from reminders.leaving.plans import plan_hand_over
from reminders.models import HandOver


@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request, pk: int):
    """What a person keeps, with a choice of colleagues; ``?plan=`` shows the choices of an earlier plan."""
    person = get_object_or_404(User.objects.visible_to(request.user).prefetch_related("memberships__unit"), pk=pk)
    if not may_hand_over(request.user, person):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = LeavingForm(person, request.user, groups_of(person, request.user), data, _earlier_plan(request, person))
    if data is not None and form.is_valid() and (plan := _planned(form, person, request.user)):
        return HttpResponseRedirect(reverse("reminders:hand_over_detail", args=[plan.pk]))
    context = {"title": _title(person, request.user), "person": person, "form": form, "crumbs": _crumbs(request.user)}
    context["is_own"] = person == request.user
    context["may_change_roles"] = request.user.has_perm("accounts.change_user")
    return TemplateResponse(request, "reminders/leaving.html", context)


def _planned(form: LeavingForm, person, actor) -> HandOver | None:
    try:
        return plan_hand_over(person, actor=actor, **form.values())
    except RightMissing as error:
        raise PermissionDenied(error.sentence) from error
    except ValidationError as error:
        form.refuse(error)
    except PortalError as error:
        form.errors.append(str(error.sentence))
    return None


def _earlier_plan(request, person) -> HandOver | None:
    asked = request.GET.get("plan", "")
    if request.method == "POST" or not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return None
    return HandOver.objects.filter(pk=asked, person=person, made_by=request.user, done_at=None).first()


def _title(person, actor) -> str:
    return _("You leave") if person == actor else _("%(person)s leaves") % {"person": person}


def _crumbs(user) -> list[dict]:
    if user.has_perm("accounts.hand_over"):
        return [{"label": _("Handing over"), "url": reverse("reminders:leaver_list")}]
    return [{"label": _("Your profile"), "url": reverse("accounts:profile")}]


class HandOverDetailView(PortalDetailView):
    """A plan to be confirmed, or what was done of it."""

    model = HandOver
    template_name = "reminders/hand_over_detail.html"
    context_object_name = "hand_over"

    def get_queryset(self):
        return super().get_queryset().select_related("person", "made_by", "returned_by")

    def get_context_data(self, **kwargs):
        hand_over, user = self.object, self.request.user
        may_act = may_hand_over(user, hand_over.person)
        parts = parts_of(hand_over)
        return super().get_context_data(
            crumbs=_crumbs(user),
            parts=parts,
            stays=what_stays(hand_over) if hand_over.done_at is None else [],
            may_confirm=may_act and hand_over.done_at is None and hand_over.made_by == user,
            may_return=may_act and hand_over.returned_at is None and any(part.can_be_returned for part in parts),
            may_act=may_act,
            **kwargs,
        )


class _HandOverAction(ActionView):
    model = HandOver

    def back_url(self):
        return reverse("reminders:hand_over_detail", args=[self.object.pk])


class HandOverConfirmView(_HandOverAction):
    done = gettext_lazy("Handed over. Each colleague gets one mail.")

    def perform(self, note):
        carry_out(self.object, actor=self.request.user)


class HandOverReturnView(_HandOverAction):
    needs_confirmation = True
    title = gettext_lazy("Hand it back")
    submit_label = gettext_lazy("Hand it back")
    explanation = gettext_lazy(
        "What the colleagues still keep of it becomes the person’s again. Where a substitute was named, that stays."
    )
    done = gettext_lazy("Handed back.")

    def perform(self, note):
        hand_back(self.object, actor=self.request.user)
