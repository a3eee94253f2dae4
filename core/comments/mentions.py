"""Who is meant by "@Bo Ek" or "@bo.ek": names and logins as people write them, told apart and checked.

A login is what stands before the @ of a person's e-mail address; the whole address will do, too.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from core.comments.registry import may_read, may_see
from core.search_text import fold, prefix_query

MOST_MENTIONS = 20
MOST_SUGGESTED = 8
MOST_ASKED = 24  # of whom it is asked whether they may see the object, for one list of suggestions
SIGN = re.compile(r"(?<![\w.@/+-])@(?=\w)")
LOGIN = re.compile(r"[\w.+-]+(?:@[\w-]+(?:\.[\w-]+)+)?")
LOOKED_AT = 200  # characters after an @
CLOSING = ".,;:!?)]}…\"'”’»"
GENITIVE = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Named:
    """A person in a text, and the characters after the @ that name them."""

    person: Any
    written: str


@dataclass(frozen=True)
class Suggestion:
    """A colleague who may be addressed: ``insert`` is what stands after the @ then."""

    name: str
    detail: str
    insert: str


def people_named(text: str, obj, *, is_internal: bool = False) -> list[Named]:
    """Everybody whom ``text`` addresses, each once, in order.

    Raises ``ValidationError`` with a sentence for each who is nobody here, is not told apart, may not see ``obj``, or
    may not read an internal comment on it.
    """
    tails = _tails(text)
    if len(tails) > MOST_MENTIONS:
        raise ValidationError(_("A comment addresses at most %(most)d people.") % {"most": MOST_MENTIONS})
    colleagues = _colleagues(tails)
    found: dict[int, Named] = {}
    problems = []
    for tail in tails:
        try:
            named = _named(tail, colleagues, obj)
            _check_inside(named.person, obj, is_internal=is_internal)
            found.setdefault(named.person.pk, named)
        except ValidationError as error:
            problems += error.messages
    if problems:
        raise ValidationError(list(dict.fromkeys(problems)))
    return list(found.values())


def suggestions(obj, text: str, *, besides) -> list[Suggestion]:
    """Colleagues whose name or login begins with ``text`` and who may see ``obj``; not ``besides``, who is writing."""
    people = get_user_model().objects.active().exclude(pk=besides.pk)
    query = prefix_query(text)
    near = (people.filter(search_vector=query) if query else people.none()).order_by("name", "pk")[:MOST_ASKED]
    seeing = [person for person in near if may_see(person, obj)][:MOST_SUGGESTED]
    names = [fold(person.name) for person in seeing]
    return [
        Suggestion(
            person.name, person.title or person.email, person.name if names.count(name) == 1 else login_of(person)
        )
        for person, name in zip(seeing, names, strict=True)
    ]


def login_of(person) -> str:
    return person.email.partition("@")[0]


def _tails(text: str) -> list[str]:
    """What follows each sign, to the end of its line."""
    return [text[at.end() : at.end() + LOOKED_AT].split("\n", 1)[0] for at in SIGN.finditer(text)]


def _colleagues(tails: Iterable[str]) -> list[Any]:
    """Everybody whom one of the first words may mean, in one query."""
    queries = [query for tail in tails if (query := prefix_query(_bare(tail.split()[0])))]
    if not queries:
        return []
    return list(get_user_model().objects.active().filter(search_vector=reduce(or_, queries)).only("name", "email"))


def _named(tail: str, colleagues: list[Any], obj) -> Named:
    for written, people in _readings(tail, colleagues):
        if not people:
            continue
        seeing = people if len(people) == 1 else [each for each in people if may_see(each, obj)] or people
        if len(seeing) > 1:
            raise ValidationError(_several(written, seeing))
        if not may_see(seeing[0], obj):
            raise ValidationError(
                _("%(person)s may not see this, and so cannot be addressed here.") % {"person": seeing[0]}
            )
        return Named(seeing[0], written)
    sentence = _("Nobody here is called “@%(name)s”: choose a colleague from the list, or put a space after the @.")
    raise ValidationError(sentence % {"name": _bare(tail.split(maxsplit=1)[0])[:80]})


def _check_inside(person, obj, *, is_internal: bool):
    if is_internal and not may_read(person, obj, is_internal=True):
        sentence = _("%(person)s does not keep this, and so cannot be addressed in a comment for those alone who do.")
        raise ValidationError(sentence % {"person": person})


def _readings(tail: str, colleagues: list[Any]):
    """What may be meant, likeliest first: an address or login, then the longest name."""
    if login := LOGIN.match(tail):
        written = login.group().rstrip(CLOSING + "-+")
        address = written.casefold()
        yield written, [each for each in colleagues if address in (each.email, login_of(each))]
    by_length: dict[int, list] = {}
    for each in colleagues:
        by_length.setdefault(len(each.name.split()), []).append(each)
    for length in sorted(by_length, reverse=True):
        written = _words(tail, length)
        yield written, [each for each in by_length[length] if written and fold(each.name) == fold(written)]


def _words(tail: str, count: int) -> str:
    """The first ``count`` words, without what closes a sentence; "" where there are fewer."""
    match = re.match(rf"\S+(?:[ \t\u00a0]+\S+){{{count - 1}}}", tail) if count else None
    return _bare(match.group()) if match else ""


def _bare(word: str) -> str:
    return GENITIVE.sub("", word.rstrip(CLOSING)).rstrip(CLOSING)


def _several(written: str, people: list[Any]) -> str:
    logins = [login_of(each) for each in people]
    told = logins if len(set(logins)) == len(logins) else [each.email for each in people]
    words = {"name": written, "logins": get_text_list([f"@{each}" for each in told], _("or"))}
    return _("Several people are called “%(name)s”: write %(logins)s.") % words
