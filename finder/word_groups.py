"""Words that ask for the same: kinds of universities, cities by other names, and words that ask for nothing."""

from collections.abc import Iterable

LEFT_OUT = frozenset(
    word
    for line in (
        "a al and at by d da das de del der des di die do dos du e el en et for fur i in la las le les los",
        "na of och og on or the u und van vid von w y z zu zur",
    )
    for word in line.split()
)
SHORTEST_BEGINNING = 3  # letters from which a word can be one of a group

# Beginnings of folded words that name a kind of university in the languages of our partners.
KINDS = (
    ("univ", "uniw", "yliopist", "egyetem", "sveuc", "panepist", "politech", "polytech", "politecn", "politehn"),
    ("techn", "tekn", "tecn", "tehn", "tekhn", "polytech", "politech", "politecn", "politehn", "mues"),
    ("inst", "istitut"),
    ("hochsch", "fachhochsch", "hogsk", "hogesch", "hojsk", "hoysk", "hogskol", "ammattikorkea"),
    ("acad", "akad"),
    ("facul", "fakul"),
)

# One city, by the names students type: its own, English, German, Swedish; folded, of one word each.
CITIES = tuple(
    frozenset(line.split())
    for line in """
    aachen aix
    antwerpen antwerp anvers
    athina athens aten athen
    basel basle bale
    beograd belgrade belgrad
    braunschweig brunswick
    bruxelles brussels bryssel brussel brussels
    bucuresti bucharest bukarest
    cluj klausenburg
    den-haag hague haag
    firenze florence florens florenz
    frankfurt francfort
    gdansk danzig
    geneve geneva genf genf
    genova genoa genua
    gent ghent gand
    goteborg gothenburg
    graz
    hamburg hambourg
    hannover hanover
    helsinki helsingfors
    kobenhavn copenhagen kopenhamn kopenhagen
    koln cologne
    krakow cracow krakau
    kyiv kiev
    leuven louvain
    lisboa lisbon lissabon
    ljubljana laibach
    luzern lucerne
    lviv lvov lemberg
    lyon lyons
    milano milan milano mailand
    moskva moscow moskau
    munchen munich
    napoli naples neapel
    nice nizza
    nurnberg nuremberg
    oulu uleaborg
    padova padua
    poznan posen
    praha prague prag
    roma rome rom
    sevilla seville
    sofia sofiya
    strasbourg strassburg
    tallinn reval
    tampere tammerfors
    thessaloniki saloniki thessalonica
    torino turin
    trento trient
    turku abo
    venezia venice venedig
    vilnius wilna
    warszawa warsaw warschau
    wien vienna
    wroclaw breslau
    zaragoza saragossa
    zurich zuerich
    """.strip().splitlines()
)
_CITY_OF = {name: names for names in CITIES for name in names}


def worth_asking(words: list[str]) -> list[str]:
    """``words`` without those that names share and nobody searches for; all of them when nothing else is there."""
    return [word for word in words if word not in LEFT_OUT] or words


def beginnings_for(word: str) -> Iterable[str]:
    """With which of its words a partner answers to ``word``: "univ" is also the beginning of "uniwersytet"."""
    for group in KINDS:
        if len(word) >= SHORTEST_BEGINNING and any(stem.startswith(word) or word.startswith(stem) for stem in group):
            return dict.fromkeys((word, *group))
    return dict.fromkeys((word, *_CITY_OF.get(word, ())))


def other_spellings(written: str) -> str:
    """The word as keyboards without its letters write it: "München" → "Muenchen"; the same word when it has none."""
    return written.translate(_WITHOUT_DOTS)


_WITHOUT_DOTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
