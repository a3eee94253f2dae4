"""Every write to people named in activities; who asks for it is forgotten, in history too."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.activities.keeping_rights import lock_activity
from cooperation.locks import lock_part
from cooperation.models import Activity, NamedPerson
from cooperation.rights import CHANGE
from core import history
from core.anonymise import forget_words
from core.versions import refuse_if_changed

MOST_PEOPLE = 120
FORGOTTEN = "–"
WRITTEN = {
    NamedPerson: ("name", "title"),
    Activity: ("title", "description", "report", "remarks", "told_en", "told_sv", "search_text"),
}

history.describe("activity.people", gettext_noop("changed the people named"))
history.describe("activity.forget", gettext_noop("forgot somebody who was named"))


@dataclass(frozen=True)
class PersonValues:
    """One row of the table of people; ``key`` is that of the row that is kept, None for a new one."""

    key: int | None
    fields: dict = field(default_factory=dict)


@transaction.atomic
def save_people(activity: Activity, *, actor, rows: Iterable[PersonValues], seen_at=None) -> Activity:
    """Make ``rows`` the people named: those not named go. One of us has the name of their account."""
    locked = lock_activity(activity, actor)
    refuse_if_changed(locked, seen_at)
    wanted = list(rows)
    if len(wanted) > MOST_PEOPLE:
        raise ValidationError(_("At most %(most)d people are named.") % {"most": MOST_PEOPLE})
    known = {row.pk: row for row in locked.people.all()}
    with history.action("activity.people", actor=actor, right=CHANGE, about=locked):
        kept = [_save(locked, values, known, position) for position, values in enumerate(wanted)]
        locked.people.exclude(pk__in=kept).delete()
        locked.save(update_fields=["updated_at"])
    return locked


def _save(activity: Activity, values: PersonValues, known: dict, position: int) -> int:
    person = known.get(values.key) or NamedPerson(activity=activity)
    before = {name: getattr(person, name) for name in (*values.fields, "name", "position")}
    for name, value in (values.fields | {"position": position}).items():
        setattr(person, name, value)
    if person.user is not None and not person.name.strip():
        person.name = str(person.user)
    person.full_clean()
    if person.pk is None or before != {name: getattr(person, name) for name in before}:
        person.save()
    return person.pk


@transaction.atomic
def forget_person(person: NamedPerson, *, actor, note: str) -> NamedPerson:
    """Take somebody's name out of this activity, of its report and of both histories; that somebody came, stays."""
    locked = lock_activity(person.activity, actor, also_when_over=True)
    row = lock_part(locked.people, person.pk)
    if not note.strip():
        raise ValidationError({"note": _("Please say why in a few words.")})
    name, title = row.name.strip(), row.title.strip()
    with history.action("activity.forget", actor=actor, note=note, right=CHANGE, about=locked):
        row.name, row.title, row.user = FORGOTTEN, "", None
        row.save(update_fields=["name", "title", "user"])
        for model, among, words in ((NamedPerson, row.pk, {name, title}), (Activity, locked.pk, {name})):
            if spoken := words - {"", FORGOTTEN}:
                forget_words(model, WRITTEN[model], spoken, instead=FORGOTTEN, among=[among])
    return row
