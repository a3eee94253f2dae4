"""The partner dossier: everything about one partner that its reader may see, on a few pages for a visit."""

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.models import Agreement, Condition, NegotiationEntry
from cooperation.models import Activity, WorkPlan
from core.papers.sections import Section, paragraphs_of
from insights.kpis.shown import HIDDEN, hidden_sentence
from insights.reports.asked import Asked, day_words, known_facts, period_words, table
from insights.reports.exchange import exchange_with
from mobility.balance.on_pages import balance_of_partner
from mobility.balance.shown import words_of
from mobility.querysets import VIEW as VIEW_STAYS
from networks.models import NetworkMembership
from partners.due_diligence import standing_of
from partners.models import Contact
from reference.academic_years import AcademicYear
from reminders.dates import DateQuestion, Whose

# So that four pages hold it, however much there is.
MOST_PEOPLE, MOST_AGREEMENTS, MOST_CONDITIONS, MOST_NETWORKS = 12, 14, 16, 12
MOST_ACTIVITIES, MOST_DATES, MOST_NOTES, LONGEST_NOTE = 8, 10, 6, 350
LONGEST_TITLE = 80


def facts(asked: Asked) -> Section:
    partner = asked.subject
    charter = period_words(partner.charter_starts_on, partner.charter_ends_on) if partner.charter_ends_on else ""
    section = Section(
        _("The partner"),
        facts=known_facts(
            (_("Name in its own language"), partner.native_name),
            (_("Place"), ", ".join(filter(None, [partner.city, str(partner.country)]))),
            (_("Kind"), partner.get_kind_display()),
            (_("Status"), partner.get_status_display()),
            (_("Due diligence"), standing_of(partner).label),
            (_("Erasmus code"), partner.code_shown),
            (_("Charter"), charter),
            (_("Website"), partner.website),
        ),
    )
    section.paragraphs = [Truncator(words).chars(600) for words in paragraphs_of(partner.description)[:2]]
    return section


def people(asked: Asked) -> Section:
    contacts = Contact.objects.visible_to(asked.reader).current().filter(institution=asked.subject)
    rows = (
        [each.name, each.get_role_display(), each.partner_unit, each.email]
        for each in contacts.order_by("role", "name")
    )
    head = [_("Name"), _("Role"), _("Their unit"), _("E-mail")]
    return table(_("People"), head, rows, most=MOST_PEOPLE)


def standing_agreements(asked: Asked):
    """Those that are not over, as the reader may see them; those that end last first."""
    found = Agreement.objects.visible_to(asked.reader).with_partner(asked.subject)
    return found.exclude(state__in=AgreementState.over).order_by("-ends_on", "title", "pk")


def agreements(asked: Asked) -> Section:
    found = standing_agreements(asked).select_related("responsible_unit", "coordinator")
    rows = (
        [
            Truncator(" · ".join(filter(None, [each.number, each.title]))).chars(LONGEST_TITLE),
            each.kind_short,
            each.get_state_display(),
            period_words(each.starts_on, each.ends_on),
            each.responsible_unit.name,
            each.coordinator.name if each.coordinator else "",
        ]
        for each in found
    )
    head = [_("Agreement"), _("Kind"), _("State"), _("Period"), _("Unit"), _("Coordinator")]
    return table(_("Agreements"), head, rows, most=MOST_AGREEMENTS)


def conditions(asked: Asked) -> Section:
    found = Condition.objects.filter(agreement__in=standing_agreements(asked).order_by())
    found = found.select_related("sender", "receiver", "agreement").prefetch_related("fields")
    rows = (
        [
            each.direction_words,
            each.get_kind_display(),
            "" if each.people_per_year is None else str(each.people_per_year),
            each.length_words,
            ", ".join(str(field) for field in each.fields.all()),
            each.agreement.number,
        ]
        for each in found.order_by("agreement", "kind", "pk")
    )
    head = [_("Direction"), _("Kind"), _("People a year"), _("Length"), _("Fields"), _("Agreement")]
    return table(_("What is agreed"), head, rows, most=MOST_CONDITIONS, numbers=(2,))


