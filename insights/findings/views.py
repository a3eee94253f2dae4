"""What does not fit together in the whole house: how old, how serious, whose, and where it is mended."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.checks import Severity
from core.views.lists import PortalListView
from insights.findings.filters import FindingFilter
from insights.findings.shown import dressed
from insights.findings.tables import FindingTable
from insights.models import Finding
from insights.querysets import VIEW


class FindingListView(PortalListView):
    model = Finding
    filterset_class = FindingFilter
    table_class = FindingTable
    right = VIEW
    title = gettext_lazy("Findings of the checks")
    list_name = "findings"

    def get_queryset(self):
        return super().get_queryset().open()

    def dressed(self, rows):
        return dressed(rows, self.request.user)

    def figures(self, filterset):
        counts = self.get_queryset().aggregate(
            all=Count("pk"),
            serious=Count("pk", filter=Q(severity=Severity.SERIOUS)),
            mine=Count("pk", filter=Q(owner=self.request.user)),
        )
        words = ngettext("%(count)s is open", "%(count)s are open", counts["all"]) % {"count": counts["all"]}
        yield {"text": words, "url": self.request.path}
        if counts["serious"]:
            words = ngettext("%(count)s is serious", "%(count)s are serious", counts["serious"])
            yield {"text": words % {"count": counts["serious"]}, "url": f"{self.request.path}?severity=serious"}
        if counts["mine"]:
            words = ngettext("%(count)s is yours to mend", "%(count)s are yours to mend", counts["mine"])
            yield {"text": words % {"count": counts["mine"]}, "url": f"{self.request.path}?whose=mine"}

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("Nothing for you to mend"),
            "text": _("Every night the portal asks what contradicts itself. What you are to mend stands here."),
        }
