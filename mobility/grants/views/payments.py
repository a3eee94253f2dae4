"""Payments of grants: recorded one by one or together, and taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.keys import keys_among
from core.money import in_euro
from core.navigation import forget_counts
from core.views.actions import ActionView
from core.views.forms import PortalFormView, PortalUpdateView
from mobility.grants.enums import PaymentNeed
from mobility.grants.forms import PaymentForm, amounts_seen
from mobility.grants.payments import PAY, record_payment, record_payments, take_payment_back
from mobility.grants.standing import to_be_paid, what_lacks, with_standing
from mobility.models import GrantPayment, Mobility
from mobility.querysets import VIEW
from mobility.stays.views.details import crumbs
from partners.services.institutions import home_institution


class PaymentCreateView(PortalUpdateView):
    """``/mobility/stays/7/payments/new/``: what is due was paid, or came back."""

    model = Mobility
    right = VIEW
    object_right = PAY
    form_class = PaymentForm
    takes_instance = False
    submit_label = gettext_lazy("Record")
    template_name = "mobility/grants/payment_form.html"
    done = gettext_lazy("Recorded.")

    @property
    def title(self):
        return _("Record a payment: %(stay)s") % {"stay": self.object}

    @cached_property
    def standing(self) -> Mobility:
        return with_standing(Mobility.objects.filter(pk=self.object.pk), home_institution().country_id).get()

    def get_initial(self):
        return {"expected": self.standing.due_amount}

    def get_context_data(self, **kwargs):
        need, amount = self.standing.need, self.standing.due_amount
        said = f"{PaymentNeed(need).label}: {in_euro(abs(amount))}" if need else _("Nothing is to be paid now.")
        return super().get_context_data(explanation=" ".join([said, *what_lacks(self.standing)]), **kwargs)

    def perform(self, form):
        given = form.cleaned_data
        record_payment(self.object, actor=self.request.user, **given)
        forget_counts(self.request.user)
        return self.object

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return [*crumbs(), {"label": str(self.object), "url": self.object.get_absolute_url()}]


class PaymentTakeBackView(ActionView):
    """``/mobility/payments/7/take-back/``"""

    model = GrantPayment
    right = VIEW
    needs_note = True
    is_dangerous = True
    title = gettext_lazy("Take the payment back")
    explanation = gettext_lazy("It was recorded by mistake. The money is to be paid again, or counts as paid no more.")
    submit_label = gettext_lazy("Take back")
    done = gettext_lazy("The payment is taken back.")

    def get_queryset(self):
        """Payments of the stays this person may see."""
        return GrantPayment.objects.filter(mobility__in=Mobility.objects.visible_to(self.request.user))

    def get_object(self, queryset=None):
        payment = super().get_object(queryset)
        if not self.request.user.has_perm(PAY, payment.mobility):
            raise PermissionDenied
        return payment

    def perform(self, note):
        take_payment_back(self.object, actor=self.request.user, note=note)

    def back_url(self):
        return self.object.mobility.get_absolute_url()


class PaymentManyView(PortalFormView):
    """``/mobility/payments/record/``: what is due for each of the ticked stays was paid on one day."""

    right = PAY
    form_class = PaymentForm
    template_name = "mobility/grants/payment_many.html"
    title = gettext_lazy("Record payments")
    submit_label = gettext_lazy("Record as paid")

    @cached_property
    def stays(self) -> list[Mobility]:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        payable = Mobility.objects.of_rights(self.request.user, PAY).filter(pk__in=keys_among(asked.getlist("row")))
        due = to_be_paid(payable, home_institution().country_id).exclude(need=PaymentNeed.BACK)
        return list(due.select_related("participant", "partner", "project").order_by("sort_key", "pk"))

    def get_context_data(self, **kwargs):
        total = sum(stay.due_amount for stay in self.stays)
        return super().get_context_data(stays=self.stays, total=total, **kwargs)

    def perform(self, form):
        given = form.cleaned_data
        paid, refused = record_payments(
            [stay.pk for stay in self.stays],
            paid_on=given["paid_on"],
            reference=given["reference"],
            expected=amounts_seen(self.request.POST.getlist("due")),
            actor=self.request.user,
        )
        forget_counts(self.request.user)
        count = len(paid)
        words = ngettext("%(count)d payment is recorded.", "%(count)d payments are recorded.", count)
        if paid:
            messages.success(self.request, words % {"count": count})
        for stay, sentence in refused:
            messages.error(self.request, f"{stay.participant.name}: {sentence}")
        return paid

    def success_url_for(self, written):
        return reverse("mobility:payment_list")

    def cancel_url(self):
        return reverse("mobility:payment_list")

    def crumbs(self):
        return [*crumbs(), {"label": _("To pay"), "url": reverse("mobility:payment_list")}]
