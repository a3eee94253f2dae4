from django.utils.translation import gettext_lazy as _

from core.checks import Severity, registered_checks
from core.filters import ChoicesFilter, PortalFilterSet, remembered_options
from insights.models import Finding

MINE = [("mine", _("Mine to mend")), ("nobody", _("Nobody’s in particular"))]


def every_check():
    return [(check.name, check.label) for check in registered_checks()]


def found_checks():
    """Those that found anything still open."""
    names = Finding.objects.open().order_by().values_list("check_name", flat=True).distinct()
    return remembered_options(
        "finding-checks", lambda: ((name, label) for name, label in every_check() if name in set(names)), 60
    )


class FindingFilter(PortalFilterSet):
    search_name = ""

    severity = ChoicesFilter(choices=Severity.choices, label=_("Severity"))
    check = ChoicesFilter("check_name", choices=every_check, offered=found_checks, label=_("Check"))
    whose = ChoicesFilter(choices=MINE, method="of_owner", label=_("Whose"))

    class Meta:
        model = Finding
        fields = []

    def of_owner(self, queryset, name, value):
        if len(value) != 1:
            return queryset
        return queryset.filter(owner=self.request.user) if "mine" in value else queryset.filter(owner__isnull=True)
