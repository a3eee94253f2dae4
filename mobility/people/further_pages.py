"""What else there is about stays, behind one button of their list."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import address_with
from mobility.grants.payments import PAY
from mobility.people.deciding import ANONYMISE
from mobility.people.reading import VIEW_SENSITIVE
from mobility.querysets import MODERATE, VIEW

PAGES = (
    ("mobility:balance", gettext_lazy("Balance of exchange"), VIEW),
    ("mobility:payment_list", gettext_lazy("To pay"), PAY),
    ("mobility:nomination_page", gettext_lazy("Nominations by partners"), VIEW),
    ("mobility:statistics", gettext_lazy("Statistics of a year"), VIEW),
    ("mobility:crisis_list", gettext_lazy("Who is where"), VIEW_SENSITIVE),
    ("mobility:report_list", gettext_lazy("Reports of participants"), MODERATE),
    ("mobility:personal_export_list", gettext_lazy("Exports and readings"), "mobility.view_readings"),
    ("mobility:forgetting_list", gettext_lazy("Forgetting people"), ANONYMISE),
)


def further_pages(request) -> dict:
    """A menu of the pages that the person may open; the pictures show the stays of the list they come from."""
    pictures = address_with(request.GET, path=reverse("mobility:pictures"), without=["page", "sort", "columns"])
    others = [{"label": label, "url": reverse(name)} for name, label, right in PAGES if request.user.has_perm(right)]
    return {"label": _("More"), "choices": [{"label": _("In pictures"), "url": pictures}, *others]}
