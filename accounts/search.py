"""What the search box finds among colleagues: who keeps what, and how to reach them."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.search import SearchResult, SearchSource, register


def people(user, text):
    return User.objects.visible_to(user).active().matching(text).prefetch_related("memberships__unit")


def line(person) -> SearchResult:
    units = dict.fromkeys(str(membership.unit) for membership in person.memberships.all())
    return SearchResult(
        title=str(person),
        subtitle=" · ".join(fact for fact in (person.title, ", ".join(units), person.email) if fact),
        url=f"mailto:{person.email}",
    )


def words():
    return User.objects.active().values_list("name", flat=True)


register(
    SearchSource(
        name="people",
        label=_("People of the university"),
        right="core.search",
        order=30,
        queryset=people,
        result=line,
        vocabulary=words,
    )
)
