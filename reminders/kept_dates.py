"""Watched dates that were handed to a person, or are theirs by no other thing they keep."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Unit, User
from core.errors import PortalError
from core.keeping import KeptRow, KeptThings, Place, kept_things
from reminders.arrangements import ARRANGE, hand_over_date, keeper_by_name
from reminders.dates import find_date
from reminders.models import Arrangement
from reminders.sources import DeadlineSource, WatchedDate, source, sources


class KeptDates(KeptThings):
    """Dates a colleague handed to the person, and those of sources whose owner is no column of another thing kept."""

    name = "reminders.dates"
    label = gettext_lazy("Watched dates")
    explanation = gettext_lazy("Dates that colleagues handed over. The dates of agreements go along with these.")
    order = 50

    def words(self, count):
        return ngettext("%(count)d watched date", "%(count)d watched dates", count) % {"count": count}

    def rows(self, person, actor):
        parts = [each.watched(_kept(each, person).visible_to(actor)) for each in sources()]
        united = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        dates = [WatchedDate(*row) for row in united.order_by("watched_due", "watched_source", "watched_object")]
        units = Unit.objects.in_bulk({row.unit_id for row in dates if row.unit_id})
        placed = [(row, units.get(row.unit_id)) for row in dates]
        is_own = actor.pk == person.pk
        return [_row(row, unit) for row, unit in placed if is_own or _may_arrange(actor, unit)]

    def counts(self, people=None):
        handed = Arrangement.objects.filter(keeper__isnull=False)
        handed = handed if people is None else handed.filter(keeper__in=people)
        keepers = {(name, key): keeper for name, key, keeper in handed.values_list("source", "object_id", "keeper")}
        found = Counter(keepers[waiting] for waiting in _waiting_among(keepers))
        for each in sources():
            if _is_owned_alone(each):
                found.update(_owned_counts(each, people))
        return dict(found)

    def refusals(self, rows, to, *, person, actor):
        words = {"person": to}
        if not User.objects.able_to_stand_in().filter(pk=to.pk).exists():
            sentence = _("%(person)s does not work here any more. Choose another colleague.") % words
            return {row.key: sentence for row in rows}
        readable = _readable(rows, to)
        sentence = _("%(person)s may not read what the date is about. Choose another.") % words
        return {row.key: sentence for row in rows if row.key not in readable}

    def hand_over(self, keys, *, person, to, actor, note=""):
        problems = {}
        for key in keys:
            name, object_id = _parts(key)
            row = find_date(actor, source(name), object_id, timezone.localdate())
            if problem := _hand_over(row, person, to, actor, note):
                problems[key] = problem
        return problems


def column_of(each: DeadlineSource) -> str:
    """The foreign key that holds the owner of a source's dates: "agreements.agreement.coordinator"; "" for none."""
    if each.owner_column:
        return each.owner_column
    model = each.rows(date.min).model
    *path, last = each.owner.split("__")
    for name in path:
        model = model._meta.get_field(name).related_model
    return f"{model._meta.label_lower}.{last}" if last else ""


def _hand_over(row: WatchedDate | None, person, to, actor, note: str) -> str:
    """Hand one date over; why it stays where it is, "" where it was done."""
    if row is None:
        return _("This date does not wait for anybody any more.")
    if keeper_by_name(row) != person.pk:
        return _("It is somebody else’s meanwhile.")
    try:
        with transaction.atomic():
            hand_over_date(row, actor=actor, to=to, note=note)
    except PortalError as error:
        return str(error.sentence)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _waiting(each: DeadlineSource):
    """The rows of a source whose date waits, or rests."""
    about_it = Arrangement.objects.filter(source=each.name, object_id=OuterRef("pk"), due_on=OuterRef(each.due))
    return each.rows(timezone.localdate()).filter(~Exists(about_it.settled()), **{f"{each.due}__isnull": False})


def _waiting_among(dates: Collection[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those of the dates, by source and key, that still wait; in one query."""
    parts = []
    for each in sources():
        if keys := [key for name, key in dates if name == each.name]:
            rows = _waiting(each).filter(pk__in=keys).order_by()
            parts.append(rows.annotate(of=Value(each.name, output_field=CharField())).values_list("of", "pk"))
    return list(parts[0].union(*parts[1:], all=True)) if parts else []


def _handed(each: DeadlineSource):
    return Arrangement.objects.filter(source=each.name, keeper__isnull=False)


def _kept(each: DeadlineSource, person):
    """The rows of a source that are the person's by name."""
    handed = _handed(each).filter(object_id=OuterRef("pk"))
    condition = Q(Exists(handed.filter(keeper=person)))
    if _is_owned_alone(each):
        condition |= Q(~Exists(handed), **{each.owner: person})
    return _waiting(each).filter(condition)


def _owned_counts(each: DeadlineSource, people) -> dict[int, int]:
    handed = _handed(each).filter(object_id=OuterRef("pk"))
    rows = _waiting(each).filter(~Exists(handed), **{f"{each.owner}__isnull": False}).order_by()
    rows = rows if people is None else rows.filter(**{f"{each.owner}__in": people})
    return dict(rows.values_list(each.owner).annotate(Count("pk")))


def _is_owned_alone(each: DeadlineSource) -> bool:
    """Whether the dates of a source have an owner who keeps nothing else with which they would go along."""
    return bool(each.owner) and column_of(each) not in {things.column for things in kept_things()}


def _may_arrange(actor, unit: Unit | None) -> bool:
    return actor.has_perm(ARRANGE, unit) if unit else actor.rights.everywhere(ARRANGE)


def _row(row: WatchedDate, unit: Unit | None) -> KeptRow:
    day = date_format(row.due_on, "DATE_FORMAT")
    place = Place(unit.path, str(unit)) if unit else None
    return KeptRow(f"{row.source_name}:{row.object_id}", row.title, row.address, f"{day} · {row.source.label}", place)


def _readable(rows, to) -> set[str]:
    """The keys of the dates that ``to`` may read about."""
    ids = defaultdict(list)
    for row in rows:
        name, object_id = _parts(row.key)
        ids[name].append(object_id)
    found = set()
    for name, keys in ids.items():
        seen = source(name).rows(timezone.localdate()).visible_to(to).filter(pk__in=keys)
        found |= {f"{name}:{pk}" for pk in seen.values_list("pk", flat=True)}
    return found


def _parts(key: str) -> tuple[str, int]:
    name, _colon, object_id = key.rpartition(":")
    return name, int(object_id)
