"""The annual report of a unit with everything below it."""

from collections import Counter

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Unit
from agreements.enums import AgreementKind
from agreements.indicators import bound_on
from agreements.models import Agreement, Party
from cooperation.activities.enums import ActivityKind, ActivityState
from cooperation.models import Activity
from core.papers.sections import Bar, Section
from insights.kpis.shown import HIDDEN, hidden_sentence, lines_of
from insights.reports.asked import Asked, day_words, period_words, table
from insights.reports.exchange_of_units import Numbers, exchange_of_units, is_seen_whole
from mobility.bips.querysets import VIEW_BIP
from mobility.models import Bip
from partners.models import Institution
from quality.enums import ActionState
from quality.models import Action
from quality.querysets import VIEW as VIEW_QUALITY
from reference.academic_years import AcademicYear

MOST_PARTNERS, MOST_ROWS = 25, 40


def year_of(asked: Asked) -> AcademicYear:
    return AcademicYear(asked.year)


def last_day(asked: Asked):
    """The day the year is looked at: its last, or today while it lasts."""
    year = year_of(asked)
    return min(year.ends_on, timezone.localdate())


def units_of(asked: Asked):
    return Unit.objects.within([asked.subject.path])


def agreements_of(asked: Asked):
    return Agreement.objects.visible_to(asked.reader).of_units(units_of(asked)).order_by()


def in_force(asked: Asked):
    """On the last day; of a past year by the dates, as the key figure counts them (KPI-08)."""
    return bound_on(agreements_of(asked), last_day(asked))


def agreements(asked: Asked) -> Section:
    """In force on the last day, by kind; and how many began and ended in the year."""
    year, found, counted = year_of(asked), agreements_of(asked), counts_by_kind(asked)
    most = max(counted.values(), default=0) or 1
    within = (year.starts_on, year.ends_on)
    is_past = last_day(asked) < timezone.localdate()
    since = _("Read from the dates of the agreements: one that was suspended at the time is counted as well.")
    return Section(
        _("Agreements in force on %(day)s") % {"day": day_words(last_day(asked))},
        facts=[
            (_("In force"), str(sum(counted.values()))),
            (_("Began in the year"), str(found.filter(starts_on__range=within).count())),
            (_("Last day in the year"), str(found.filter(ends_on__range=within).count())),
        ],
        paragraphs=[since] if is_past else [],
        bars=[Bar(AgreementKind(kind).short, str(count), count / most) for kind, count in counted.most_common()],
    )


def counts_by_kind(asked: Asked) -> Counter[str]:
    return Counter(dict(in_force(asked).values_list("kind").annotate(Count("pk"))))


def mobility(asked: Asked) -> Section:
    """Who went and came, of the unit, over the years kept."""
    rows = []
    for year in range(asked.year - 5, asked.year + 1):
        numbers = exchange_of_units(year, asked.reader)[asked.subject.pk]
        rows.append([str(AcademicYear(year)), *_shown(numbers, asked, asked.subject)])
    head = [_("Academic year"), _("Went out"), _("Came in")]
    section = table(_("Mobility"), head, rows, most=len(rows), numbers=(1, 2))
    return _with_sign(section)


def units_below(asked: Asked) -> Section:
    """The units right below, with agreements in force and who went and came in the year."""
    below = Unit.objects.filter(parent=asked.subject, is_active=True).order_by("path")
    numbers, standing = exchange_of_units(asked.year, asked.reader), in_force(asked)
    rows = [
        [
            unit.name,
            str(standing.of_units(Unit.objects.within([unit.path])).count()),
            *_shown(numbers[unit.pk], asked, unit),
        ]
        for unit in below
    ]
    head = [_("Unit"), _("Agreements in force"), _("Went out"), _("Came in")]
    section = table(_("Units below"), head, rows, most=MOST_ROWS, numbers=(1, 2, 3))
    return _with_sign(section)