def exchange(asked: Asked) -> Section:
    """Nothing for who may not see figures of stays."""
    heading = _("Mobility")
    if not asked.reader.has_perm(VIEW_STAYS):
        return Section(heading)
    is_leaving = asked.is_leaving or not asked.reader.rights.everywhere(VIEW_STAYS)
    found = exchange_with(asked.subject, is_leaving=is_leaving)
    if found.is_empty:
        return Section(heading, paragraphs=[_("Nobody went or came in the last years.")])
    labels = [*(str(AcademicYear(year)) for year in found.years), _("In all")]
    rows = [
        [label, *(HIDDEN if count is None else str(count) for count in cells)]
        for label, cells in zip(labels, found.cells, strict=True)
    ]
    head = [_("Academic year"), _("Went out"), _("Came in"), _("In all")]
    section = table(heading, head, rows, most=len(rows), numbers=(1, 2, 3))
    if found.has_hidden:
        section.paragraphs = [hidden_sentence()]
    elif balance := balance_of_partner(asked.subject, asked.reader):
        words = {"balance": words_of(balance["total"].balance)}
        section.paragraphs = [_("Balance of studies over all years: %(balance)s (above nought: more came).") % words]
    return section


def networks(asked: Asked) -> Section:
    current = NetworkMembership.objects.visible_to(asked.reader).current()
    ours = set(current.ours().values_list("network", flat=True))
    found = current.filter(institution=asked.subject).select_related("network")
    rows = (
        [each.network.name, each.get_role_display(), day_words(each.since), _("yes") if each.network_id in ours else ""]
        for each in sorted(found, key=lambda row: row.network.name)
    )
    head = [_("Network"), _("Role"), _("Since"), _("We belong to it, too")]
    return table(_("Networks"), head, rows, most=MOST_NETWORKS)


def done_together(asked: Asked) -> Section:
    found = Activity.objects.visible_to(asked.reader).with_partner(asked.subject).order_by("-starts_on", "-pk")
    rows = (
        [period_words(each.starts_on, each.ends_on), each.title, each.get_kind_display(), each.get_state_display()]
        for each in found
    )
    head = [_("When"), _("Activity"), _("Kind"), _("State")]
    section = table(_("What is done together"), head, rows, most=MOST_ACTIVITIES)
    plans = WorkPlan.objects.visible_to(asked.reader).with_partner(asked.subject).order_by("-ends_on", "pk")
    section.facts = [(period_words(each.starts_on, each.ends_on), str(each)) for each in plans[:3]]
    return section


def open_matters(asked: Asked) -> Section:
    """Dates that are watched about the partner and its agreements, the most urgent first."""
    partner, today = asked.subject, timezone.localdate()
    about = ((type(partner), [partner.pk]), (Agreement, list(standing_agreements(asked).values_list("pk", flat=True))))
    found = [
        row
        for pages in about
        if pages[1]
        for row in DateQuestion(asked.reader, today, Whose.ALL, pages=pages, leaves_out_faults=True).rows(MOST_DATES)
    ]
    found.sort(key=lambda row: (row.due_on, row.key))
    rows = ([day_words(row.due_on), row.sentence, Truncator(row.title).chars(LONGEST_TITLE)] for row in found)
    return table(_("Open matters and next dates"), [_("Day"), _("What"), _("About")], rows, most=MOST_DATES)


def negotiations(asked: Asked) -> Section:
    """The last notes, for those who keep the agreements."""
    found = NegotiationEntry.objects.visible_to(asked.reader).filter(
        agreement__in=standing_agreements(asked).order_by()
    )
    rows = (
        [
            day_words(each.on),
            each.get_kind_display(),
            Truncator(" ".join(each.text.split())).chars(LONGEST_NOTE),
            Truncator(each.agreement.title).chars(LONGEST_TITLE),
        ]
        for each in found.select_related("agreement").order_by("-on", "-pk")
    )
    head = [_("Day"), _("What happened"), _("In words"), _("Agreement")]
    return table(_("Notes of the last negotiations"), head, rows, most=MOST_NOTES)


PARTS = (
    *(facts, people, agreements, conditions, exchange),
    *(networks, done_together, open_matters, negotiations),
)
