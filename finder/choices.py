"""The choices that narrow the list, in groups, each with how many partners it would leave."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finder.faces import Face
from finder.index import Index
from finder.nesting import NESTED, around
from finder.question import Question
from finder.shelves import Shelves

CHOICES_SHOWN = 6  # of a long group; the rest folds away

GROUPS = (
    ("level", gettext_lazy("My level")),
    ("field", gettext_lazy("My field")),
    ("language", gettext_lazy("Language of teaching")),
    ("programme", gettext_lazy("Programme")),
    ("network", gettext_lazy("Network")),
    ("term", gettext_lazy("Term")),
    ("cost", gettext_lazy("Cost")),
)
ROUND_GROUP = ("places", "deadline")


@dataclass(slots=True)  # not frozen: a page makes hundreds, and these are made in half the time
class Choice:
    """One choice of a group: how many partners it would leave, and whether it is made."""

    face: Face
    count: int
    is_chosen: bool
    inner: tuple["Choice", ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether what lies inside is in sight: who chose a field goes on to what is in it."""
        goes_on = self.is_chosen and self.face.facet in NESTED
        return bool(self.inner) and (goes_on or any(choice.is_chosen or choice.is_open for choice in self.inner))


@dataclass(frozen=True)
class Group:
    """Choices of one kind; ``more`` are folded away until somebody asks for them."""

    label: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


def groups_of(question: Question, index: Index) -> list[Group]:
    """The choices that lead somewhere, and those already made, most partners first."""
    groups = [_rounds(question, index)]
    groups += [Group(str(label), *_folded(_counted(facet, question, index))) for facet, label in GROUPS]
    groups.append(_places(question, index))
    return [group for group in groups if group.choices]


def _rounds(question: Question, index: Index) -> Group:
    """Facts about the rounds of applications that are not over, each a filter of its own: both may be asked for."""
    choices = [choice for facet in ROUND_GROUP for choice in _counted(facet, question, index)]
    return Group(_("When to apply"), tuple(choices))


def _counted(facet: str, question: Question, index: Index) -> list[Choice]:
    among = question.matching(index, without=facet)
    if facet in NESTED:
        return _inside(facet, "", question, index, among)
    return _choices(facet, question, index, index.count_each(facet, among))


def _inside(facet: str, outer: str, question: Question, index: Index, among: Shelves) -> list[Choice]:
    """The choices right inside ``outer`` ("": those at the top); of a chosen one also what lies in it, step by step."""
    made = question.chosen[facet]
    on_the_way = {one for value in made for one in (value, *around(facet, value))}
    faces = index.words.faces(facet)
    here = [face for value in {*index.facets[facet], *on_the_way} if (face := faces[value]).outer == outer]
    counts = index.count_each(facet, among, [face.value for face in here])
    choices = [
        Choice(
            face,
            counts.get(face.value, 0),
            face.value in made,
            tuple(_inside(facet, face.value, question, index, among)) if face.value in on_the_way else (),
        )
        for face in here
        if face.value in counts or face.value in on_the_way
    ]
    return sorted(choices, key=_in_order)


def _choices(facet: str, question: Question, index: Index, counts: dict[str, int]) -> list[Choice]:
    return sorted(_unsorted(facet, question, index, counts), key=_in_order)


def _unsorted(facet: str, question: Question, index: Index, counts: dict[str, int]) -> list[Choice]:
    made, faces = question.chosen[facet], index.words.faces(facet)
    return [Choice(faces[value], counts.get(value, 0), value in made) for value in {*counts, *made}]


def _in_order(choice: Choice):
    face = choice.face
    return face.is_last, -choice.count if face.rank is None else face.rank, face.by_name


def _folded(choices: list[Choice]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The first choices and every one made; then the rest, when it is worth a fold."""
    if len(choices) <= CHOICES_SHOWN + 2:
        return tuple(choices), ()
    rest = choices[CHOICES_SHOWN:]
    first = choices[:CHOICES_SHOWN] + [choice for choice in rest if choice.is_chosen]
    return tuple(first), tuple(choice for choice in rest if not choice.is_chosen)


def _places(question: Question, index: Index) -> Group:
    """Continents, each with its countries inside."""
    among = question.matching(index, without="place")
    countries: dict[str, list[Choice]] = defaultdict(list)
    for country in _unsorted("country", question, index, index.count_each("country", among)):
        countries[index.words.regions[country.face.value]].append(country)
    regions = _choices("region", question, index, dict.fromkeys(countries, 0) | index.count_each("region", among))
    for region in regions:
        region.inner = tuple(sorted(countries[region.face.value], key=lambda choice: choice.face.by_name))
    return Group(_("Where"), tuple(regions))
