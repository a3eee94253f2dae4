"""What a specific agreement is made under (AG-01), and what the end of that means for it."""

from datetime import date

from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind, AgreementState, Renewal
from agreements.models import Agreement
from partners.models import Institution
from reference.enums import ProgrammeStatus
from reference.models import CountryStatus

ENDING = (AgreementState.NOTICE_GIVEN, AgreementState.SUSPENDED, *AgreementState.over)


def outside_the_programme(institution_ids, on: date | None = None) -> list[Institution]:
    """Those of the institutions that are known to lie outside the programme countries in the call year of the day."""
    year = (on or timezone.localdate()).year
    statuses = CountryStatus.objects.in_call(year).exclude(status__in=ProgrammeStatus.programme_countries)
    rows = Institution.objects.filter(pk__in=institution_ids, country__in=statuses.values("country"))
    return list(rows.order_by("pk"))


def asks_for_its_parent(kind: str, institution_ids, on: date | None = None) -> list[Institution]:
    """The partners for whose sake an agreement of ``kind`` needs a memorandum above it; [] where it needs none."""
    return outside_the_programme(institution_ids, on) if kind in AgreementKind.specific else []


def has_its_parent(agreement):
    """A guard of the workflow: a specific agreement outside the programme countries has a memorandum, or a reason."""
    if agreement.parent_id or agreement.no_parent_because.strip():
        return None
    ids = [party.institution_id for party in agreement.partner_parties]
    if not (outside := asks_for_its_parent(agreement.kind, ids, agreement.starts_on)):
        return None
    return question_about(outside)


def question_about(outside: list[Institution]) -> str:
    """What is to be answered for the sake of these partners."""
    names = ", ".join(str(institution) for institution in outside)
    return _(
        "%(partners)s is outside the programme countries: name the memorandum it is made under, "
        "or say why there is none."
    ) % {"partners": names}


def begins_after_the_renewed_one(agreement):
    """A guard of the workflow: of two agreements in a chain the later begins when the earlier is over."""
    renewed, starts_on = agreement.predecessor, agreement.starts_on
    overlaps = renewed and starts_on and overlaps_the_renewed(renewed, starts_on)
    return overlap_words(renewed) if overlaps else None


def overlaps_the_renewed(renewed: Agreement, starts_on: date) -> bool:
    """Whether ``renewed`` still holds on the first day of what renews it."""
    return renewed.state not in AgreementState.over and renewed.ends_on is not None and starts_on <= renewed.ends_on


def overlap_words(renewed: Agreement) -> str:
    words = {"title": renewed, "day": date_format(renewed.ends_on) if renewed.ends_on else ""}
    return _("“%(title)s”, which it renews, holds until %(day)s: it begins on a later day.") % words


def ends_before(agreements=None):
    """Of ``agreements`` those under a memorandum that is ending or ends sooner than they do, themselves not over."""
    rows = Agreement.objects.all() if agreements is None else agreements
    sooner = Q(parent__ends_on__lt=F("ends_on")) | Q(parent__ends_on__isnull=False, ends_on__isnull=True)
    sooner &= ~Q(parent__renewal=Renewal.AUTOMATIC, parent__state__in=AgreementState.renewable)
    under = rows.filter(Q(parent__state__in=ENDING) | sooner, parent__isnull=False)
    return under.exclude(state__in=AgreementState.over)


def warning_about_parent(agreement: Agreement, parent: Agreement | None) -> str:
    """What is to be known of the memorandum: suspended, notice given, over, or ending sooner; else "".

    ``parent`` is it where the reader may see it.
    """
    if parent is None or agreement.state in AgreementState.over:
        return ""
    words = {"parent": parent, "day": date_format(parent.ends_on) if parent.ends_on else ""}
    if parent.state in AgreementState.over:
        return _("“%(parent)s”, which it is made under, is over.") % words
    if parent.state == AgreementState.SUSPENDED:
        return _("“%(parent)s”, which it is made under, is suspended.") % words
    if parent.state == AgreementState.NOTICE_GIVEN and words["day"]:
        return _("Notice of “%(parent)s”, which it is made under, is given: it ends on %(day)s.") % words
    if (
        parent.ends_on
        and not parent.renews_by_itself
        and (agreement.ends_on is None or parent.ends_on < agreement.ends_on)
    ):
        return _("“%(parent)s”, which it is made under, ends sooner, on %(day)s.") % words
    return ""


def children_of(agreement: Agreement, user):
    """The agreements under a memorandum that are not over, as far as ``user`` may see them."""
    rows = Agreement.objects.visible_to(user).filter(parent=agreement).exclude(state__in=AgreementState.over)
    return rows.order_by("ends_on", "title")
