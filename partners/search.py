"""What the search box finds among institutions: partners before those merely on the charter list."""

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.search import SearchResult, SearchSource, register
from partners.enums import InstitutionStatus
from partners.models import Institution


def institutions(user, text):
    is_partner = Case(When(status__in=InstitutionStatus.partners, then=Value(0)), default=Value(1))
    found = Institution.objects.visible_to(user).matching(text).select_related("country")
    return found.order_by(is_partner, "sort_key", "pk")


def line(institution) -> SearchResult:
    facts = (institution.city, str(institution.country), institution.erasmus_code, institution.get_status_display())
    return SearchResult(
        title=institution.name,
        subtitle=" · ".join(fact for fact in facts if fact),
        url=reverse("partners:institution_detail", args=[institution.pk]),
    )


def words():
    """Names and cities; codes are looked up, not misspelt."""
    for name, city in Institution.objects.values_list("name", "city").iterator():
        yield name
        yield city


register(
    SearchSource(
        name="partners",
        label=_("Partners"),
        right="partners.view_institution",
        order=10,
        queryset=institutions,
        result=line,
        list_name="partners:institution_list",
        vocabulary=words,
    )
)
