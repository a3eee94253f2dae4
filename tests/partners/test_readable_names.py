"""Names in capitals become readable; names that people wrote stay."""

import pytest

from partners.readable_names import readable, readable_place

NAMES = [
    ("BLEKINGE TEKNISKA HOGSKOLA", "SE", "Blekinge Tekniska Högskola"),
    ("UNIVERSITAET GRAZ", "AT", "Universität Graz"),
    ("HOCHSCHULE FUR TECHNIK UND WIRTSCHAFT", "DE", "Hochschule für Technik und Wirtschaft"),
    ("CONSTRUCTOR UNIVERSITY BREMEN GGMBH", "DE", "Constructor University Bremen gGmbH"),
    ("UNIVERSITA DEGLI STUDI DI NAPOLI FEDERICO II", "IT", "Università degli Studi di Napoli Federico II"),
    ('ACCADEMIA DI BELLE ARTI "MARIO SIRONI"', "IT", 'Accademia di Belle Arti "Mario Sironi"'),
    ("UNIVERSITE PARIS XII VAL DE MARNE", "FR", "Université Paris XII Val de Marne"),
    ("LYCÉE D'HÔTELLERIE ET DE TOURISME", "FR", "Lycée d'Hôtellerie et de Tourisme"),
    ("ECOLE DE L'AIR", "FR", "École de l'Air"),
    ("SAINT JOHN'S COLLEGE", "IE", "Saint John's College"),
    ("IES EL TABLERO", "ES", "IES El Tablero"),
    ("IES CIUDAD DE LOS POETAS", "ES", "IES Ciudad de los Poetas"),
    ("I.E.S. LA ALBERICIA", "ES", "I.E.S. La Albericia"),
    ("UNIVERSITAT JAUME I DE CASTELLON", "ES", "Universitat Jaume I de Castellon"),
    ("UNIVERSITETET I STAVANGER", "NO", "Universitetet i Stavanger"),
    ("AKADEMIA IM. EUGENIUSZA GEPPERTA WE WROCLAWIU", "PL", "Akademia im. Eugeniusza Gepperta we Wroclawiu"),
    ("UNIVERSITAT FUR MUSIK GRAZ (KUG)", "AT", "Universität für Musik Graz (KUG)"),
    ("İSTANBUL MEDENİYET ÜNİVERSİTESİ", "TR", "İstanbul Medeniyet Üniversitesi"),
    ("Linköpings universitet", "SE", "Linköpings universitet"),
    ("  ARTESIS \xa0PLANTIJN  HOGESCHOOL ", "BE", "Artesis Plantijn Hogeschool"),
    ("KTH", "SE", "KTH"),
    ("", "SE", ""),
]


@pytest.mark.parametrize(("given", "country", "shown"), NAMES)
def test_a_name_is_shown_as_people_write_it(given, country, shown):
    assert readable(given, country) == shown


@pytest.mark.parametrize(
    ("given", "country", "shown"),
    [
        ("ROMA", "IT", "Roma"),
        ("auch", "FR", "Auch"),
        ("LOUVAIN LA NEUVE", "BE", "Louvain la Neuve"),
        ("BRY-SUR-MARNE", "FR", "Bry-sur-Marne"),
        ("L'AQUILA", "IT", "L'Aquila"),
        ("Praha 2", "CZ", "Praha 2"),
    ],
)
def test_a_city_is_shown_as_people_write_it(given, country, shown):
    assert readable_place(given, country) == shown


@pytest.mark.parametrize(("given", "country", "_shown"), NAMES)
def test_a_readable_name_stays_as_it_is(given, country, _shown):
    once = readable(given, country)
    assert readable(once, country) == once
