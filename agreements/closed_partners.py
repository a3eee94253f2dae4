"""Partners that closed: no new agreement with them, and what is still in the register moves to their successors."""

from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.models import Agreement, Party
from partners.enums import InstitutionStatus
from partners.models import Institution
from partners.selectors import last_successor


def refusal(institution: Institution, ends_on: date | None) -> str:
    """Why no agreement can be made with ``institution``, and who took its place; "" where one can.

    One that was over before it closed may still be entered: registers hold the past as well.
    """
    if not institution.is_closed:
        return ""
    if ends_on and institution.closed_on and ends_on <= institution.closed_on:
        return ""
    successor = last_successor(institution)
    words = {"partner": institution.name, "successor": successor}
    words["day"] = date_format(institution.closed_on) if institution.closed_on else ""
    if successor is None:
        return (_("%(partner)s closed on %(day)s.") if words["day"] else _("%(partner)s has closed.")) % words
    if words["day"]:
        return _("%(partner)s closed on %(day)s; its place was taken by %(successor)s.") % words
    return _("%(partner)s has closed; its place was taken by %(successor)s.") % words


def refusal_with_link(institution: Institution, ends_on: date | None) -> str:
    """The same for a form, with a link to the page of the successor."""
    sentence, successor = refusal(institution, ends_on), last_successor(institution)
    if not sentence or successor is None:
        return sentence
    return format_html(
        '{} <a href="{}" target="_blank">{}</a>', sentence, successor.get_absolute_url(), _("Look at it")
    )


def with_closed_partner(agreements):
    """Of ``agreements`` (a queryset), those that are not over and name a partner that closed."""
    closed = Institution.objects.filter(status=InstitutionStatus.CLOSED)
    parties = Party.objects.filter(institution__in=closed, is_home=False)
    return agreements.filter(pk__in=parties.values("agreement")).exclude(state__in=AgreementState.over)


def agreements_to_move(institution: Institution, user):
    """Agreements with a closed ``institution`` that are not over, and that ``user`` may give to its successor."""
    visible = Agreement.objects.editable_by(user).exclude(state__in=AgreementState.over)
    return visible.with_partner(institution).select_related("responsible_unit").order_by("ends_on", "title", "pk")
