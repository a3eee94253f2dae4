"""What a published fact is: the only door between the register and the public site.

Every page, file and feed of ``finder`` starts from the querysets here and shows the columns of
``PUBLIC_COLUMNS`` alone. A column that is not named here is private: contacts, remarks, registration
numbers, titles, who coordinates, file names, history.
"""

from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from agreements.enums import AgreementState, MobilityKind
from agreements.models import Agreement, Condition, Document, Party
from cooperation.models import Activity, Output
from finder.enums import Standing
from finder.models import Guideline, GuidelineFile
from mobility.models import ApplicationRound, Bip, Scheme
from mobility.reports.shown import answers_about
from networks.models import JointOffer, JointOfferPartner, Network, NetworkCount, NetworkMembership
from partners.enums import InstitutionStatus
from partners.models import Institution
from reference.academic_years import AcademicYear

# Text of these columns may reach the public, where the row itself is published.
PUBLIC_COLUMNS = {
    "partners.Institution": (
        "name", "native_name", "kind", "status", "country", "city", "latitude", "longitude", "coordinates_precision",
        "website", "erasmus_code", "description", "sort_key", "succeeded_by", "teaching_periods", "teaching_languages",
        "nomination_windows", "application_windows", "course_catalogue", "housing", "visa_and_insurance",
        "inclusion_support", "transcripts", "factsheet_confirmed_on",
    ),
    "partners.Alias": ("institution", "name"),
    "agreements.Agreement": (
        "kind", "state", "starts_on", "ends_on", "is_open_ended", "tuition_waived", "responsible_unit",
    ),
    "agreements.Condition": (
        "agreement", "sender", "receiver", "kind", "first_year", "last_year", "people_per_year", "total_months",
        "total_days", "is_blended", "eqf_levels",
    ),
    "agreements.ConditionField": ("condition", "isced_field", "clarification"),
    "agreements.ConditionLanguage": ("condition", "language", "level", "isced_field"),
    "agreements.Document": ("agreement", "title", "kind", "language", "version", "content_type", "size", "file"),
    "mobility.ApplicationRound": (
        "name_en", "name_sv", "activity", "academic_year", "term", "opens_at", "closes_at", "promised_on", "to_send_en",
        "to_send_sv", "apply_address",
    ),
    "mobility.Bip": (
        "title", "role", "state", "academic_year", "isced_field", "language", "is_for_students", "is_for_staff", "ects",
        "starts_on", "ends_on", "place", "virtual_starts_on", "virtual_ends_on", "told_en", "told_sv", "our_places",
        "apply_by", "apply_address", "first_day", "last_day",
    ),
    "mobility.BipPartner": ("bip", "institution", "role"),
    "mobility.Mobility": ("academic_year",),  # of a shown report: when it was
    "mobility.GrantProject": ("call_year",),
    "mobility.ReportQuestion": ("audience", "position", "kind", "wording_en", "wording_sv"),
    "mobility.ReportAnswer": ("question", "rating", "text"),
    "mobility.Scheme": ("code", "name_en", "name_sv", "rules", "directions", "activities", "waives_tuition", "remarks"),
    "cooperation.Activity": ("kind", "title", "starts_on", "ends_on", "told_en", "told_sv", "link"),
    "cooperation.Output": ("activity", "kind", "title", "year", "published_in", "doi", "link"),
    "networks.Network": (
        "kind", "name_en", "name_sv", "short_name", "website", "description_en", "description_sv", "starts_on",
        "ends_on", "funding", "funding_starts_on", "funding_ends_on",
    ),
    "networks.NetworkCount": ("network", "kind", "number", "is_about", "counted_on", "precision"),
    "networks.NetworkMembership": ("network", "institution", "role", "since", "until"),
    "networks.JointOffer": (
        "network", "kind", "title_en", "title_sv", "description_en", "description_sv", "ects", "language", "term",
        "starts_on", "ends_on", "apply_from", "apply_by", "link",
    ),
    "networks.JointOfferPartner": ("offer", "institution", "is_coordinator"),
    "finder.Guideline": (
        "title_en", "title_sv", "slug", "summary_en", "summary_sv", "body_en", "body_sv", "audience", "scheme",
        "review_on", "updated_at",
    ),
    "finder.GuidelineFile": ("guideline", "title", "language", "content_type", "size", "file"),
    "finder.SchemeLink": ("scheme", "name_en", "name_sv", "address"),
    "accounts.Unit": ("name_en", "name_sv", "email"),  # the role address
}  # fmt: skip

USABLE = (AgreementState.SIGNED, *AgreementState.in_force)
CLOSED_INSTITUTIONS = (InstitutionStatus.SUSPENDED, InstitutionStatus.CLOSED)


