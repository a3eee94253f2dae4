"""What can be taken of an activity, under its usual headings in English, Swedish and Polish."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from cooperation.imports.targets import OVERRIDE, OVERRIDE_HEADINGS, UNIT, of_field
from cooperation.imports.words import DIRECTIONS, KINDS, ROLES
from cooperation.models import Activity
from core.imports.mapping import headed, of_section

_of = partial(of_field, Activity)
WHAT, WITH_WHOM, WHEN, HOW_MANY, HOW_IT_WAS = (
    _("What"),
    _("With whom, under what"),
    _("When and where"),
    _("Planned"),
    _("How it was"),
)

TARGETS = (
    *of_section(
        WHAT,
        _of("reference", "ref, id, no, nr, our reference, lopnummer, diarienummer, lp, sygnatura"),
        _of("title", "name, activity, titel, aktivitet, benamning, nazwa, tytul, dzialanie, temat", is_required=True),
        _of("kind", "type, type of activity, form, typ, slag, rodzaj, forma", has_values=True),
        _of("direction", "riktning, kierunek", has_values=True),
        _of("description", "description, content, beskrivning, innehall, opis"),
        _of("specialisation", "field, specialisation, subject, amne, inriktning, specjalnosc, dziedzina"),
        _of("series", "serie, series title, cykl"),
        _of("edition", "edition number, upplaga, omgang, edycja"),
        _of("link", "web page, url, link, webbsida, strona"),
        _of("remarks", "note, notes, comment, anm, anmarkning, kommentar, uwagi"),
    ),
    *of_section(
        WITH_WHOM,
        _of("unit", "unit, faculty, department, enhet, institution, fakultet, wydzial, jednostka"),
        _of("coordinator", "responsible, contact person, koordinator, ansvarig, samordnare, odpowiedzialny"),
        _of("plan", "plan, arbetsplan, plan pracy"),
        _of("agreement", "agreement number, contract, avtal, avtalsnummer, umowa, porozumienie"),
        _of("network", "natverk, alliance, siec"),
        headed(
            "partners",
            _("Partners"),
            "partner, partner institution, university, larosate, partneruniversitet, uczelnia, partnerzy, instytucja",
            _("Names or codes, semicolons between several. Who takes part already stays."),
        ),
        headed("country_of_partners", _("Country of the partner"), "partner country, partnerland, kraj partnera"),
        headed("role", _("Role of the partners"), "role, roll, rola", has_values=True),
        headed("override", _("Reason to go on with a partner under restriction"), OVERRIDE_HEADINGS),
    ),
    *of_section(
        WHEN,
        _of(
            "starts_on",
            "start, from, date, dates, when, begins, startdatum, datum, fran, nar, data, termin, od, data rozpoczecia",
            _("Or both days in one cell: 12–16 May 2027."),
        ),
        _of("ends_on", "end, to, until, ends, slutdatum, till, do, data zakonczenia"),
        _of("city", "town, stad, ort, miasto"),
        _of("place", "venue, plats, lokal, miejsce"),
        _of("country", "land, kraj"),
    ),
    *of_section(
        HOW_MANY,
        _of("planned_own_staff", "own staff, staff planned, egen personal, var personal, pracownicy plan"),
        _of("planned_own_students", "own students, students planned, egna studenter, vara studenter, studenci plan"),
        _of("planned_partner_staff", "partner staff, partnerns personal, pracownicy partnera"),
        _of("planned_partner_students", "partner students, partnerns studenter, studenci partnera"),
        _of("planned_cost", "budget, cost, planned cost, budget eur, kostnad, koszt, planowany koszt"),
        _of("funding_source", "funding, source, financed by, finansiering, kalla, finansowanie, zrodlo"),
    ),
    *of_section(
        HOW_IT_WAS,
        _of("actual_own_staff", "own staff actual, staff actual, egen personal utfall, pracownicy wykonanie"),
        _of("actual_own_students", "own students actual, students actual, egna studenter utfall, studenci wykonanie"),
        _of("actual_partner_staff", "partner staff actual, partnerns personal utfall, pracownicy partnera wykonanie"),
        _of(
            "actual_partner_students",
            "partner students actual, partnerns studenter utfall, studenci partnera wykonanie",
        ),
        _of("actual_cost", "cost actual, actual cost, spent, utfall, faktisk kostnad, wydano, koszt rzeczywisty"),
        _of("report", "rapport, sprawozdanie, raport"),
        headed("doi", _("DOI"), "doi number, dois", _("Of what was published; semicolons between several.")),
    ),
)
OPTIONS = (UNIT, OVERRIDE)
VOCABULARIES = {"kind": KINDS, "direction": DIRECTIONS, "role": ROLES}
