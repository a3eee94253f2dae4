"""Every write to institutions and their other names."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core import history
from core.constraints import refused_as
from core.errors import PortalError, RightMissing
from core.search_text import fold, fold_all
from core.versions import refuse_if_changed
from partners.models import Alias, FormerCode, Institution
from partners.services.duplicates import say_they_are_two

ADD = "partners.add_institution"
CHANGE = "partners.change_institution"

# Upper rooms keep copies of a partner's names in their own search text; they say here how to renew them.
_renewals: list[Callable[[Iterable[int]], None]] = []


def renew_after_change(callback: Callable[[Iterable[int]], None]):
    """Register ``callback(institution_ids)``, called in the same transaction when names, codes or places change."""
    _renewals.append(callback)


def home_institution() -> Institution:
    """The institution whose portal this is (setting ``HOME_INSTITUTION``). Raises ``PortalError`` without one."""
    try:
        return Institution.objects.get(erasmus_code=settings.HOME_INSTITUTION)
    except Institution.DoesNotExist as error:
        raise PortalError(
            _("The home institution is not in the register yet; an administrator must add it.")
        ) from error


def other_words(ids: Iterable[int] | None = None) -> dict[int, list[str]]:
    """Other names and former codes of the institutions (none given: of all), by which search finds them too."""
    words: dict[int, list[str]] = defaultdict(list)
    for model, column in ((Alias, "name"), (FormerCode, "code")):
        rows = model.objects.all() if ids is None else model.objects.filter(institution__in=ids)
        for institution_id, word in rows.order_by("pk").values_list("institution", column):
            words[institution_id] += [word] if model is Alias else [word, word.replace(" ", "")]
    return words


def prepare_for_search(institution: Institution, words: Iterable[str] = ()):
    """Set the columns that search and sorting read, ``words`` being its ``other_words``; the caller saves."""
    country = institution.country
    institution.sort_key = fold(institution.name)[:300]
    institution.search_text = fold_all(
        institution.name,
        institution.legal_name,
        institution.native_name,
        *words,
        institution.city,
        country.name_en,
        country.name_sv,
        institution.erasmus_code,
        institution.erasmus_code.replace(" ", ""),
        institution.pic,
        institution.schac,
    )


@transaction.atomic
def create_institution(
    *, actor, aliases: Iterable[str] = (), unlike: Iterable[Institution] = (), because: str = "", **fields
) -> Institution:
    """A new institution with its other names; ``because`` says why it is none of those ``unlike`` it."""
    require(actor, ADD)
    institution = Institution(**fields)
    aliases = _distinct(aliases)
    prepare_for_search(institution, aliases)
    with history.action("created", actor=actor, right=ADD):
        institution.full_clean()
        with _codes_once():
            institution.save()
        Alias.objects.bulk_create(Alias(institution=institution, name=name) for name in aliases)
    say_they_are_two(institution, unlike, actor=actor, because=because)
    return institution


@transaction.atomic
def update_institution(
    institution: Institution,
    *,
    actor,
    aliases: Iterable[str] | None = None,
    seen_at=None,
    unlike: Iterable[Institution] = (),
    because: str = "",
    **fields,
) -> Institution:
    """Write the given fields, and the other names when given; renew what upper rooms copied.

    With ``seen_at`` a change made after that moment is never overwritten unseen (``core.versions``).
    """
    require(actor, CHANGE)
    locked = Institution.objects.select_for_update().get(pk=institution.pk)
    refuse_if_merged(locked)
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    with history.action("changed", actor=actor, right=CHANGE):
        if aliases is not None:
            _replace_aliases(locked, _distinct(aliases))
        prepare_for_search(locked, other_words([locked.pk])[locked.pk])
        locked.full_clean()
        with _codes_once():
            locked.save(update_fields=[*fields, "sort_key", "search_text", "updated_at"])
    say_they_are_two(locked, unlike, actor=actor, because=because)
    institutions_changed([locked.pk])
    return locked


def refuse_if_merged(locked: Institution):
    """Raise ``PortalError`` for a locked row that a colleague has merged: its facts are those of another one now."""
    if locked.merged_into_id:
        raise PortalError(merged_words(locked))


def merged_words(institution: Institution) -> str:
    """What somebody is told who changes a merged institution, with a link to where everything is now."""
    survivor: Any = institution.merged_into
    link = format_html('<a href="{}">{}</a>', survivor.get_absolute_url(), survivor)
    sentence = _("“{name}” has been merged into “{survivor}”. Nothing was saved: repeat your change there.")
    return format_html(sentence, name=institution, survivor=link)


def institutions_changed(ids: Iterable[int]):
    """Let upper rooms renew what they copied of these institutions."""
    for renew in _renewals:
        renew(list(ids))


@contextmanager
def _codes_once():
    """Two people may enter one code at the same moment: the second is refused like any other wrong value."""
    sentence = _("Another institution has just been given this code.")
    with (
        refused_as("institution_erasmus_code_once", field="erasmus_code", sentence=sentence),
        refused_as("institution_pic_once", field="pic", sentence=sentence),
    ):
        yield


def _replace_aliases(institution, names):
    institution.aliases.exclude(name__in=names).delete()
    Alias.objects.bulk_create([Alias(institution=institution, name=name) for name in names], ignore_conflicts=True)


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def require(actor, right):
    """Raise ``RightMissing`` for an actor without the right; the machine (None) has all."""
    if actor is not None and not actor.has_perm(right):
        raise RightMissing(_("You do not have the right to change partners."))
