"""The brief about a country: what it is to the programme, our partners and agreements there, who went and came."""

from collections import Counter

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, Party
from cooperation.models import Activity
from core.papers.sections import Section
from insights.kpis.keeping import years_kept
from insights.kpis.shown import HIDDEN, hidden_sentence
from insights.reports.asked import Asked, known_facts, period_words, table
from mobility.enums import Direction
from mobility.figures.yearly import ShownTable, statistics_for, statistics_to_hand_out
from mobility.querysets import VIEW as VIEW_STAYS
from partners.models import Institution
from reference.academic_years import AcademicYear
from reference.models import CountryStatus

MOST_PARTNERS, MOST_AGREEMENTS, MOST_ACTIVITIES = 40, 40, 12


def facts(asked: Asked) -> Section:
    country, call = asked.subject, timezone.localdate().year
    status = CountryStatus.objects.in_call(call).filter(country=country).first()
    return Section(
        _("The country"),
        facts=known_facts(
            (_("Continent"), country.get_continent_display()),
            (_("In Erasmus+"), status.get_status_display() if status else ""),
            (_("Country group"), status.country_group if status else ""),
            (_("Partners"), partners_in(asked).count()),
            (_("Agreements in force"), agreements_with(asked).in_force().count()),
        ),
    )


def partners_in(asked: Asked):
    return Institution.objects.visible_to(asked.reader).partners().filter(country=asked.subject)


def agreements_with(asked: Asked):
    return Agreement.objects.visible_to(asked.reader).in_country(asked.subject).order_by()


def partners(asked: Asked) -> Section:
    parties = Party.objects.filter(is_home=False, agreement__in=agreements_with(asked).in_force().values("pk"))
    counted = Counter(dict(parties.order_by().values_list("institution").annotate(Count("agreement", distinct=True))))
    found = sorted(partners_in(asked), key=lambda row: (-counted[row.pk], row.sort_key))
    rows = ([each.name, each.city, each.get_status_display(), str(counted[each.pk])] for each in found)
    head = [_("Partner"), _("City"), _("Status"), _("Agreements in force")]
    return table(_("Partners"), head, rows, most=MOST_PARTNERS, numbers=(3,))


def agreements(asked: Asked) -> Section:
    found = agreements_with(asked).in_force().select_related("responsible_unit").order_by("ends_on", "title", "pk")
    rows = (
        [
            each.number,
            each.title,
            each.kind_short,
            period_words(each.starts_on, each.ends_on),
            each.responsible_unit.name,
        ]
        for each in found
    )
    head = [_("Number"), _("Agreement"), _("Kind"), _("Period"), _("Unit")]
    return table(_("Agreements in force"), head, rows, most=MOST_AGREEMENTS)


def exchange(asked: Asked) -> Section:
    """From the yearly statistics and nothing else: the brief tells no more than they do."""
    heading = _("Mobility")
    if not asked.reader.has_perm(VIEW_STAYS):
        return Section(heading)
    rows = []
    for year in years_kept():
        shown = statistics_to_hand_out(year) if asked.is_leaving else statistics_for(year, asked.reader)
        numbers = (number_of(shown, asked.subject, way) for way in (Direction.OUTGOING, Direction.INCOMING))
        rows.append([str(AcademicYear(year)), *(HIDDEN if count is None else str(count) for count in numbers)])
    head = [_("Academic year"), _("Went out"), _("Came in")]
    section = table(heading, head, rows, most=len(rows), numbers=(1, 2))
    if any(HIDDEN in row for row in rows):
        section.paragraphs = [hidden_sentence()]
    return section


def number_of(shown: ShownTable, country, way: Direction) -> int | None:
    """All kinds of stays one way; None where the statistics hide any of them."""
    cells = next((cells for name, cells in shown.rows if name == country.name), [])
    of_way = [cell for kind, cell in zip(shown.table.kinds, cells, strict=False) if kind.direction == way]
    return None if None in of_way else sum(of_way)


def activities(asked: Asked) -> Section:
    partners = partners_in(asked).order_by().values("pk")
    found = Activity.objects.visible_to(asked.reader).filter(partners__institution__in=partners).distinct()
    rows = (
        [period_words(each.starts_on, each.ends_on), each.title, each.get_kind_display(), each.get_state_display()]
        for each in Activity.objects.filter(pk__in=found.order_by().values("pk")).order_by("-starts_on", "-pk")
    )
    head = [_("When"), _("Activity"), _("Kind"), _("State")]
    return table(_("What is done together"), head, rows, most=MOST_ACTIVITIES)


PARTS = (facts, partners, agreements, exchange, activities)
