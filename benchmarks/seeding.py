"""Fill the benchmark's database by COPY, as quickly as PostgreSQL takes rows.

The rows are made up but shaped like real ones: every country of the reference tables, Latin and
accented names, nine in ten agreements in force, three conditions and a document for each agreement.
"""

import csv
import io
import random
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import Unit, User
from agreements.models import Agreement, Condition, ConditionField, Document, Party
from core.search_text import fold, fold_all
from partners.models import Institution
from partners.services import create_institution, home_institution
from reference.models import Country, IscedField

CITIES = [
    "Łódź",
    "Kraków",
    "Espoo",
    "Göteborg",
    "Århus",
    "Tromsø",
    "Málaga",
    "Coimbra",
    "Győr",
    "Brno",
    "Tartu",
    "Kaunas",
    "Gent",
    "Delft",
    "Graz",
    "Nantes",
]
SUBJECTS = [
    "Technology",
    "Applied Sciences",
    "Economics",
    "Arts",
    "Medicine",
    "Life Sciences",
    "Maritime Studies",
    "Education",
]
MOBILITIES = ("student_studies", "staff_teaching")
KINDS = ["erasmus"] * 12 + ["student_exchange"] * 4 + ["moc", "mou", "research", "double_degree"]
STATES = (
    ["active"] * 80 + ["ended"] * 10 + ["signed", "suspended", "notice_given", "approved", "in_review"] + ["draft"] * 5
)


