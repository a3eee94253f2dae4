"""The demonstration's activities by name: internships, summer schools, visiting professors, delegations, the rest."""

from datetime import date, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.demo_accounts import demo_email
from accounts.models import Unit, User
from agreements.models import Agreement
from cooperation.activities.demo_outside import IN_ENGLISH, IN_SWEDISH
from cooperation.activities.demo_telling import walk
from cooperation.activities.links import link_bip, link_stay
from cooperation.activities.outside import show_outside
from cooperation.activities.partners import PartnerValues, write_partners
from cooperation.activities.people import PersonValues, save_people
from cooperation.activities.programme import ItemValues, save_programme
from cooperation.activities.results import add_document, add_output
from cooperation.activities.series import begin_series
from cooperation.activities.services import move_activity, override_for_activity
from cooperation.activities.tasks_after import add_task, finish_task
from cooperation.demo_rows import counts_of, day_of, rows_of
from cooperation.models import Activity, Series
from cooperation.search_text import prepare_activity
from core import history
from core.demo_history import ago, as_if_on
from mobility.models import Bip, Mobility
from networks.models import Network
from partners.models import Institution

BARRED_SINCE = date(2022, 3, 2)
PLAIN = ("reference", "kind", "title", "direction", "place", "city", "specialisation", "description")
TOLD_MORE = ("D-16", "D-20")  # reported, with a programme or people
REASON = "Only printing is left, nobody travels and no data are given: decided with the vice-chancellor."


def build_activities(today: date, officer: User):
    """After partners, agreements, networks and stays."""
    series = {row["code"]: _series(row, officer) for row in rows_of("series")}
    made = {row["reference"]: _activity(row, series, today, officer) for row in rows_of("activities")}
    _programmes(made, officer)
    _people(made, officer)
    _complete(made, officer)
    _tasks(made, today, officer)
    _results(made, officer)
    _links(made, officer)
    for reference, told_en in IN_ENGLISH.items():
        told_sv = IN_SWEDISH.get(reference, "")
        show_outside(made[reference], actor=officer, is_published=True, told_en=told_en, told_sv=told_sv)


def _series(row: dict, officer: User) -> Series:
    unit = Unit.objects.get(code=row["unit"])
    fields = {name: row[name] for name in ("kind", "title", "description")}
    with as_if_on(date(2015, 1, 20)):
        return begin_series(actor=officer, unit=unit, **fields)


def _activity(row: dict, series: dict[str, Series], today: date, officer: User) -> Activity:
    partners, fields = _partners(row["partners"]), _fields(row, series, today, officer)
    told = counts_of(row["actual"], "actual") | {"report": row["report"]}
    if row["cost"] and row["report"]:
        told["actual_cost"] = int(row["cost"])
    if row["state"] == "suspended":
        return _from_before(officer, partners, **fields)
    if row["state"] == "overridden":
        activity = _from_before(officer, partners, **fields)
        with ago(12):
            return override_for_activity(activity, actor=officer, reason=REASON)
    told = told if row["actual"] else {}
    state = "held" if row["reference"] in TOLD_MORE else row["state"]
    return walk(state, today, officer, told=told, partners=partners, **fields)


def _complete(made: dict[str, Activity], officer: User):
    """Reports of those whose programme and people were written down first: afterwards nothing is changed any more."""
    for reference in TOLD_MORE:
        activity = made[reference]
        with as_if_on(activity.ends_on + timedelta(days=12)):
            made[reference] = move_activity(activity, "report", actor=officer)


def _partners(written: str) -> list[PartnerValues]:
    pairs = (each.rpartition(":") for each in written.split("|"))
    return [
        PartnerValues(Institution.objects.unmerged().filter(name=name).order_by("pk")[0], role)
        for name, _colon, role in pairs
    ]


def _fields(row: dict, series: dict[str, Series], today: date, officer: User) -> dict:
    starts_on, ends_on = (day_of(row[name], today) for name in ("starts", "ends"))
    return {
        **{name: row[name] for name in PLAIN},
        **counts_of(row["planned"], "planned"),
        "unit": Unit.objects.get(code=row["unit"]),
        "coordinator": officer if row["unit"] == "IO" else _keeper(row["unit"], officer),
        "agreement": _agreement(row, starts_on, ends_on) if row["agreement"] else None,
        "series": series.get(row["series"]),
        "edition": int(row["edition"]) if row["edition"] else None,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "country_id": row["country"],
        "planned_cost": int(row["cost"]) if row["cost"] else None,
        "funding_source": row["source"],
    }


