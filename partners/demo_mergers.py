"""The demonstration's odd cases: a university that was entered twice, and one that became part of another."""

from datetime import date

from partners.duplicates import find_and_keep
from partners.enums import ContactRole, InstitutionStatus
from partners.models import Contact, Institution, PossibleDuplicate
from partners.services import create_institution, save_contact
from partners.services.closing import close_institution

DOUBLE = "TU München"
CLOSED = "Tampere University of Technology"


def build_mergers(officer) -> str:
    """A sentence on what was made; what is there already is left as it is."""
    known = set(Institution.objects.filter(name__in=[DOUBLE, CLOSED]).values_list("name", flat=True))
    if DOUBLE not in known:
        _entered_twice(officer)
    if CLOSED not in known:
        _taken_over(officer)
    find_and_keep()
    return f"{PossibleDuplicate.objects.waiting().count()} possible duplicates"


def _entered_twice(officer):
    """The Technical University of Munich once more, as somebody in a hurry would enter it."""
    double = create_institution(
        actor=officer,
        name=DOUBLE,
        country_id="DE",
        city="München",
        website="http://tum.de",
        status=InstitutionStatus.PROSPECT,
        remarks="Met at a fair; they would like to send doctoral students.",
    )
    desk = Contact(institution=double, name="Graduate centre", role=ContactRole.OTHER, email="graduate@example.org")
    save_contact(desk, actor=officer)


def _taken_over(officer):
    """Tampere's two universities became one in 2019."""
    successor = Institution.objects.filter(name="Tampere University").first() or create_institution(
        actor=officer,
        name="Tampere University",
        native_name="Tampereen yliopisto",
        legal_name="TAMPEREEN KORKEAKOULUSAATIO SR",
        erasmus_code="SF TAMPERE17",
        pic="902999288",
        website="https://www.tuni.fi/en",
        status=InstitutionStatus.PROSPECT,
        country_id="FI",
        city="Tampere",
    )
    closed = create_institution(
        actor=officer,
        name=CLOSED,
        native_name="Tampereen teknillinen yliopisto",
        aliases=["TUT"],
        status=InstitutionStatus.PROSPECT,
        country_id="FI",
        city="Tampere",
    )
    reason = "It became part of the new Tampere University."
    close_institution(closed, actor=officer, on=date(2018, 12, 31), because=reason, successor=successor)
