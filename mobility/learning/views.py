"""The learning agreement of a stay: its versions, what is in them, who has signed, and the acts on them."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.views.actions import ActionView
from core.views.details import PortalDetailView
from core.views.rights import require
from mobility.learning.contents import content_of, funding_of
from mobility.learning.links import ask_to_sign
from mobility.learning.paper import learning_agreement_pdf
from mobility.learning.sections import sections_of
from mobility.learning.sides import is_signed_by_link
from mobility.learning.signing import reject_here, sign_here
from mobility.learning.windows import certificate_expected_on, windows_of, with_sources
from mobility.learning.workflow import learning_workflow
from mobility.learning.writing import begin_learning_agreement, propose_change
from mobility.models import LearningAgreementVersion, Mobility, TraineeshipResult
from mobility.querysets import CHANGE, VIEW
from mobility.stays.views.details import crumbs, tabs_of


def version_of(stay: Mobility, number: int | None = None) -> LearningAgreementVersion:
    """The version of that number, the newest without one; 404 where there is none."""
    versions = LearningAgreementVersion.objects.for_page().filter(agreement__mobility=stay).order_by("-number")
    return get_object_or_404(versions, number=number) if number else get_object_or_404(versions[:1])


def learning_url(stay: Mobility) -> str:
    return reverse("mobility:learning_detail", args=[stay.pk])


def crumbs_to(stay: Mobility) -> list[dict]:
    return [*crumbs(), {"label": str(stay), "url": stay.get_absolute_url()}]


class LearningDetailView(PortalDetailView):
    """One version, the newest unless the address names another; without any, the way to begin."""

    model = Mobility
    right = VIEW
    template_name = "mobility/learning/detail.html"
    context_object_name = "stay"
    tab = "learning"

    def get_queryset(self):
        return (
            super().get_queryset().select_related("participant", "partner__country", "host_country", "unit", "scheme")
        )

    def get_context_data(self, **kwargs):
        stay, user = self.object, self.request.user
        of_stay = LearningAgreementVersion.objects.for_page().filter(agreement__mobility=stay)
        versions = list(of_stay.order_by("-number"))
        shown = self._shown(versions)
        may_change = user.has_perm(CHANGE, stay)
        return super().get_context_data(
            crumbs=crumbs_to(stay),
            may_change=may_change,
            version=shown,
            versions=versions,
            **(self._of_version(shown, may_change) if shown else {}),
            **kwargs,
        )

    def tabs(self):
        return tabs_of(self.object, self.request.user, current=self.tab)

    def _shown(self, versions):
        """The one the address names, else the newest; None where there is none yet."""
        number = self.kwargs.get("number")
        found = [version for version in versions if number in {None, version.number}]
        if number and not found:
            raise Http404
        return found[0] if found else None

    def _of_version(self, version, may_change: bool) -> dict:
        content = content_of(version)
        awaited = version.awaited
        return {
            "components": list(version.components.all()),
            "sections": sections_of(content.values),
            "windows": with_sources(windows_of(version)),
            "certificate_expected_on": certificate_expected_on(version),
            "funding": funding_of(content.values),
            "sha256": content.sha256,
            "signatures": list(version.signatures.all()),
            "links": list(version.links.select_related("asked_by")[:5]) if may_change else [],
            "by_link": bool(awaited) and is_signed_by_link(version.stay, awaited),
            "awaited": version.get_awaited_display(),
            "reasons": learning_workflow.unmet(f"sign_{awaited}", version) if awaited else [],
            "results": [row.result for row in version.components.all() if hasattr(row, "result")],
            "certificate": TraineeshipResult.objects.filter(version=version).first() if version.is_of_trainee else None,
        }


@require_safe
def learning_paper(request, pk: int, number: int):
    """The version as a PDF, for those who may read the stay."""
    require(request.user, VIEW)
    version = version_of(get_object_or_404(Mobility.objects.visible_to(request.user), pk=pk), number)
    response = HttpResponse(learning_agreement_pdf(version), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="learning-agreement-{pk}-{number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


class _LearningAct(ActionView):
    """An act on the version the address names."""

    model = Mobility
    right = VIEW
    object_right = CHANGE

    def prepare(self):
        if "number" in self.kwargs:
            self.version = version_of(self.object, self.kwargs["number"])

    def back_url(self):
        return learning_url(self.object)


class LearningBeginView(_LearningAct):
    done = gettext_lazy("Now add what is studied, and what it counts as at home.")

    def perform(self, note):
        begin_learning_agreement(self.object, actor=self.request.user)


class LearningChangeView(_LearningAct):
    needs_confirmation = True
    title = gettext_lazy("Change the learning agreement?")
    explanation = gettext_lazy(
        "A new version is made, as this one stands. All three sign it again; until then what all have signed holds. "
        "Addresses sent out for a version that is not signed by all stop working."
    )
    submit_label = gettext_lazy("Make a new version")
    done = gettext_lazy("This is the new version: change what is to be changed, then ask the student to sign.")

    def perform(self, note):
        propose_change(self.version.agreement, actor=self.request.user)


class LearningAskView(_LearningAct):
    def perform(self, note):
        link = ask_to_sign(self.version, actor=self.request.user)
        self.done = _("%(name)s gets a mail with an address to sign by.") % {"name": link.to_name}


class LearningSignView(_LearningAct):
    """Our signature. The page that asks carries the checksum of what was shown on the page before."""

    needs_confirmation = True
    submit_label = gettext_lazy("Sign")
    done = gettext_lazy("You have signed.")

    def prepare(self):
        super().prepare()
        words = {"number": self.version.number, "person": self.object.participant}
        self.title = _("Sign version %(number)s of the learning agreement of %(person)s?") % words
        self.explanation = _("You sign all that the page shows. Its checksum is %(sha256)s.") % {
            "sha256": self.kwargs["seen"]
        }

    def perform(self, note):
        sign_here(self.version, actor=self.request.user, seen=self.kwargs["seen"])


class LearningRejectView(_LearningAct):
    needs_note = True
    is_dangerous = True
    submit_label = gettext_lazy("Reject")
    explanation = gettext_lazy("Nobody can sign this version any more. Your comment is shown with it.")
    done = gettext_lazy("The version is rejected.")

    def prepare(self):
        super().prepare()
        self.title = _("Reject version %(number)s?") % {"number": self.version.number}

    def refusal(self):
        return "" if self.version.is_open else _("It is “%(state)s”.") % {"state": self.version.get_state_display()}

    def perform(self, note):
        reject_here(self.version, actor=self.request.user, note=note)
