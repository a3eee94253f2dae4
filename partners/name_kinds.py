"""Words by which names of institutions say what kind they are, in the languages of Europe.

A word counts when it begins with one of the stems; stems of up to four letters are whole words.
"""

import re

SHORTEST_STEM = 5


def _by_stem(table: dict[str, str]) -> dict[str, str]:
    return {stem: meaning for meaning, stems in table.items() for stem in stems.split()}


# What sort of house it is. Languages draw these lines differently, so two names may differ here.
FORMS = _by_stem(
    {
        "university": "uni univ univers univerz uniwersyt unibertsit ollscoil yliopist ulikool egyetem panepistim"
        " haskol sveucilis prifysgol daigaku augstskol korkeakoul tu",
        "school": "school schul schule ecole escuel escola scuola szkola szkoly skola skolan skole skoly scoala iskola"
        " sola sole facult fakult hogskol korgkool hogskul hojskol hochschul visoka visok vysok wyzsz visja vyssi"
        " eskola",
        "institute": "inst institut instytut istitut intezet",
        "academy": "acad academ akadem accadem",
        "college": "colleg colegi koledz koleg foiskol",
        "centre": "centre center centro centru zentrum zavod",
    }
)

# What is taught there: an institution of technology is another than one of medicine in the same town.
SUBJECTS = _by_stem(
    {
        "technical": "tech techn tecni tecno tehni tehno tekni tekno teknol tekns poli polit poly politec politech"
        " polytec polytech polytehn politehn politekn muszaki tu",
        "applied": "appl applie appliqu angewandt toegepast stosowan aplicad aplikova applicat fachhochschul hogeschool"
        " ammattikorkeakoul erhvervsakademi rakendusk veleucilis strukovn zawodow fh uas amk",
        "medical": "med medic mediz medyc medec meduni orvos sante salud saude zdrowi zdravot health lekarsk laaket"
        " pharmac farmac infirm ifsi nurse nursing sanitair",
        "arts": "art arts arte arti artes arta kunst konst sztuk umeni umeleck muvesz bellas beaux belle bildend plasti"
        " artisti umjetn umetn",
        "design": "design diseno dissen gestalt",
        "music": "music musik muzyc muzic muzik musique conservato konservato zenem",
        "stage": "theat teatr film dance danza danse tanz drama dramat drammat scenich cinema",
        "economics": "econo ekono okono busin biznes wirtschaft commerc handels kereskedel gazdasag",
        "agriculture": "agric agrar agro agron agroal rolnicz zemedel poljopriv przyrodnicz landwirtsch bodenkultur"
        " lantbruk mezogazda",
        "veterinary": "veterin weteryn",
        "teaching": "pedagog paedagog padagog teacher lehrer",
        "sport": "sport testnevel fizycznego",
        "theology": "theolog teolog",
        "law": "law droit juridi jurispr",
        "police": "polic poliz politie",
        "military": "milit wojsk bundeswehr defen",
        "maritime": "marit morsk",
        "catholic": "cathol kathol cattol catol katol",
        "distance": "distan telemati fernuni",
    }
)

# Words that say little wherever they stand, in one spelling.
COMMON = _by_stem(
    {
        "national": "nation nacion nazion narodow natl nat",
        "state": "state statal estatal staatl panstwow",
        "royal": "royal kungl kunglig koninkl kgl",
        "science": "scien scienz cienc wissensch nauk nauki nauka stiint naturvit naturwis naturvet vitensk vetensk",
        "higher": "higher superior superieur",
    }
)

# Words that many names share and that yet tell one university from the next: "European University of Tirana".
TELLING = _by_stem(
    {
        "international": "internat internac internaz",
        "european": "europ",
        "private": "privat prive privee",
        "public": "public",
        "open": "open obert ouvert avoin offen",
    }
)

# Legal forms and owners say nothing about who it is.
LEGAL = frozenset(
    "gmbh ggmbh gesmbh mbh ag ab oy oyj sa sl slu srl spa ltd limited bv nv lda crl ev ry sia uab doo dd asbl vzw"  # noqa: SIM905
    " stichting stiftung fondazione fundacion fundacio fondation foundation association".split()
)

# German, Dutch and the Nordic languages write kinds into one word: "Musikhochschule", "Wirtschaftsuniversität".
COMPOUND = re.compile(
    r"^(?P<head>(?!fach)[a-z]{4,}?)(?P<tail>hochschule|universita?e?t|universiteit|universitet|hogskolan?|hogeschool"
    r"|hojskole|akademien?|akademi|institute?t?|ulikool|korgkool)$"
)


def meaning_of(word: str, table: dict[str, str]) -> str:
    """What ``word`` (folded) says by ``table``; "" where it says nothing. The longest stem decides."""
    if len(word) < SHORTEST_STEM or word in table:
        return table.get(word, "")
    stems = (word[:length] for length in range(len(word), SHORTEST_STEM - 1, -1))
    return next((table[stem] for stem in stems if stem in table), "")


def parts_of(word: str) -> list[str]:
    """A compound in its two parts, any other word as it is."""
    match = COMPOUND.match(word)
    return [match["head"], match["tail"]] if match else [word]
