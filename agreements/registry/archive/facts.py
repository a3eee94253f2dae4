"""What a parcel says of an agreement: sections of facts and tables, in words, for the PDF and the JSON alike."""

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agreements.amendments.comparison import changes_of
from agreements.models import Agreement, Approval
from core.papers.sections import Section


def sections_of(agreement: Agreement, documents) -> list[Section]:
    """The agreement as registered; ``documents`` are those of the parcel. A table without rows is left out."""
    sections = [
        Section(_("Facts"), facts=_facts(agreement)),
        _parties(agreement),
        _conditions(agreement),
        _amendments(agreement),
        _approvals(agreement),
        _signatures(agreement),
        _documents(documents),
    ]
    return [section for section in sections if not section.is_empty]


def _facts(agreement) -> list[tuple[str, str]]:
    further = ", ".join(str(unit) for unit in agreement.further_units.all())
    facts = [
        (_("Registration number"), agreement.number),
        (_("Kind"), agreement.get_kind_display()),
        (_("State"), f"{agreement.get_state_display()} ({_instant(agreement.state_since)})"),
        (_("Responsible unit"), str(agreement.responsible_unit)),
        (_("Further units"), further),
        (_("Coordinator"), str(agreement.coordinator or "")),
        (_("Starts on"), _day(agreement.starts_on)),
        (_("Last day"), _("no end date") if agreement.is_open_ended else _day(agreement.ends_on)),
        (_("Renewal"), _renewal(agreement)),
        (_("Notice"), _notice(agreement)),
        (_("Tuition fees waived"), {True: _("yes"), False: _("no")}.get(agreement.tuition_waived, "")),
        (_("Under"), _named(agreement.parent)),
        (_("Why there is no memorandum above it"), agreement.no_parent_because),
        (_("Why there is a second one beside another"), agreement.second_because),
        (_("Renews"), _named(agreement.predecessor)),
        (_("Internal remarks"), agreement.remarks),
    ]
    return [(label, value) for label, value in facts if value]


def _parties(agreement) -> Section:
    rows = [
        [
            str(party.institution),
            _joined(party.institution.city, party.institution.country),
            party.institution.erasmus_code or "",
            _joined(party.partner_unit, party.reference),
        ]
        for party in agreement.parties.all()
    ]
    head = [_("Institution"), _("Place"), _("Erasmus code"), _("Their unit and reference")]
    return Section(_("Parties"), head=head, rows=rows)


def _conditions(agreement) -> Section:
    head = [_("Direction"), _("Kind"), _("Years"), _("People a year"), _("Fields and languages"), _("Terms")]
    return Section(_("Conditions"), head=head, rows=[_condition(row) for row in agreement.conditions.all()])


def _condition(row) -> list[str]:
    fields = ", ".join(f"{each.isced_field} {each.clarification}".strip() for each in row.condition_fields.all())
    languages = ", ".join(f"{each.language} {each.level}".strip() for each in row.languages.all())
    blended = {True: _("blended"), False: _("not blended")}.get(row.is_blended, "")
    return [
        f"{row.sender} → {row.receiver}",
        row.get_kind_display(),
        row.years_words,
        _joined("" if row.people_per_year is None else row.people_per_year, row.length_words),
        _joined(fields, languages, row.level_words),
        _joined(blended, row.terms),
    ]


def _amendments(agreement) -> Section:
    """Each with what it changes, and who signed it."""
    rows = [
        [
            str(amendment),
            _joined(amendment.get_state_display(), _day(amendment.effective_on)),
            amendment.reason,
            "; ".join(
                _joined(change.title, f"{line.term}: {line.was or '—'} → {line.becomes or '—'}")
                for change in changes_of(amendment)
                for line in change.lines
            ),
            "; ".join(
                _joined(signature.party.institution, signature.name, _day(signature.signed_on))
                for signature in amendment.signatures.select_related("party__institution")
            ),
        ]
        for amendment in agreement.amendments.select_related("agreement")
    ]
    head = [_("Amendment"), _("State"), _("Why"), _("What it changes"), _("Signed by")]
    return Section(_("Amendments"), head=head, rows=rows)


def _approvals(agreement) -> Section:
    """The steps of the agreement, then those of its amendments."""
    steps = Approval.objects.filter(Q(agreement=agreement) | Q(amendment__agreement=agreement))
    steps = steps.select_related("unit", "decided_by", "on_behalf_of", "round", "amendment")
    rows = [
        [
            _joined(step.amendment, f"{step.round.number}.{step.position}"),
            f"{step.label}, {step.unit}",
            step.get_state_display(),
            _joined(step.decided_by, _("for %(person)s") % {"person": step.on_behalf_of} if step.on_behalf_of else ""),
            _instant(step.decided_at),
            step.note,
        ]
        for step in steps.order_by(F("amendment__number").asc(nulls_first=True), "round__number", "position")
    ]
    head = [_("Step"), _("Who is asked"), _("Decision"), _("Decided by"), _("When"), _("Note")]
    return Section(_("Approval"), head=head, rows=rows)


def _signatures(agreement) -> Section:
    signed = [party for party in agreement.parties.select_related("institution", "signature") if _signature(party)]
    rows = [
        [
            str(party.institution),
            _joined(party.signature.name, party.signature.function),
            _joined(party.signature.get_authority_display(), party.signature.authority_note),
            _joined(_day(party.signature.signed_on), party.signature.place),
        ]
        for party in signed
    ]
    head = [_("Party"), _("Signed by"), _("Authority"), _("When and where")]
    return Section(_("Signatures"), head=head, rows=rows)


def _documents(documents) -> Section:
    rows = [
        [
            document.title,
            document.get_kind_display(),
            str(document.version),
            document.original_name,
            _joined(_instant(document.uploaded_at), document.uploaded_by),
            document.sha256,
        ]
        for document in documents
    ]
    head = [_("Title"), _("Kind"), _("Version"), _("File name"), _("Attached"), "SHA-256"]
    return Section(_("Documents"), head=head, rows=rows)


def _renewal(agreement) -> str:
    months = _("every %(count)s months") % {"count": agreement.renewal_months} if agreement.renewal_months else ""
    most = _("at most %(count)s times") % {"count": agreement.most_renewals} if agreement.most_renewals else ""
    made = _("renewed %(count)s times so far") % {"count": agreement.renewals_made} if agreement.renewals_made else ""
    return _joined(agreement.get_renewal_display(), months, most, made)


def _notice(agreement) -> str:
    return _joined(agreement.get_notice_rule_display(), _day(agreement.notice_on))


def _signature(party):
    return getattr(party, "signature", None)


def _named(agreement) -> str:
    return _joined(agreement.number, agreement.title) if agreement else ""


def _joined(*parts) -> str:
    return ", ".join(str(part) for part in parts if part not in ("", None))


def _day(day) -> str:
    return f"{date_format(day, 'DATE_FORMAT')}" if day else ""


def _instant(instant) -> str:
    return date_format(localtime(instant), "DATETIME_FORMAT") if instant else ""


def made_words(actor, at) -> str:
    """Under the title: by whom and when the parcel was made."""
    words = {"person": actor, "when": _instant(at)}
    return pgettext("archive export", "As registered on %(when)s, written out by %(person)s.") % words
