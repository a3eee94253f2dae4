"""What a person follows, for a successor who may want to know."""

from collections import defaultdict

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.following import COUNT_FOLLOWERS, followable, followables, pass_on
from core.keeping import KeptRow, KeptThings
from core.models import Follow


class KeptFollows(KeptThings):
    """What the person follows: offered, because a successor may want to know, but theirs to leave."""

    name = "reminders.follows"
    label = gettext_lazy("Followed things")
    order = 90
    is_offered = False

    def words(self, count):
        return ngettext("%(count)d followed thing", "%(count)d followed things", count) % {"count": count}

    def rows(self, person, actor):
        if actor.pk != person.pk and not actor.has_perm(COUNT_FOLLOWERS):
            return []
        found = []
        for known in followables():
            followed = Follow.objects.of_model(known.model).filter(user=person).values("object_id")
            kind = capfirst(known.model._meta.verbose_name)
            found += [_row(known, kind, obj) for obj in known.visible_to(actor).filter(pk__in=followed)]
        return found

    def counts(self, people=None):
        return {}  # nothing that anybody waits for

    def refusals(self, rows, to, *, person, actor):
        readable = set()
        for label, ids in _by_label(row.key for row in rows).items():
            known = followable(label)
            seen = known.visible_to(to).filter(pk__in=ids).values_list("pk", flat=True) if known else ()
            readable |= {f"{label}:{pk}" for pk in seen}
        sentence = _("%(person)s may not read it.") % {"person": to}
        return {row.key: sentence for row in rows if row.key not in readable}

    def hand_over(self, keys, *, person, to, actor, note=""):
        problems: dict[str, str] = {}
        sentence = _("It is not followed any more, or %(person)s may not read it.") % {"person": to}
        for label, ids in _by_label(keys).items():
            known = followable(label)
            left = pass_on(known, ids, person=person, to=to) if known else ids
            problems |= {f"{label}:{key}": sentence for key in left}
        return problems


def _row(known, kind: str, obj) -> KeptRow:
    return KeptRow(f"{known.label}:{obj.pk}", str(obj), obj.get_absolute_url(), kind)


def _by_label(keys) -> dict[str, list[int]]:
    found = defaultdict(list)
    for key in keys:
        label, object_id = _label_and_key(key)
        found[label].append(object_id)
    return found


def _label_and_key(key: str) -> tuple[str, int]:
    label, _colon, object_id = key.rpartition(":")
    return label, int(object_id)