def agreements():
    """Agreements the public may know of, whether or not they can still be used."""
    return Agreement.objects.published()


def open_agreements(on: date | None = None):
    """Published agreements somebody can use: in force, or signed and about to begin."""
    on = on or timezone.localdate()
    return agreements().filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), state__in=USABLE)


def parties(of):
    """The partners' sides of the agreements ``of`` (a queryset of published ones)."""
    return Party.objects.filter(agreement__in=of, is_home=False)


def institutions():
    """Institutions that have a page: partners of a published agreement, past ones included."""
    return Institution.objects.filter(pk__in=parties(agreements()).values("institution"))


def survivor_of(pk: int) -> Institution | None:
    """The institution with a page into which the one of the number was merged."""
    return institutions().filter(pk__in=Institution.objects.filter(pk=pk).values("merged_into")).first()


def survivors_of(keys) -> dict[int, int]:
    """Of many numbers at once: the number that was merged, and the one whose page it is now."""
    merged = Institution.objects.filter(pk__in=keys, merged_into__in=institutions())
    return dict(merged.values_list("pk", "merged_into"))


def open_institutions(on: date | None = None):
    """Institutions the list shows: not suspended or closed themselves, with an agreement that can be used."""
    partners = parties(open_agreements(on)).values("institution")
    return Institution.objects.filter(pk__in=partners).exclude(status__in=CLOSED_INSTITUTIONS)


def conditions(of, on: date | None = None):
    """Conditions of the agreements ``of`` whose last academic year is not over."""
    year = AcademicYear.of(on or timezone.localdate()).first_year
    return Condition.objects.filter(Q(last_year__isnull=True) | Q(last_year__gte=year), agreement__in=of)


def outgoing(of):
    """Those of the conditions ``of`` under which our people go."""
    return of.filter(sender__erasmus_code=settings.HOME_INSTITUTION)


def rounds(now):
    """Rounds in which somebody can apply at the instant ``now``, or later."""
    return ApplicationRound.objects.published().not_over(now).select_related("unit", "scheme")


def rounds_of(scheme: Scheme):
    """Rounds of the scheme in which somebody can apply now or later, the first to close at the top."""
    return rounds(timezone.now()).filter(scheme=scheme).order_by("closes_at", "pk")


def schemes():
    """The ways of going abroad that are offered."""
    return Scheme.objects.filter(is_offered=True)


def bips():
    """Blended intensive programmes that the office shows, past ones included."""
    return Bip.objects.published()


def report_answers(partner: Institution):
    """What people back from ``partner`` said, where they allowed it and the office let it through."""
    return answers_about(partner)


def activities_with(partner: Institution):
    """What was done together with ``partner`` and the office tells of, the latest first."""
    return Activity.objects.published().with_partner(partner)


def outputs():
    """What came out of the activities that are told of."""
    return Output.objects.filter(activity__in=Activity.objects.published())


def networks():
    """Networks the office shows, past ones included."""
    return Network.objects.published()


def going_networks(on: date | None = None):
    """Published networks that are not over."""
    return networks().filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on or timezone.localdate()))


def network_members(on: date | None = None):
    """Who belongs to a published network on the day, as far as a source confirms it."""
    return NetworkMembership.objects.published().current(on).filter(is_confirmed=True)


def network_counts():
    """Numbers given of published networks, the newest of each kind at the top."""
    return NetworkCount.objects.filter(network__in=networks())


def joint_offers():
    """What members of published networks give together and the office shows, past ones included."""
    return JointOffer.objects.published()


def joint_offer_partners():
    """Who gives the published joint offers."""
    return JointOfferPartner.objects.filter(offer__in=joint_offers())


def joint_offers_of(partner: Institution, on: date | None = None):
    """What the partner gives together with others of a network, as long as it is not over."""
    return joint_offers().not_over(on).filter(partners__institution=partner)


def guidelines():
    return Guideline.objects.published()


def guideline_files():
    """Files of published guidelines."""
    return GuidelineFile.objects.published()


def documents():
    """Files marked for everyone, of published agreements."""
    return Document.objects.published()


def standing(agreement: Agreement, on: date | None = None) -> Standing:
    """What the public page says about a published agreement."""
    on = on or timezone.localdate()
    if agreement.state == AgreementState.SUSPENDED:
        return Standing.SUSPENDED
    if agreement.state == AgreementState.ENDED or (agreement.ends_on and agreement.ends_on < on):
        return Standing.ENDED
    if agreement.starts_on and agreement.starts_on > on:
        return Standing.UPCOMING
    return Standing.OPEN


def is_for_students(kind: str) -> bool:
    return kind in MobilityKind.of_students