def _shown(numbers: Numbers, asked: Asked, unit: Unit) -> list[str]:
    is_small = numbers.is_hidden and (asked.is_leaving or not is_seen_whole(unit, asked.reader))
    is_hidden = is_small or numbers.is_left
    return [HIDDEN, HIDDEN] if is_hidden else [str(numbers.out), str(numbers.came)]


def _with_sign(section: Section) -> Section:
    if any(HIDDEN in row for row in section.rows):
        section.paragraphs.append(hidden_sentence())
    return section


def partners(asked: Asked) -> Section:
    """Those with the most agreements in force."""
    parties = Party.objects.filter(is_home=False, agreement__in=in_force(asked).values("pk")).order_by()
    counted = Counter(dict(parties.values_list("institution").annotate(Count("agreement", distinct=True))))
    found = Institution.objects.visible_to(asked.reader).filter(pk__in=counted).select_related("country")
    listed = sorted(found, key=lambda row: (-counted[row.pk], row.sort_key))
    rows = ([each.name, str(each.country), str(counted[each.pk])] for each in listed)
    head = [_("Partner"), _("Country"), _("Agreements in force")]
    section = table(_("Partners"), head, rows, most=MOST_PARTNERS, numbers=(2,))
    if listed:
        words = {"partners": len(listed), "countries": len({each.country_id for each in listed})}
        section.paragraphs.insert(0, _("Partners: %(partners)s, in countries: %(countries)s.") % words)
    return section


def bips(asked: Asked) -> Section:
    """Blended intensive programmes of the year."""
    heading = _("Blended intensive programmes")
    if not asked.reader.has_perm(VIEW_BIP):
        return Section(heading)
    found = Bip.objects.visible_to(asked.reader).filter(unit__in=units_of(asked), academic_year=asked.year)
    rows = (
        [each.title, each.get_role_display(), each.get_state_display(), period_words(each.starts_on, each.ends_on)]
        for each in found.order_by("starts_on", "pk")
    )
    head = [_("Programme"), _("Our role"), _("State"), _("Physical part")]
    return table(heading, head, rows, most=MOST_ROWS)


def activities(asked: Asked) -> Section:
    """Activities that took place in the year, by kind."""
    year = year_of(asked)
    found = Activity.objects.visible_to(asked.reader).filter(unit__in=units_of(asked))
    held = found.touching(year.starts_on, year.ends_on).filter(state__in=ActivityState.took_place)
    counted = Counter(dict(held.order_by().values_list("kind").annotate(Count("pk"))))
    most = max(counted.values(), default=0) or 1
    bars = [Bar(str(ActivityKind(kind).label), str(count), count / most) for kind, count in counted.most_common()]
    return Section(_("Activities that were held"), bars=bars)


def actions(asked: Asked) -> Section:
    """Actions of quality of the units, as they stand today."""
    heading = _("Actions of quality")
    if not asked.reader.has_perm(VIEW_QUALITY):
        return Section(heading)
    found = Action.objects.visible_to(asked.reader).filter(unit__in=units_of(asked))
    counted = Counter(dict(found.order_by().values_list("state").annotate(Count("pk"))))
    if not counted:
        return Section(heading)
    facts = [(str(state.label), str(counted[state])) for state in ActionState if counted[state]]
    return Section(heading, facts=[*facts, (_("Overdue"), str(found.overdue().count()))])


def key_figures(asked: Asked) -> Section:
    lines = lines_of(asked.subject, asked.year, asked.reader, is_leaving=asked.is_leaving)
    rows = (
        [
            line.kpi.code,
            " · ".join(filter(None, [line.kpi.name, str(line.shown.measure.label)])),
            line.shown.words,
            line.change_words,
            line.kpi.target_words,
        ]
        for line in lines
    )
    head = [_("Code"), _("Key figure"), _("In the year"), _("Change"), _("Target")]
    return _with_sign(table(_("Key figures"), head, rows, most=MOST_ROWS))


PARTS = (agreements, mobility, units_below, partners, bips, activities, actions, key_figures)
