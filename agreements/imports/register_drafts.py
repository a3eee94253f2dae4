"""A new agreement as a row of a register describes it: its state, its number, its terms, its remarks."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from agreements.creating.second import Wanted
from agreements.enums import AgreementKind, AgreementState
from agreements.imports.register_cells import one_line, without_markup
from agreements.imports.register_identity import Identity
from agreements.imports.register_reading import Draft, Partner, Reading, Sayings
from agreements.models import Agreement
from agreements.rules import erasmus_limit, number_problem, outlives_programme, period_problems
from core.imports.plans import RowPlan

LONGEST_UNIT, LONGEST_NUMBER = 250, 60
KEEP_AGREEMENTS = "agreements.change_agreement"


def state_of(said: Sayings, today: date) -> str:
    """Concluded long ago, so in force, unless its days say otherwise."""
    if said.ends_on and said.ends_on < today:
        return str(AgreementState.ENDED)
    is_to_come = said.starts_on and said.starts_on > today
    return str(AgreementState.SIGNED if is_to_come else AgreementState.ACTIVE)


def describe(plan: RowPlan, kind: str, state: str, said: Sayings, reading: Reading):
    words = {"kind": AgreementKind(kind).label, "state": str(AgreementState(state).label).lower()}
    plan.notes.append(_("%(kind)s, %(state)s.") % words)
    if outlives_programme(kind, said.ends_on):
        plan.doubts.append(_("It ends after the programme period (%(date)s).") % {"date": erasmus_limit().isoformat()})
    if state in AgreementState.in_force and said.ends_on and said.ends_on < reading.today:
        plan.doubts.append(_("The file says that it is in force, but its last day has passed."))
    person, unit = reading.people.get(said.terms.fields.get("coordinator") or 0), reading.unit_of(said.terms)
    if person and not person.rights.own.may(KEEP_AGREEMENTS, unit):
        words = {"person": person, "unit": unit}
        plan.doubts.append(_("%(person)s does not have the right to keep agreements of %(unit)s.") % words)


def check_terms(plan: RowPlan, kind: str, said: Sayings):
    """What the form would refuse."""
    known = {name: value for name, value in said.terms.fields.items() if name != "coordinator"}
    agreement = Agreement(kind=kind, starts_on=said.starts_on, ends_on=said.ends_on, **known)
    plan.refuse(*period_problems(agreement).values())


def tell_of_another(plan: RowPlan, draft: Draft, reading: Reading):
    """A note on an agreement of the same kind, unit and partner in the same period; a register may hold both."""
    is_over = draft.state in (AgreementState.REJECTED, *AgreementState.over)
    if is_over or draft.partner.is_new:
        return
    unit, partners = reading.unit_of(draft.terms), frozenset({draft.partner.institution.pk})
    other = reading.others.beside(Wanted(draft.kind, unit.pk, partners, draft.starts_on, draft.ends_on))
    if other:
        plan.notes.append(other.words)


def draft_of(partner: Partner, said: Sayings, identity: Identity, **further) -> Draft:
    return Draft(
        partner=partner,
        kind=identity.kind,
        partner_unit=one_line(said.cells.get("partner_unit", ""))[:LONGEST_UNIT],
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        import_key=identity.key,
        terms=said.terms,
        **further,
    )


def number_in(cells) -> str:
    return one_line(cells.get("number", ""))[:LONGEST_NUMBER]


def take_number(plan: RowPlan, number: str, reading: Reading) -> str:
    """The registration number, once; a taken one refuses the row."""
    if number and number in reading.numbers.taken:
        plan.refuse(_("The number %(number)s is already taken by another agreement.") % {"number": number})
    elif number:
        reading.numbers.taken.add(number)
        plan.doubts.extend(filter(None, [number_problem(number)]))
    return number


@translation.override(settings.LANGUAGE_CODE)  # the register's language, not the importing person's
def remarks_of(programme: str, cells) -> str:
    """What the register knew and no column of ours holds, as plain text."""
    lines = [
        without_markup(cells.get("remarks", "")),
        _("Programme in the register: %(programme)s") % {"programme": programme},
        _("Code in the register: %(code)s") % {"code": cells["code"]} if cells.get("code") else "",
        _("Web page in the register: %(page)s") % {"page": cells["website"]} if cells.get("website") else "",
    ]
    return "\n".join(filter(None, lines))
