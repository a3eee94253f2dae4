"""Two moments of an object side by side, and what differs put back as it was at one of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import history
from core.errors import ConfirmationMissing, PortalError, RightMissing
from core.moments.comparison import Section, sections_between
from core.moments.moments import instant_of, moments_of, value_of, when
from core.moments.restoring import Restoration, no_field, restoration_of
from core.moments.rows import Keepers, hanging_of, name_of
from core.moments.snapshots import Snapshot, snapshot_of
from core.views.details import PortalDetailView


@dataclass(frozen=True)
class Line:
    """What can be done at a line of the comparison: ``url`` puts back what it tells, ``why_not`` says why not."""

    url: str = ""
    why_not: str = ""


class PortalCompareView(PortalDetailView):
    """``?since=`` and ``?until=`` name the moments; without them what the newest act changed is shown, up to now.

    A room gives ``story``, ``frame`` (the template above its tabs), and where things can be put back ``restore_url()``,
    ``restorable()`` (the names of the fields that the reader may change now, None for nothing at all); for the rows
    that hang on it ``keepers`` and ``restore_row_url()``.
    """

    template_name = "core/compare.html"
    tab = "history"
    panel_page = ""
    frame = "core/detail.html"
    story = None
    keepers: Keepers = {}

    def get_context_data(self, **kwargs):
        moments = moments_of(self.object, self.story)
        since, until = self._asked("since"), self._asked("until")
        if since is None and "since" not in self.request.GET and len(moments) > 1:
            since = moments[1].at
        if since and until and since > until:
            since, until = until, since
        then, now = (snapshot_of(self.object, self.story, at) for at in (since, until)) if since else ({}, {})
        sections = sections_between(then, now, self.story)
        return super().get_context_data(
            frame=self.frame,
            moments=moments,
            since=value_of(since) if since else "",
            until=value_of(until) if until else "",
            since_words=when(since) if since else "",
            until_words=when(until) if until else "",
            is_unclear=since is None,
            sections=sections,
            lines=self._lines(sections, then, now, value_of(since)) if since and until is None else {},
            **kwargs,
        )

    def _asked(self, name: str):
        return instant_of(self.request.GET.get(name, ""))

    def _lines(self, sections: list[Section], then: Snapshot, now: Snapshot, at: str) -> dict:
        """What can be put back, by the name of a field of the object itself and by the key of a row that hangs on it.

        Nothing for those who may not change the object.
        """
        changeable = self.restorable()
        lines: dict = {}
        for section in sections if changeable is not None else ():
            if section.is_own:
                names = [difference.name for difference in section.differences]
                lines |= {name: self._field(name, section, at, changeable) for name in names}
            elif not self._is_told_with_its_root(section, sections, then | now):
                lines[section.key] = self._row(section, then, now, at)
        return lines

    def _field(self, name: str, section: Section, at: str, changeable) -> Line:
        if name in changeable:
            return Line(f"{self.restore_url()}?{urlencode({'field': name, 'at': at})}")
        label = next(each.label for each in section.differences if each.name == name)
        return Line(why_not=no_field(self.object, label))

    def _is_told_with_its_root(self, section: Section, sections: list[Section], rows: Snapshot) -> bool:
        """Whether the line above it, of the row it hangs on, already puts it back or says why not."""
        if not section.is_below or section.root not in {each.key for each in sections}:
            return False
        models = (rows[section.key].model, rows[section.root].model)
        return len({id(self.keepers.get(model)) for model in models}) == 1

    def _row(self, section: Section, then: Snapshot, now: Snapshot, at: str) -> Line:
        """A row that hangs on another one is put back with it, unless the room says otherwise of its kind."""
        keeper = self.keepers.get((then.get(section.key) or now[section.key]).model)
        row = hanging_of(self.object, self.story, section.root, then, now) if section.root else None
        if row is None or keeper is None:
            return Line()
        if why_not := keeper.refusal(row):
            return Line(why_not=why_not)
        return Line(f"{self.restore_row_url()}?{urlencode({'row': name_of(row.key), 'at': at})}")

    def restorable(self) -> set[str] | None:
        return None

    def restore_url(self) -> str:
        return ""

    def restore_row_url(self) -> str:
        return ""


class PortalRestoreView(PortalDetailView):
    """Shows what putting a field back would make, and does so by POST. Fields: ``field``, ``at``, ``seen_at``.

    A room gives ``story``, ``frame``, ``object_right``, ``form(**kwargs)`` (the form that changes the object,
    for its present values) and ``perform(form)``, which hands a valid one to the room's service; ``is_confirmed``
    there says yes to what the change means beside itself.
    """

    template_name = "core/restore.html"
    http_method_names = ["get", "head", "post"]
    tab = "history"
    panel_page = ""
    frame = "core/detail.html"
    story = None

    def form(self, data=None):
        raise NotImplementedError

    def perform(self, form):
        raise NotImplementedError

    @property
    def is_confirmed(self) -> bool:
        return "confirmed" in self.request.POST

    def compare_url(self) -> str:
        raise NotImplementedError

    @cached_property
    def restoration(self) -> Restoration:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        at = instant_of(given.get("at", ""))
        found = restoration_of(self.object, self.story, given.get("field", ""), at, self.form) if at else None
        if found is None:
            raise Http404
        return found

    def get(self, request, *args, **kwargs):
        """An address that names no field leads to where one chooses it."""
        if request.GET.get("field"):
            return super().get(request, *args, **kwargs)
        self.object = self.get_object()
        return HttpResponseRedirect(self.compare_url())

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        wanted = self.restoration
        if not wanted.refusals:
            try:
                with history.restoring(type(self.object), wanted.name, wanted.at):
                    self.perform(wanted.form)
            except RightMissing as error:
                raise PermissionDenied(error.sentence) from error
            except ConfirmationMissing as error:
                wanted.asks_for_a_yes = str(error.sentence)
            except ValidationError as error:
                wanted.refusals.extend(error.messages)
            except PortalError as error:
                wanted.refusals.append(error.sentence)
            else:
                messages.success(request, _("“%(field)s” is as it was again.") % {"field": wanted.label})
                return HttpResponseRedirect(self.object.get_absolute_url())
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs):
        wanted = self.restoration
        return super().get_context_data(
            frame=self.frame,
            wanted=wanted,
            since_words=when(wanted.at),
            at=value_of(wanted.at),
            compare_url=f"{self.compare_url()}?{urlencode({'since': value_of(wanted.at)})}",
            **kwargs,
        )
