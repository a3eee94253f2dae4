"""What a report says, in the reader's language: its values (``contents``) as sections of words for page and papers."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.in_languages import english_or_swedish
from core.papers.sections import Bar, Section, paragraphs_of
from quality.enums import Area, Comparator, FindingKind, IndicatorKind, ObjectiveLevel
from quality.enums.units import unit_words
from quality.reports.words_of_actions import actions_in_words
from reference.academic_years import AcademicYear


@dataclass
class Chapter:
    """One part of the report with its own heading: an area, or what stands before and after the areas."""

    key: str
    heading: str
    texts: list[dict] = field(default_factory=list)  # of the writers, Markdown
    sections: list[Section] = field(default_factory=list)  # composed
    further: dict = field(default_factory=dict)  # label and url of a page with the rest of it


def title_of(contents: dict) -> str:
    return said(contents, "title")


def said(values: dict, name: str) -> str:
    """``name`` in the language active now; the values have it in two."""
    return english_or_swedish(values[f"{name}_en"], values[f"{name}_sv"])


def chapters_of(contents: dict, *, is_written: bool = False) -> list[Chapter]:
    """The report from first to last chapter; one without texts and sections is left out.

    While it ``is_written``, texts without words are among them, so that they can be filled in.
    """
    composed = {area["area"]: area["processes"] for area in contents["areas"]}
    texts: dict[str, list[dict]] = defaultdict(list)
    for text in contents["blocks"]:
        if is_written or text["body"].strip():
            texts[text["area"]].append(text)
    chapters = [Chapter("summary", _("The year as a whole"), texts[""])]
    for area in Area:
        sections = [part for process in composed.get(area.value, []) for part in process_in_words(process)]
        chapters.append(Chapter(area.value.lower(), str(area.label), texts[area.value], sections))
    chapters.append(Chapter("objectives", _("Objectives"), sections=_objectives(contents["objectives"])))
    chapters.append(Chapter("actions", _("Actions of the years before"), sections=actions_in_words(contents)))
    chapters.append(Chapter("skipped", _("What was not followed up"), sections=_skipped(contents["skipped"])))
    return [each for each in chapters if each.texts or each.sections]


def sections_for_paper(contents: dict) -> list[Section]:
    """The chapters one after the other, with the texts of the writers as plain paragraphs."""
    sections = []
    for chapter in chapters_of(contents):
        sections.append(Section(chapter.heading))
        sections += [
            Section(text["heading"], level=3, paragraphs=paragraphs_of(text["body"])) for text in chapter.texts
        ]
        sections += chapter.sections
    return sections


def figure(number: str, kind: str, measured_in: str = "") -> str:
    """A decimal as it is read: "87 %", "1,204 students", "—" for none."""
    if not number:
        return "—"
    value = Decimal(number)
    places = 0 if value == value.to_integral_value() else 1
    words = number_format(value, decimal_pos=places, use_l10n=True)
    return f"{words}\u00a0%" if kind == IndicatorKind.SHARE else f"{words} {unit_words(measured_in)}".strip()


def process_in_words(process: dict) -> list[Section]:
    """Its figures drawn over the years, then what each unit came to."""
    code, title = process["code"], said(process, "title")
    count = process["count"]
    units = ngettext("%(count)s unit, adopted.", "%(count)s units, adopted.", count) % {"count": count}
    sections = [Section(f"{code} {title}", level=3, key=code, paragraphs=[units], **_figures(process["figures"]))]
    sections += [_series(row) for row in process["figures"] if len(row["series"]) > 1]
    return sections + [_unit(row) for row in process["follow_ups"] if _has_something(row)]


def _figures(rows: list[dict]) -> dict:
    if not rows:
        return {}
    head = [_("Indicator"), _("This year (mean)"), _("The year before"), _("Units")]
    return {
        "head": head,
        "rows": [
            [
                said(row, "name"),
                figure(row["mean"], row["kind"], row["measured_in"]),
                figure(row["before"], row["kind"], row["measured_in"]),
                str(row["units"]),
            ]
            for row in rows
        ],
    }


def _series(row: dict) -> Section:
    """One figure through the years, each as long as it is of the largest; a share of the hundred."""
    means = [Decimal(each["mean"]) for each in row["series"]]
    most = Decimal(100) if row["kind"] == IndicatorKind.SHARE else max(means, default=Decimal(0))
    bars = [
        Bar(
            str(AcademicYear(each["year"])),
            figure(each["mean"], row["kind"], row["measured_in"]),
            float(round(max(mean, Decimal(0)) / most, 4)) if most > 0 else 0.0,
        )
        for each, mean in zip(row["series"], means, strict=True)
    ]
    return Section(said(row, "name"), level=4, bars=bars)


def _has_something(row: dict) -> bool:
    return bool(row["summary"] or row["statements"] or row["findings"] or any(row["review"].values()))


def _unit(row: dict) -> Section:
    section = Section(said(row, "unit") or row["unit"], level=4)
    if row["summary"]:
        section.paragraphs.append(row["summary"])
    section.paragraphs += [f"• {statement}" for statement in row["statements"]]
    if row["review"].get("report"):
        section.paragraphs.append(_("The reviewers: %(words)s") % {"words": row["review"]["report"]})
    if row["review"].get("answer"):
        section.paragraphs.append(_("The university’s answer: %(words)s") % {"words": row["review"]["answer"]})
    if row["findings"]:
        section.head, section.rows = _findings(row["findings"])
    return section


def _findings(rows: list[dict]) -> tuple[list[str], list[list[str]]]:
    """Head and rows; the answers have a column where there are any."""
    columns = {
        _("Finding"): [row["text"] for row in rows],
        _("Kind"): [str(FindingKind(row["kind"]).label) for row in rows],
        _("Answer"): [row["response"] or "—" for row in rows],
        _("Actions"): [str(row["actions"]) for row in rows],
    }
    if not any(row["response"] for row in rows):
        del columns[_("Answer")]
    return list(columns), [list(cells) for cells in zip(*columns.values(), strict=True)]


def _objectives(rows: list[dict]) -> list[Section]:
    if not rows:
        return []
    words = {True: _("Met"), False: _("Not met"), None: _("No value this year")}
    met = sum(row["is_met"] is True for row in rows)
    table = [
        [
            f"{said(row, 'name')} ({ObjectiveLevel(row['level']).label})",
            f"{Comparator(row['comparator']).label} {figure(row['target'], row['kind'])}",
            figure(row["mean"], row["kind"]),
            words[row["is_met"]],
        ]
        for row in rows
    ]
    known = sum(row["is_met"] is not None for row in rows)
    heading = _("%(met)s of %(count)s objectives are met") % {"met": met, "count": known}
    if not known:
        heading = _("None of the objectives has a value yet")
    head = [_("Objective"), _("Target"), _("This year (mean)"), _("Met?")]
    return [Section(heading, level=3, head=head, rows=table)]


def _skipped(rows: list[dict]) -> list[Section]:
    if not rows:
        return []
    table = [[f"{row['code']} {said(row, 'title')}", said(row, "unit")] for row in rows]
    return [Section(_("Skipped, with the reason in its history"), level=3, head=[_("Process"), _("Unit")], rows=table)]
