"""The report of a year as a tagged PDF."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cooperation.reports.yearly import YearOfCooperation
from core.institution_name import institution_name
from core.money import in_round_euro
from core.papers.pdf import paper_pdf
from core.papers.sections import Bar, Section

MOST_ROWS = 400


def report_pdf(report: YearOfCooperation) -> bytes:
    """In the reader's language. Raises nothing for an empty year: it says so."""
    sections = [_summary(report), _goals(report), _activities(report), _outputs(report)]
    return paper_pdf(
        title=report.title,
        number=str(report.year),
        institution=institution_name(),
        made=_("As of %(day)s") % {"day": date_format(timezone.localdate())},
        language=get_language() or "en",
        sections=[section for section in sections if not section.is_empty],
    )


def _summary(report: YearOfCooperation) -> Section:
    count, sums = report.activities.count(), report.sums
    if not count:
        return Section(_("The year in figures"), paragraphs=[_("No activity of the year is written down.")])
    facts = [
        (_("Activities"), _("%(held)d held of %(all)d") % {"held": report.held.count(), "all": count}),
        (_("Own staff"), _came(sums, "own_staff")),
        (_("Own students"), _came(sums, "own_students")),
        (_("Partners' staff"), _came(sums, "partner_staff")),
        (_("Partners' students"), _came(sums, "partner_students")),
    ]
    for label, name in ((_("Cost planned"), "planned_cost_sum"), (_("Actual cost"), "actual_cost_sum")):
        if sums[name] is not None:
            facts.append((label, in_round_euro(sums[name])))
    return Section(_("The year in figures"), facts=facts)


def _came(sums: dict, who: str) -> str:
    words = {"actual": sums[f"actual_{who}"], "planned": sums[f"planned_{who}"]}
    return _("%(actual)d came, %(planned)d were planned") % words


def _goals(report: YearOfCooperation) -> Section:
    bars = [
        Bar(
            label=goal.text,
            figure=_("%(done)d of %(planned)d") % {"done": goal.done, "planned": goal.planned_number},
            length=min(1.0, goal.done / goal.planned_number),
        )
        for goal in report.goals
    ]
    return Section(_("Goals, over the whole period of the plan"), bars=bars)


def _activities(report: YearOfCooperation) -> Section:
    rows = list(report.activities.for_list()[: MOST_ROWS + 1])
    section = Section(
        _("Activities"),
        head=[_("When"), _("Activity"), _("Kind"), _("Partners"), _("Took part"), _("State")],
        rows=[
            [
                date_format(row.starts_on, "SHORT_DATE_FORMAT"),
                row.title,
                row.get_kind_display(),
                ", ".join(str(partner.institution) for partner in row.partners.all()),
                "" if row.actual_people is None else str(row.actual_people),
                row.get_state_display(),
            ]
            for row in rows[:MOST_ROWS]
        ],
        numbers=(4,),
    )
    if len(rows) > MOST_ROWS:
        left = report.activities.count() - MOST_ROWS
        words = ngettext("%(count)d more is in the spreadsheet.", "%(count)d more are in the spreadsheet.", left)
        section.paragraphs = [words % {"count": left}]
    return section if rows else Section(_("Activities"))


def _outputs(report: YearOfCooperation) -> Section:
    lines = [
        "• " + ", ".join(filter(None, [row.authors, row.title, row.published_in, str(row.year or ""), row.address]))
        for row in report.outputs
    ]
    return Section(_("Results"), paragraphs=lines)
