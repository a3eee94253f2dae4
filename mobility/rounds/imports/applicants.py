"""The ranked list of a round, as an application portal exports it."""

from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import PortalError
from core.imports.importer import Importer
from core.imports.mapping import Mapping
from core.imports.plans import Plan, RowAction, RowPlan
from core.jobs import Progress
from core.spreadsheets.table import Table
from mobility.models import ApplicationRound
from mobility.rounds.imports.columns import OPTIONS, TARGETS, VOCABULARIES, rounds
from mobility.rounds.imports.rows import Reading
from mobility.rounds.places import places_of_round
from mobility.rounds.querysets import CHANGE_ROUND
from mobility.rounds.services import Entry, take_in_list


class ApplicantImporter(Importer):
    """One row for each applicant; the file is the whole list and takes the place of the one before.

    The rank is the file's, or follows from the points: the most points first, equal ones in the order of the file.
    """

    name = "applicants"
    title = gettext_lazy("Ranked list of applicants")
    description = gettext_lazy("Who applied in a round, with rank or points and choices. Students apply elsewhere.")
    right = CHANGE_ROUND
    back_url = "mobility:round_list"
    has_mapping = True
    targets = TARGETS
    options = OPTIONS
    vocabularies = VOCABULARIES

    def propose(self, table: Table, *, file_name: str = "") -> Mapping:
        mapping = super().propose(table, file_name=file_name)
        if known := rounds():
            mapping.options.setdefault("round", known[0][0])
        return mapping

    def plan(self, table: Table, mapping: Mapping, *, file_name: str = "", progress: Progress) -> Plan:
        application_round = ApplicationRound.objects.get(pk=mapping.option("round"))
        reading = Reading(mapping, places_of_round(application_round))
        rows = []
        for index, row in enumerate(table.rows, start=1):
            rows.append(reading.row(row))
            progress(index, len(table.rows))
        rank_by_points([row for row in rows if not row.is_refused])
        plan = Plan(rows, payload=application_round)
        if count := len(plan.good_rows):
            plan.facts = [(_("applicants"), count)]
        plan.remarks.append(_("The list is that of “%(round)s”.") % {"round": application_round})
        if known := application_round.applicants.count():
            plan.remarks.append(
                _("The list there is (%(count)s applicants) is replaced by this one.") % {"count": known}
            )
        return plan

    def carry_out(self, plan: Plan, *, actor, progress: Progress):
        good = [row for row in plan.good_rows if row.action == RowAction.CREATE]
        if not good:
            raise PortalError(_("No row of the file can be used."))
        take_in_list(plan.payload, [Entry(**row.payload) for row in good], actor=actor)
        progress(len(good), len(good))


def rank_by_points(rows: list[RowPlan]):
    """Give ranks where the file has none at all; where it has some, whoever has none is refused."""
    ranked = [row for row in rows if row.payload["rank"]]
    if ranked:
        for row in rows:
            if not row.payload["rank"]:
                row.refuse(_("Other rows have a rank, this one has none."))
        return
    without = [row for row in rows if row.payload["points"] is None]
    for row in without:
        row.refuse(_("Neither rank nor points are given."))
    pointed = sorted((row for row in rows if row not in without), key=lambda row: -row.payload["points"])
    for rank, row in enumerate(pointed, start=1):
        row.payload["rank"] = rank
        row.notes.append(_("Rank %(rank)s by points.") % {"rank": rank})
    for before, row in pairwise(pointed):
        if before.payload["points"] == row.payload["points"]:
            words = {"row": before.number}
            row.doubts.append(_("As many points as row %(row)s: the order of the file decides.") % words)