def _keeper(unit_code: str, officer: User) -> User:
    """Somebody who keeps activities of the unit; the office where nobody does."""
    unit = Unit.objects.get(code=unit_code)
    return (
        User.objects.filter(memberships__unit=unit, memberships__role="coordinator").order_by("pk").first() or officer
    )


def _agreement(row: dict, starts_on: date, ends_on: date) -> Agreement | None:
    """The one in force with the first partner that covers the days."""
    partner = _partners(row["partners"])[0].institution
    for agreement in Agreement.objects.in_force().with_partner(partner).order_by("pk"):
        begins, ends = agreement.starts_on or date.min, agreement.ends_on or date.max
        if begins <= starts_on and ends_on <= ends:
            return agreement
    return None


def _from_before(officer: User, partners: list[PartnerValues], **fields) -> Activity:
    """What was planned before its partners came under restriction: no service would plan it today."""
    activity = Activity(**fields)
    day = min(fields["starts_on"], BARRED_SINCE) - timedelta(days=120)
    with as_if_on(day), history.action("activity.plan", actor=officer):
        activity.save()
        write_partners(activity, partners)
        prepare_activity(activity)
        activity.save(update_fields=["search_text"])
    return activity


def _programmes(made: dict[str, Activity], officer: User):
    for reference, items in PROGRAMMES.items():
        activity = made[reference]
        rows = [
            ItemValues(
                None,
                {
                    "day": activity.starts_on + timedelta(days=after),
                    "starts_at": time(hour),
                    "ends_at": time(hour + hours),
                    "kind": kind,
                    "title": title,
                    "place": place,
                    "specialisation": specialisation,
                },
            )
            for after, hour, hours, kind, title, place, specialisation in items
        ]
        save_programme(activity, actor=officer, rows=rows)


def _people(made: dict[str, Activity], officer: User):
    for reference, people in PEOPLE.items():
        rows = [_person(*person) for person in people]
        save_people(made[reference], actor=officer, rows=rows)


def _person(role: str, name: str, title: str, institution: str, came: bool) -> PersonValues:
    if institution:
        home = Institution.objects.unmerged().get(name=institution)
        return PersonValues(None, {"role": role, "name": name, "title": title, "institution": home, "came": came})
    user = User.objects.get(email=demo_email(name))
    return PersonValues(None, {"role": role, "name": user.name, "title": title, "user": user, "came": came})


def _tasks(made: dict[str, Activity], today: date, officer: User):
    for reference, text, account, days, is_done in TASKS:
        owner = User.objects.get(email=demo_email(account))
        with ago(10):
            task = add_task(made[reference], actor=officer, text=text, owner=owner, due_on=today + timedelta(days=days))
        if is_done:
            with ago(3):
                finish_task(task, actor=owner, note="Sent, and answered the same day.")


def _results(made: dict[str, Activity], officer: User):
    for reference, kind, title, authors, published_in, doi in RESULTS:
        year = made[reference].ends_on.year
        fields = {"kind": kind, "title": title, "authors": authors, "published_in": published_in, "doi": doi}
        add_output(made[reference], actor=officer, year=year, **fields)
    upload = SimpleUploadedFile("present.txt", b"Those present signed on paper; 31 names.\n")
    add_document(made["D-23"], actor=officer, upload=upload, kind="attendance", title="List of those present")


def _links(made: dict[str, Activity], officer: User):
    """A semester abroad is a stay of the mobility room, a blended programme is one of its programmes."""
    for stay in (
        Mobility.objects.visible_to(officer).filter(partner__name="Kwansei Gakuin University").order_by("pk")[:2]
    ):
        link_stay(made["D-48"], actor=officer, stay=stay)
    bip = Bip.objects.order_by("pk").first()
    if bip:
        link_bip(made["D-46"], actor=officer, bip=bip)
    bup = Network.objects.filter(short_name="BUP").first()
    with history.action("changed", actor=officer):
        Activity.objects.filter(pk=made["D-46"].pk).update(network=bup)