def made_up_code(number: int) -> str:
    """An Erasmus code that no institution has, a different one for each number below a million."""
    letters = "".join(chr(ord("A") + number // 100 // 26**place % 26) for place in range(3))
    return f"S  XBEN{letters}{number % 100:02d}"


def seed_home():
    """The institution whose portal is measured: a party of every agreement."""
    country = Country.objects.get(iso2="SE")
    create_institution(
        actor=None, name="Home", country=country, city="Karlskrona", erasmus_code=settings.HOME_INSTITUTION
    )


def seed_institutions(count: int):
    """Bring the number of institutions, the home one included, to ``count``."""
    chance = random.Random(1)
    countries = list(Country.objects.exclude(iso2="AQ"))
    start = Institution.objects.count()
    rows = []
    for number in range(start, count):
        country = chance.choice(countries)
        city = chance.choice(CITIES)
        name = f"{city} University of {chance.choice(SUBJECTS)} {number}"
        code = made_up_code(number)
        rows.append(
            Institution(
                name=name,
                legal_name=name.upper(),
                status="active",
                country=country,
                city=city,
                erasmus_code=code,
                latitude=country.latitude,
                longitude=country.longitude,
                coordinates_precision="country",
                charter_starts_on=date(2021, 1, 1),
                charter_ends_on=date(2029, 12, 31),
                sort_key=fold(name),
                search_text=fold_all(name, city, country.name_en, country.name_sv, code, code.replace(" ", "")),
            )
        )
    copy_rows(Institution, rows)


def seed_agreements(count: int):
    """Bring the number of agreements to ``count``, each with its parties, conditions and fields."""
    chance = random.Random(2)
    start = Agreement.objects.count()
    home = home_institution()
    partners = list(
        Institution.objects.exclude(pk=home.pk).only("pk", "name", "sort_key", "search_text").order_by("pk")
    )
    units, people = list(Unit.objects.all()), list(User.objects.all())
    fields = list(IscedField.objects.filter(code__regex=r"^\d{4}$").values_list("pk", flat=True))
    first = next_id(Agreement)
    agreements, parties, conditions, condition_fields, documents = [], [], [], [], []
    first_condition = next_id(Condition)
    for number in range(start, count):
        partner = chance.choice(partners)
        agreement = _agreement(
            number, pk=first + number - start, partner=partner, chance=chance, units=units, people=people
        )
        agreements.append(agreement)
        parties.append(Party(agreement=agreement, institution=home, is_home=True))
        parties.append(Party(agreement=agreement, institution=partner, position=1))
        documents += _documents(agreement, chance)
        for condition in _conditions(agreement, home, partner, chance):
            condition.pk = first_condition + len(conditions)
            conditions.append(condition)
            condition_fields.append(ConditionField(condition=condition, isced_field_id=chance.choice(fields)))
    for model, rows in (
        (Agreement, agreements),
        (Party, parties),
        (Condition, conditions),
        (ConditionField, condition_fields),
        (Document, documents),
    ):
        copy_rows(model, rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as autovacuum does on a server within minutes


def _agreement(number, *, pk, partner, chance, units, people) -> Agreement:
    state = chance.choice(STATES)
    today = timezone.localdate()
    ends_on = (
        today + timedelta(days=chance.randint(1, 2500))
        if state != "ended"
        else today - timedelta(days=chance.randint(1, 900))
    )
    title = f"Agreement with {partner.name}"
    registration = f"BTH-1.2.1-{number % 10000:04d}-{1000 + number // 10000:04d}"
    return Agreement(
        pk=pk,
        kind=chance.choice(KINDS),
        title=title,
        number=registration,
        state=state,
        responsible_unit=chance.choice(units),
        coordinator=chance.choice(people),
        starts_on=today - timedelta(days=1000),
        ends_on=ends_on,
        notice_rule="months",
        notice_months=6,
        notice_on=ends_on - timedelta(days=182),
        turn=chance.choice(("", "", "", "partner")),
        turn_since=today - timedelta(days=chance.randint(1, 90)),
        is_published=state == "active",
        search_text=fold_all(registration, title, partner.search_text),
        partner_sort_key=partner.sort_key,
    )


def _conditions(agreement, home, partner, chance) -> list[Condition]:
    """Two to four, without keys: students both ways, and for some teachers as well."""
    ways = [(kind, *pair) for kind in MOBILITIES for pair in ((home, partner), (partner, home))]
    return [
        Condition(
            agreement=agreement,
            sender=sender,
            receiver=receiver,
            kind=kind,
            first_year=2024,
            last_year=2028,
            people_per_year=chance.randint(1, 5),
            eqf_levels=chance.choice(([6], [6, 7], [7], [8])),
        )
        for kind, sender, receiver in ways[: chance.choice((2, 3, 4))]
    ]


def _documents(agreement, chance) -> list[Document]:
    """The signed copy, and for some what was written before; no file lies behind them."""
    titles = ["Signed copy", "Annex", "Draft"][: chance.choice((0, 1, 1, 1, 3))]
    return [
        Document(
            agreement=agreement,
            title=title,
            kind="other",
            original_name="paper.pdf",
            file="documents/none.pdf",
            content_type="application/pdf",
            size=1000,
            sha256="0" * 64,
        )
        for title in titles
    ]


def copy_rows(model, rows):
    """COPY unsaved instances into the model's table: every concrete column but those the database makes."""
    if not rows:
        return
    fields = [f for f in model._meta.concrete_fields if not f.generated and not (f.primary_key and rows[0].pk is None)]
    now = timezone.now()
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([_cell(field, row, now) for field in fields])
    buffer.seek(0)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {model._meta.db_table} ({columns}) FROM STDIN WITH (FORMAT csv, NULL '\\N')", buffer)
        if not any(field.primary_key for field in fields):
            return
        table = model._meta.db_table
        last_id = f"(SELECT max(id) FROM {table})"  # noqa: S608 (one of our own tables)
        cursor.execute(f"SELECT setval(pg_get_serial_sequence(%s, 'id'), {last_id})", [table])


def _cell(field, row, now):
    value = getattr(row, field.attname)
    if value is None and (getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)):
        value = now
    if value is None:
        return "\\N"
    if isinstance(value, list):
        return "{" + ",".join(str(item) for item in value) + "}"
    return value


def next_id(model) -> int:
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1
