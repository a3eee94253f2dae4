"""When a person is away and who stands in: for oneself, and by the office for others."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from accounts.forms import DelegationForm
from accounts.models import Delegation, User
from accounts.selectors import absence_of_substitute, absences_of, substitutes_to_choose
from accounts.substitutes import change_substitution, end_substitution, may_name_substitute, name_substitute
from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.rights import RightRequired


class AbsencePage(RightRequired):
    """What pages about the absences of ``person`` share: who may open them, and the way here."""

    right = "core.search"

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(self.right) and not may_name_substitute(request.user, self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def person(self) -> User:
        people = User.objects.visible_to(self.request.user).prefetch_related("memberships")
        return get_object_or_404(people, pk=self.kwargs["pk"])

    @property
    def is_own(self) -> bool:
        return self.person == self.request.user

    def back_url(self) -> str:
        return reverse("accounts:delegation_list", args=[self.person.pk])

    def cancel_url(self) -> str:
        return self.back_url()

    def success_url_for(self, written) -> str:
        return self.back_url()

    def crumbs(self) -> list[dict]:
        if self.is_own:
            above = {"label": _("Your profile"), "url": reverse("accounts:profile")}
        else:
            above = {"label": _("People"), "url": reverse("accounts:user_list")}
        return [above, {"label": absences_title(self.person, self.request.user), "url": self.back_url()}]


def absences_title(person, reader) -> str:
    return _("Your absences") if person == reader else _("Absences of %(person)s") % {"person": person}


class DelegationListView(AbsencePage, TemplateView):
    template_name = "accounts/delegation_list.html"

    def get_context_data(self, **kwargs):
        action = {"label": _("Name a substitute"), "is_primary": True}
        action["url"] = reverse("accounts:delegation_create", args=[self.person.pk])
        return super().get_context_data(
            title=absences_title(self.person, self.request.user),
            subtitle=_("The substitute sees to dates and decides meanwhile; history says for whom."),
            crumbs=self.crumbs()[:-1],
            actions=[action],
            person=self.person,
            absences=absences_of(self.person),
            **kwargs,
        )


class DelegationForms(AbsencePage):
    """What naming a substitute and changing an absence share."""

    form_class = DelegationForm
    template_name = "accounts/delegation_form.html"

    def get_form_kwargs(self):
        colleagues = substitutes_to_choose(self.person, actor=self.request.user)
        return super().get_form_kwargs() | {"colleagues": colleagues}

    def say_where_nobody_stands_in(self, written: Delegation):
        if gap := absence_of_substitute(written):
            words = {"substitute": written.substitute, "first": date_format(gap.starts_on, "DATE_FORMAT")}
            messages.warning(
                self.request, _("%(substitute)s is away too, from %(first)s: nobody stands in on those days.") % words
            )


class DelegationCreateView(DelegationForms, PortalCreateView):
    submit_label = gettext_lazy("Name the substitute")
    done = gettext_lazy("It is entered, and the substitute gets a mail.")

    @property
    def title(self):
        return _("Name a substitute") if self.is_own else _("A substitute for %(person)s") % {"person": self.person}

    def perform(self, form):
        written = name_substitute(self.person, actor=self.request.user, **form.values())
        self.say_where_nobody_stands_in(written)
        return written


class OneAbsencePage(AbsencePage):
    """A page about one absence, found among those the reader may know of."""

    model = Delegation

    @cached_property
    def person(self) -> User:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"]).person

    def get_queryset(self):
        return Delegation.objects.visible_to(self.request.user).select_related("person", "substitute")


class DelegationUpdateView(OneAbsencePage, DelegationForms, PortalUpdateView):
    title = gettext_lazy("Change the absence")
    submit_label = gettext_lazy("Save the absence")
    done = gettext_lazy("The absence is changed.")

    def perform(self, form):
        written = change_substitution(self.object, actor=self.request.user, **form.values())
        self.say_where_nobody_stands_in(written)
        return written


class DelegationEndView(OneAbsencePage, ActionView):
    needs_confirmation = True
    title = gettext_lazy("End the absence now?")
    submit_label = gettext_lazy("End the absence")
    done = gettext_lazy("The absence is over.")

    @property
    def explanation(self):
        return _("%(substitute)s no longer stands in, from this moment on, and is told by mail.") % {
            "substitute": self.object.substitute
        }

    def perform(self, note):
        end_substitution(self.object, actor=self.request.user)
