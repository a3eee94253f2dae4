"""The what-if calculator: what would be paid for a stay. Nothing that is typed is kept."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.eu_funding import EuFunding
from core.keys import is_key
from finder import published
from mobility.enums import Activity, SchemeCode
from mobility.forms.estimate import EstimateForm
from mobility.rules.grounded import Estimate
from partners.models import Institution
from partners.places import distance_between
from partners.services import home_institution


@login_not_required
@require_safe
def grant_estimate(request):
    """``?activity=`` chooses the questions, ``?partner=`` fills in country and distance; answers are an address too."""
    home = home_institution()
    asked = request.GET.get("activity")
    activity = Activity(asked) if asked in Activity.values else Activity.STUDIES
    partner = partner_of(request.GET.get("partner", ""))
    initial = (
        {"receiving_country": partner.country_id, "distance_km": distance_between(home, partner)} if partner else {}
    )
    if request.GET.get("scheme") in SchemeCode.values:
        initial["scheme"] = request.GET["scheme"]
    is_asked = "start_on" in request.GET
    form = EstimateForm(
        request.GET if is_asked else None, initial=initial, activity=activity, sending_country=home.country_id
    )
    context = {
        "form": form,
        "activity": activity,
        "tabs": activity_tabs(request.GET, activity),
        "partner": partner,
        "funding": EuFunding(),
        "canonical_url": settings.SITE_URL + request.path,
        "estimate": Estimate(form.case()) if is_asked and form.is_valid() else None,
    }
    template = "finder/grant_estimate.html"
    return render(request, f"{template}#answer" if request.htmx else template, context)


def activity_tabs(asked: QueryDict, activity: Activity) -> list[dict]:
    """The same stay asked about as another activity: what was typed goes along."""

    def address(other: Activity) -> str:
        query = asked.copy()
        query["activity"] = other.value
        return f"?{query.urlencode()}"

    return [
        {"label": other.label, "url": address(other), "count": None, "is_current": other == activity}
        for other in Activity
    ]


def partner_of(key: str) -> Institution | None:
    """The published partner with this number, for whom a page of its own leads here."""
    if not is_key(key):
        return None
    return published.institutions().select_related("country").filter(pk=int(key)).first()
