"""A night as the office reads it: what moved, what is told, what failed and why, in the reader's language."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.history import ACTIONS
from core.in_languages import in_readers_language
from reminders import nights
from reminders.models import Night
from reminders.sources import sources

DIGEST = "digest "  # a mail that could not be written is named by it and the number of the person


@dataclass(frozen=True)
class Failure:
    """One thing that went wrong: ``what`` with its address, why, and the fault for those who look into the code."""

    what: str
    why: str
    url: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Moved:
    title: str
    url: str
    did: str


class NightStory:
    """One night, told to ``user``; links lead into rooms they may enter alone. ``is_under_way``: it is being done."""

    def __init__(self, night: Night, user, *, is_under_way: bool = False):
        self.night = night
        self._user = user
        self.is_under_way = is_under_way
        self._report = night.report
        self._steps = night.report.get("steps", [])

    @property
    def state(self) -> str:
        if self.is_under_way:
            return _("Under way")
        if self.night.finished_at is None:
            return _("Broken off")
        count = self.night.failure_count
        if count:
            return ngettext("%(count)d failure", "%(count)d failures", count) % {"count": count}
        return _("Done")

    @property
    def tone(self) -> str:
        if self.is_under_way:
            return "rev"
        return "ok" if self.is_clean else "bad"

    @property
    def is_clean(self) -> bool:
        return self.night.finished_at is not None and not self.night.failure_count

    @property
    def moved_count(self) -> int:
        return sum(count for step in self._steps for count in step["deeds"].values())

    @property
    def told_count(self) -> int:
        return sum(self._report.get("notices", {}).values())

    @property
    def mails(self) -> int:
        return self._report.get("mails", 0)

    @cached_property
    def moved(self) -> list[Moved]:
        """The first of what moved, by name."""
        return [
            Moved(example["title"], self._link(step, example), _(ACTIONS.get(example["action"], example["action"])))
            for step in self._steps
            for example in step["examples"]
        ]

    @property
    def more_moved(self) -> int:
        return self.moved_count - len(self.moved)

    @property
    def told(self) -> list[tuple[str, int]]:
        """How many steps of dates are new, by the kind of date."""
        labels = _labels()
        return [(labels.get(name, name), count) for name, count in self._report.get("notices", {}).items() if count]

    @property
    def remarks(self) -> list[str]:
        return [in_readers_language(remark) for step in self._steps for remark in step["remarks"]]

    @cached_property
    def failures(self) -> list[Failure]:
        told = [
            _as_failure(step, failure, self._link(step, failure))
            for step in self._steps
            for failure in step["failures"]
        ]
        told += [_failure_of_sweep(name, fault) for name, fault in self._report.get("failures", {}).items()]
        if self.night.finished_at is None and not self.is_under_way:
            told.append(_breaking_off(self._report.get("fault", "")))
        return told

    def _link(self, step: dict, about: dict) -> str:
        return about["url"] if self._user.has_module_perms(_app_of(step["name"])) else ""


def night_to_look_at(user) -> NightStory | None:
    """The last night, for those who may read it, where it did not go well; until one does."""
    night = nights.latest_told() if user.has_perm("reminders.view_night") else None
    story = NightStory(night, user) if night else None
    return None if story is None or story.is_clean else story


def _labels() -> dict[str, str]:
    return {source.name: str(source.label) for source in sources()}


def _as_failure(step: dict, failure: dict, link: str) -> Failure:
    what = failure["title"] or _("%(room)s: the whole step") % {"room": _room(step["name"])}
    return Failure(what, in_readers_language(failure["why"]), link, failure.get("fault", ""))


def _room(name: str) -> str:
    label = _app_of(name)
    return str(apps.get_app_config(label).verbose_name) if label in apps.app_configs else name


def _app_of(name: str) -> str:
    """The room of a step: "agreements", or the one before the point in "mobility.bips"."""
    return name.partition(".")[0]


def _failure_of_sweep(name: str, fault: str) -> Failure:
    if name.startswith(DIGEST):
        person = User.objects.filter(pk=name.removeprefix(DIGEST)).first()
        what = _("Mail to %(person)s") % {"person": person or _("a person who has been removed")}
        return Failure(what, _("The mail could not be written. It is tried again every night."), fault=fault)
    why = _("These dates could not be read, so nobody was told of them. They are told once they can be read again.")
    return Failure(_labels().get(name, name), why, fault=fault)


def _breaking_off(fault: str) -> Failure:
    why = _("It did not come to its end. The work is done again within a quarter of an hour; nothing is told twice.")
    return Failure(_("The whole night"), why, fault=fault)