# Days after the first, hour, hours, kind, title, place, for whom ("": for all).
PROGRAMMES = {
    "D-16": (
        (0, 9, 2, "ceremony", "Welcome", "Campus Karlskrona", ""),
        (0, 13, 3, "class", "Metals that remember", "Laboratory of materials", ""),
        (1, 9, 6, "conference", "Students' conference: what we measured", "Lecture hall G", ""),
        (2, 9, 3, "seminar", "Welding under water", "Lecture hall G", "Welding"),
        (2, 9, 3, "seminar", "Powders and lasers", "Workshop", "Additive manufacturing"),
        (3, 8, 7, "site_visit", "A shipyard", "Karlskrona", "Welding"),
        (3, 8, 7, "site_visit", "A foundry", "Olofström", "Additive manufacturing"),
        (12, 13, 2, "meeting", "What we take home", "Campus Karlskrona", ""),
    ),
    "D-17": (
        (0, 9, 2, "ceremony", "Welcome", "Campus Karlskrona", ""),
        (1, 9, 6, "conference", "Students' conference on water and energy", "Lecture hall C", ""),
        (2, 9, 3, "class", "Sensors in pipes", "Laboratory", "Water"),
        (3, 8, 6, "site_visit", "A sewage treatment plant", "Karlskrona", "Water"),
        (3, 8, 6, "site_visit", "A construction site: a school of wood", "Ronneby", "Civil engineering"),
        (4, 8, 6, "site_visit", "A firm for heat pumps", "Karlshamn", "Energy"),
        (5, 9, 3, "seminar", "Energy after a blackout", "Lecture hall C", "Energy"),
    ),
    "D-07": (
        (0, 10, 1, "ceremony", "Opening", "Campus Karlskrona", ""),
        (0, 13, 3, "lecture", "What a border costs", "Lecture hall J", ""),
        (2, 8, 8, "site_visit", "The ferry port", "Karlskrona", ""),
        (9, 9, 6, "seminar", "Each group shows its route", "Lecture hall J", ""),
    ),
    "D-40": (
        (0, 10, 1, "meeting", "The vice-chancellor receives the delegation", "The large meeting room", ""),
        (0, 13, 3, "site_visit", "Laboratories of planning and materials", "Campus Karlskrona", ""),
        (1, 9, 3, "meeting", "A joint programme: what speaks for it", "Department of Spatial Planning", ""),
        (2, 9, 2, "ceremony", "Letter of intent", "The large meeting room", ""),
    ),
    "D-41": (
        (0, 14, 3, "meeting", "Exchanges without tuition fees", "Rector's office", ""),
        (1, 9, 5, "site_visit", "The faculty in Hajnówka", "Hajnówka", ""),
    ),
}  # fmt: skip

# Role, name or account, title, institution ("": one of us), took part.
PEOPLE = {
    "D-20": (("visiting_professor", "Lin Qiaozhen", "Professor of logistics",
              "Ningbo Institute of Technology, Zhejiang University", True),),
    "D-21": (("visiting_professor", "Hao Renshu", "Professor of urban construction", "Tianjin Chengjian University",
              True),),
    "D-40": (
        ("leader", "Qi Yuanming", "Vice-president", "Tianjin Chengjian University", True),
        ("member", "Sun Huilan", "Dean of urban planning", "Tianjin Chengjian University", True),
        ("member", "Zhai Bowen", "Dean of materials", "Tianjin Chengjian University", True),
        ("host", "vice-chancellor", "Receives the delegation", "", True),
        ("host", "officer", "Programme and translation", "", True),
    ),
    "D-41": (
        ("leader", "vice-chancellor", "", "", False),
        ("member", "officer", "", "", False),
        ("host", "Halina Wierzbowska", "Vice-rector for international affairs", "Bialystok University of Technology",
         False),
    ),
}  # fmt: skip

# Activity, text, account of the owner, days from today, done.
TASKS = (
    ("D-40", "Send the list of courses that a joint programme could have", "officer", 12, False),
    ("D-40", "Ask the department of planning for a contact person", "officer", -4, False),
    ("D-40", "Thank the delegation, with the photographs", "coordinator", -8, True),
    ("D-46", "Send the volume of papers to the partners", "coordinator", 25, False),
)

# Activity, kind, title, authors, published in, DOI.
RESULTS = (
    ("D-31", "publication", "Smart mobility in small cities", "Departments of planning of both universities",
     "Open book", "10.5555/mobility.small.cities"),
    ("D-30", "publication", "Chloride in bridge piers: seven winters", "Joint group on concrete",
     "Journal of Structures", "https://doi.org/10.5555/CONCRETE.2025.114"),
    ("D-30", "data", "Readings of the sensors, hour by hour", "Joint group on concrete", "Open data",
     "10.5555/readings.piers"),
    ("D-20", "course", "Warehouses that think, 5 credits", "", "", ""),
    ("D-42", "prototype", "Forecast of inflow, version 2", "", "", ""),
    ("D-23", "publication", "Dams and deltas: a lecture in writing", "Department of Sustainable Development",
     "Working papers", "10.5555/dams.deltas"),
)  # fmt: skip
