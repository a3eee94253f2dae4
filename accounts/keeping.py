"""What comes to a person by their roles, and for whom they stand in: handed over by naming a substitute."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.enums import Role
from accounts.models import Delegation, Membership, User
from accounts.substitutes import change_substitution, end_substitution, may_name_substitute, name_substitute
from core.errors import PortalError
from core.keeping import KeptRow, KeptThings, register

LONGEST_NOTE = Delegation._meta.get_field("note").max_length


class NamesSubstitute(KeptThings):
    """Things handed over by naming a substitute, who is told of it as ever."""

    tells_itself = True
    can_be_returned = False

    def refusals(self, rows, to, *, person, actor):
        sentence = ""
        if to.pk == actor.pk:
            sentence = _("You cannot name yourself: it would give you another’s rights. Ask a colleague to.")
        elif not User.objects.able_to_stand_in().filter(pk=to.pk).exists():
            sentence = _("This person cannot stand in: they may not sign in, or have no role here.")
        return {row.key: sentence for row in rows if sentence}

    def hand_over(self, keys, *, person, to, actor, note=""):
        problems = {}
        for key in keys:
            try:
                with transaction.atomic():
                    self.name_substitute(key, person, to, actor, note[:LONGEST_NOTE])
            except PortalError as error:
                problems[key] = str(error.sentence)
            except ValidationError as error:
                problems[key] = " ".join(error.messages)
        return problems

    def name_substitute(self, key: str, person, to, actor, note: str):
        raise NotImplementedError


class KeptDuties(NamesSubstitute):
    """Decisions and dates that come by roles: one row, for a substitute until further notice."""

    name = "accounts.duties"
    label = gettext_lazy("What comes by role")
    explanation = gettext_lazy(
        "Decisions and dates come by roles, now and later. A substitute sees to them until further notice; the roles "
        "themselves are an administrator’s to give."
    )
    order = 60
    comes_by_role = True

    def words(self, count):
        return _("what comes by role")

    def rows(self, person, actor):
        roles = list(_delegable(person))
        free_from = _free_from(person)
        if not roles or free_from is None or not may_name_substitute(actor, person):
            return []
        title = ", ".join(f"{role.get_role_display()} ({role.unit})" for role in roles)
        return [KeptRow(str(person.pk), title, self._address(person), self._detail(free_from))]

    def counts(self, people=None):
        found = Membership.objects.filter(role__in=Role.delegable)
        found = found if people is None else found.filter(user__in=people)
        for_good = Delegation.objects.not_over(timezone.localdate()).filter(ends_on__isnull=True)
        return dict.fromkeys(found.exclude(user__in=for_good.values("person")).values_list("user", flat=True), 1)

    def name_substitute(self, key, person, to, actor, note):
        starts_on = _free_from(person)
        if starts_on is None:
            raise PortalError(_("Somebody stands in until further notice already."))
        name_substitute(person, actor=actor, substitute=to, starts_on=starts_on, note=note)

    @staticmethod
    def _detail(free_from: date) -> str:
        if free_from == timezone.localdate():
            return ""
        day = date_format(free_from, "DATE_FORMAT")
        return _("from %(day)s; until then a substitute is named already") % {"day": day}

    @staticmethod
    def _address(person) -> str:
        return reverse("accounts:delegation_list", args=[person.pk])


class KeptStandIns(NamesSubstitute):
    """Absences of others in which the person stands in: somebody else has to."""

    name = "accounts.standing_in"
    label = gettext_lazy("Standing in for colleagues")
    column = "accounts.delegation.substitute"
    order = 70

    def words(self, count):
        return ngettext("standing in for %(count)d colleague", "standing in for %(count)d colleagues", count) % {
            "count": count
        }

    def rows(self, person, actor):
        return [_stand_in(each) for each in _absences(person) if may_name_substitute(actor, each.person)]

    def counts(self, people=None):
        found = Delegation.objects.not_over(timezone.localdate()).order_by()
        found = found if people is None else found.filter(substitute__in=people)
        return dict(found.values_list("substitute").annotate(Count("pk")))

    def refusals(self, rows, to, *, person, actor):
        own = set(_absences(person).filter(person=to).values_list("pk", flat=True))
        sentence = _("%(person)s cannot stand in for themself.") % {"person": to}
        themself = {row.key: sentence for row in rows if int(row.key) in own}
        return themself | super().refusals(rows, to, person=person, actor=actor)

    def name_substitute(self, key, person, to, actor, note):
        """An absence that has begun ends for one substitute and begins for the other today."""
        absence = _absences(person).filter(pk=int(key)).first()
        if absence is None:
            raise PortalError(_("They do not stand in there any more."))
        if not absence.has_begun:
            change_substitution(absence, actor=actor, substitute=to)
            return
        end_substitution(absence, actor=actor)
        name_substitute(
            absence.person,
            actor=actor,
            substitute=to,
            starts_on=timezone.localdate(),
            ends_on=absence.ends_on,
            note=absence.note,
        )


def _delegable(person):
    return person.memberships.filter(role__in=Role.delegable).select_related("unit").order_by("unit__path", "role")


def _free_from(person) -> date | None:
    """The first day from which nobody is named any more; None where somebody is until further notice."""
    today = timezone.localdate()
    ends = list(Delegation.objects.of(person).not_over(today).values_list("ends_on", flat=True))
    if None in ends or date.max in ends:
        return None
    return max(ends) + timedelta(days=1) if ends else today


def _absences(person):
    found = Delegation.objects.not_over(timezone.localdate()).filter(substitute=person)
    return found.select_related("person").prefetch_related("person__memberships")


def _stand_in(absence: Delegation) -> KeptRow:
    first, last = date_format(absence.starts_on, "DATE_FORMAT"), absence.ends_on
    words = {"first": first, "last": date_format(last, "DATE_FORMAT") if last else ""}
    period = _("%(first)s – %(last)s") if last else _("from %(first)s until further notice")
    return KeptRow(str(absence.pk), str(absence.person), detail=period % words)


register(KeptDuties())
register(KeptStandIns())
