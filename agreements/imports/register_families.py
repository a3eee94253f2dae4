"""What stands under what, and what renews what, in a register that names agreements by their numbers.

The other agreement may be in the portal or in any row of the same file, so this is looked at when all rows are read.
"""

from django.utils.translation import gettext as _

from agreements.enums import AgreementKind
from agreements.imports.register_reading import Draft, Reading
from agreements.models import Agreement
from core.imports.plans import RowPlan

RELATIONS = ("parent", "predecessor")


def settle_families(rows: list[RowPlan], reading: Reading):
    """Refuse rows that name a number nobody has, or one that nothing can be under; each refusal may cause others."""
    is_settled = False
    while not is_settled:
        drafts = [(row, draft) for row in rows if not row.is_refused for draft in row.payload or ()]
        of_file = {draft.number: draft.kind for _row, draft in drafts if draft.number}
        problems = [(row, _problem(draft, of_file, reading)) for row, draft in drafts]
        for row, sentence in problems:
            row.refuse(*filter(None, [sentence]))
        is_settled = not any(sentence for _row, sentence in problems)


def _problem(draft: Draft, of_file: dict[str, str], reading: Reading) -> str:
    for relation in RELATIONS:
        number = getattr(draft.terms, relation)
        holder = reading.numbers.holder(number) if number else None
        kind = of_file.get(number) or (holder.kind if holder else "")
        if number and (not kind or number == draft.number):
            return _("No agreement has the number %(number)s.") % {"number": number}
        if number and relation == "parent" and kind not in AgreementKind.frameworks:
            return _("Only a Memorandum of Cooperation or of Understanding can have agreements under it.")
        if number and relation == "parent" and draft.kind not in AgreementKind.specific:
            return _("Only a specific agreement is made under another one.")
    return ""


def write_families(written: list[tuple[Agreement, Draft]]):
    """Lead each new agreement to those it names, which all exist by now."""
    named = {getattr(draft.terms, relation) for _agreement, draft in written for relation in RELATIONS} - {""}
    keys = dict(Agreement.objects.filter(number__in=named).values_list("number", "pk"))
    related = []
    for agreement, draft in written:
        agreement.parent_id = keys.get(draft.terms.parent)
        agreement.predecessor_id = keys.get(draft.terms.predecessor)
        if agreement.parent_id or agreement.predecessor_id:
            related.append(agreement)
    Agreement.objects.bulk_update(related, RELATIONS, batch_size=500)
