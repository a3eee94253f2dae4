"""Which institution a row of a register means."""

import pytest

from agreements.imports.partner_index import PartnerIndex
from agreements.imports.partner_matching import PartnerMatcher, without_repeats
from partners.services import create_institution

pytestmark = pytest.mark.usefixtures("reference_tables", "register")

HOLDERS = [
    ("E  CADIZ01", "Universidad de Cádiz", "ES", "Cádiz"),
    ("E  CORDOBA01", "Universidad de Córdoba", "ES", "Córdoba"),
    ("E  MADRID01", "Universidad Nacional de Educación a Distancia", "ES", "Madrid"),
    ("E  MADRID05", "Universidad Politécnica de Madrid", "ES", "Madrid"),
    ("S  GOTEBOR02", "Chalmers Tekniska Högskola AB", "SE", "Göteborg"),
    ("SF HELSINK01", "Helsingin yliopisto", "FI", "Helsinki"),
    ("RO BUCURES43", "Universitatea Nationala de Stiinta si Tehnologie Politehnica București", "RO", "București"),
    ("G  EGALEO02", "Panepistimio Dytikis Attikis", "GR", "Egaleo"),
]


@pytest.fixture
def register():
    for code, name, country, city in HOLDERS:
        create_institution(actor=None, name=name, country_id=country, city=city, erasmus_code=code)


@pytest.fixture
def match():
    return PartnerMatcher(PartnerIndex.load()).match


@pytest.mark.parametrize(
    ("code", "name", "country", "holder"),
    [
        ("E_CADIZ01", "Universidad de Cádiz", "ES", "E  CADIZ01"),
        ("E_CÁDIZ01", "Universidad de Cadiz", "ES", "E  CADIZ01"),
        ("ECADIZ01", "Universidad de Cádiz (Facultad)", "ES", "E  CADIZ01"),
        ("E_CADIZ01-DT", "Universidad de Cádiz (Double Degree)", "ES", "E  CADIZ01"),
        ("S_GOTEBOR02", "Chalmers University of Technology", "SE", "S  GOTEBOR02"),
        ("SF_HELSINK01", "University of Helsinki", "FI", "SF HELSINK01"),
        ("", "Universidad de Cadiz", "ES", "E  CADIZ01"),
    ],
)
def test_a_holder_is_found_without_a_doubt(match, code, name, country, holder):
    found = match(code, name, country)
    assert (found.institution.erasmus_code, found.doubts) == (holder, ())


@pytest.mark.parametrize(
    ("said", "holder", "doubt"),
    [
        (("E_MADRID01", "Universidad Politecnica de Madrid", "ES"), "E  MADRID05", "taken by its name"),
        (("E_CADIZ01", "Universidad de Cordoba", "ES"), "E  CORDOBA01", "taken by its name"),
        (("E_CADIZ01", "Universidad de Murcia", "ES"), "E  CADIZ01", "Is that who you mean?"),
        (("E_CADIZ01", "Universidad de Cádiz", "PT"), "E  CADIZ01", "Is that who you mean?"),
        (("E_CADDIZ01", "Universidad de Cádiz", "ES"), "E  CADIZ01", "Your file has the code"),
        (("RO_BUCURES11", "Universitatea Politehnica din Bucuresti", "RO"), "RO BUCURES43", "holds all these words"),
    ],
)
def test_what_does_not_fit_is_told(match, said, holder, doubt):
    found = match(*said)
    assert found.institution.erasmus_code == holder
    assert doubt in " ".join(found.doubts)


@pytest.mark.parametrize(
    ("said", "kept", "doubt"),
    [
        (("CHNBEIJING04", "Beihang University", "CN"), "CHNBEIJING04", ""),
        (("BRASAOCA01", "Federal University of Sao Carlos", "BR"), "BRASAOCA01", ""),
        (("USA_PURDUE", "Purdue University", "US"), "", "is not an Erasmus code"),
        (("AL_ARGBUENOSA12", "Instituto Tecnologico", "AR"), "", "is not an Erasmus code"),
        (("G_EGALEO01", "Piraeus University of Applied Sciences", "GR"), "G  EGALEO01", "Panepistimio Dytikis Attikis"),
        (("", "Helsinki University Press", "FI"), "", ""),
    ],
)
def test_who_is_not_there_is_to_be_added(match, said, kept, doubt):
    found = match(*said)
    assert (found.institution, found.code) == (None, kept)
    assert doubt in " ".join(found.doubts)


@pytest.mark.parametrize(
    ("name", "repeated", "rest"),
    [
        ("KIT (Institut fur Informatik)", ["Institut fur Informatik"], "KIT"),
        ("TU Eindhoven-Department of Mathematics", ["Department of Mathematics"], "TU Eindhoven"),
        ("Politecnico di Torino (Double Degree)", ["Informatica", "DOUBLE DEGREE"], "Politecnico di Torino"),
        ("Faculty of Law", ["Faculty of Law"], "Faculty of Law"),
    ],
)
def test_the_faculty_is_taken_off_the_name(name, repeated, rest):
    assert without_repeats(name, *repeated) == rest
