"""The papers of a proposal as the house words them, filled in with what is known: Word to go on with, PDF to sign.

What goes to others is in English, which a consortium shares; what stays in the house is in its reader's language.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cooperation.models import ConsortiumMember, Proposal
from cooperation.proposals.enums import MemberRole, StepKind
from cooperation.proposals.wanted_papers import name_of, we_coordinate
from core.institution_name import institution_name
from core.money import in_round_euro
from core.papers.pdf import paper_pdf
from core.papers.sections import Section
from core.papers.word import paper_docx

OUTWARD = (StepKind.CONTACT, StepKind.MANDATES, StepKind.SIGNATURES)


def filled_paper(proposal: Proposal, kind: str, *, ending: str, member: ConsortiumMember | None = None) -> bytes:
    """The paper of the step, of one member where it is a mandate; ``ending`` is "docx" or "pdf"."""
    language = "en" if kind in OUTWARD else get_language() or "en"
    with override(language):
        title = name_of(kind, coordinating=we_coordinate(proposal))
        paper = {
            "title": f"{title}: {proposal.acronym}",
            "institution": institution_name(),
            "made": _("Filled in on %(day)s") % {"day": date_format(timezone.localdate(), "DATE_FORMAT")},
            "language": language,
            "sections": [_facts(proposal), *WORDS[StepKind(kind)](proposal, member), _signatures(kind, member)],
        }
        return paper_docx(**paper) if ending == "docx" else paper_pdf(number=proposal.acronym, **paper)


def _facts(proposal: Proposal) -> Section:
    closes = date_format(timezone.localtime(proposal.call.deadline.due_at), "DATETIME_FORMAT")
    facts = [
        (_("Proposal"), f"{proposal.acronym}: {proposal.title}"),
        (_("Call"), _("%(call)s, closes %(when)s") % {"call": proposal.call, "when": closes}),
        (_("Unit"), str(proposal.unit)),
    ]
    if proposal.coordinator:
        facts.append((_("Kept by"), str(proposal.coordinator)))
    if proposal.months:
        facts.append((_("Length in months"), str(proposal.months)))
    if proposal.lump_sum:
        facts.append((_("Lump sum"), in_round_euro(proposal.lump_sum)))
    return Section(_("The proposal"), facts=facts)


def _support(proposal, member):
    words = {"unit": proposal.unit, "acronym": proposal.acronym}
    promise = _(
        "School and department support the proposal %(acronym)s of %(unit)s. If it is granted, they give the people "
        "named in it the time they need, and carry the part of the cost that the grant does not cover."
    )
    return [Section(_("Support"), paragraphs=[promise % words])]


def _abstract(proposal, member):
    return [
        Section(_("Abstract"), paragraphs=proposal.abstract.splitlines() or ["…"]),
        Section(_("Priorities"), paragraphs=[f"• {row.priority}" for row in proposal.chosen_priorities.all()] or ["…"]),
        _consortium(proposal),
        Section(_("Approval"), paragraphs=[_("The school approves that the proposal is written and handed in.")]),
    ]


def _intent(proposal, member):
    words = {"institution": institution_name(), "acronym": proposal.acronym, "call": proposal.call}
    intent = _(
        "%(institution)s intends to take part in the proposal %(acronym)s under the call %(call)s, to contribute to "
        "its application, and, if it is granted, to its work as described there. This letter binds nobody to a payment."
    )
    return [Section(_("Letter of intent"), paragraphs=[intent % words]), _consortium(proposal)]


def _mandate(proposal, member):
    applicant = next((row for row in proposal.members.all() if row.role == MemberRole.APPLICANT), None)
    organisation, applicant = (_identity(row) if row else "…" for row in (member, applicant))
    mandate = _(
        "We give the applicant the mandate to hand in the proposal in our name, to sign the grant agreement and its "
        "changes for us, and to receive and pass on the grant. We know the application and our part in it."
    )
    check = _("The mandate counts on the form that the application itself makes: transfer this text to it.")
    facts = [(_("Organisation that gives the mandate"), organisation), (_("Applicant"), applicant)]
    return [Section(_("Mandate"), facts=facts, paragraphs=[mandate, check])]


def _declaration(proposal, member):
    points = [
        _("The application is complete and correct, and its partners have agreed to it."),
        _("None of the grounds that exclude an applicant from EU funds applies to us."),
        _("We have the people and the means to carry the project through."),
        _("The same consortium hands in this application once, to one National Agency."),
    ]
    check = _("The declaration counts on the form that the application itself makes: this page prepares its signature.")
    return [Section(_("Declaration on Honour"), paragraphs=[*(f"• {point}" for point in points), check])]


WORDS = {
    StepKind.SUPPORT: _support,
    StepKind.ABSTRACT: _abstract,
    StepKind.CONTACT: _intent,
    StepKind.MANDATES: _mandate,
    StepKind.SIGNATURES: _declaration,
}


def _consortium(proposal: Proposal) -> Section:
    head = [_("Organisation"), _("Country"), _("Role")]
    rows = [
        [row.institution.name, str(row.institution.country), row.get_role_display()] for row in proposal.members.all()
    ]
    return Section(_("Consortium"), head=head, rows=rows)


def _identity(row: ConsortiumMember) -> str:
    codes = [f"OID {row.institution.oid}" if row.institution.oid else "", str(row.institution.country)]
    return ", ".join(filter(None, [row.institution.name, *codes]))


def _signatures(kind: str, member: ConsortiumMember | None) -> Section:
    """One line to sign; of the letter of support two, as school and department give it together."""
    signing = [member.institution.name if member else institution_name()]
    if kind == StepKind.SUPPORT:
        signing = [_("Head of the school"), _("Head of the department")]
    head = [_("For"), _("Name and function"), _("Place and date"), _("Signature")]
    return Section(_("Signature"), head=head, rows=[[who, "", "", ""] for who in signing])
