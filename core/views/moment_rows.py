"""A row that hangs on an object, a partner, a condition, a contact, put back as it was."""

from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.errors import ConfirmationMissing, PortalError, RightMissing
from core.moments.comparison import Section, sections_between
from core.moments.moments import instant_of, value_of, when
from core.moments.rows import (
    Hanging,
    Keepers,
    fingerprint,
    hanging_of,
    key_of,
    name_of,
    put_row_back,
    refusal_of,
)
from core.moments.snapshots import Snapshot, snapshot_of
from core.views.details import PortalDetailView


class PortalRestoreRowView(PortalDetailView):
    """Shows what putting a row back would make, and does so by POST. Fields: ``row``, ``at``, ``seen``, ``confirmed``.

    A room gives ``story``, ``frame``, ``object_right``, ``compare_url()`` and ``keepers`` (``core.moments.rows``).
    """

    template_name = "core/restore_row.html"
    http_method_names = ["get", "head", "post"]
    tab = "history"
    panel_page = ""
    frame = "core/detail.html"
    story = None
    keepers: Keepers = {}
    asks_for_a_yes = ""

    def compare_url(self) -> str:
        raise NotImplementedError

    @cached_property
    def given(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def at(self):
        return instant_of(self.given.get("at", ""))

    @cached_property
    def snapshots(self) -> tuple[Snapshot, Snapshot]:
        """As it was, and as it is."""
        return snapshot_of(self.object, self.story, self.at), snapshot_of(self.object, self.story)

    @cached_property
    def row(self) -> Hanging:
        key = key_of(self.given.get("row", ""), self.story)
        then, now = self.snapshots if key and self.at else ({}, {})
        found = hanging_of(self.object, self.story, key, then, now) if key and then else None
        if found is None or found.row.model not in self.keepers:
            raise Http404
        return found

    @cached_property
    def refusals(self) -> list[str]:
        sentence = refusal_of(self.row, self.keepers)
        return [sentence] if sentence else []

    def get(self, request, *args, **kwargs):
        """An address that names no row leads to where one chooses it."""
        if request.GET.get("row"):
            return super().get(request, *args, **kwargs)
        self.object = self.get_object()
        return HttpResponseRedirect(self.compare_url())

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        if self.row and not self.refusals:
            try:
                self._put_back()
            except RightMissing as error:
                raise PermissionDenied(error.sentence) from error
            except ConfirmationMissing as error:
                self.asks_for_a_yes = error.sentence
            except ValidationError as error:
                self.refusals.extend(error.messages)
            except PortalError as error:
                self.refusals.append(error.sentence)
            else:
                messages.success(request, _("“%(field)s” is as it was again.") % {"field": self._kind()})
                return HttpResponseRedirect(self.object.get_absolute_url())
        return self.render_to_response(self.get_context_data(object=self.object))

    def _put_back(self):
        said = {"seen": self.given.get("seen", ""), "is_confirmed": "confirmed" in self.given}
        who = {"actor": self.request.user}
        put_row_back(self.object, self.story, self.row, self.at, self.keepers, **who, **said)

    def _kind(self) -> str:
        return capfirst(str(self.row.row.model._meta.verbose_name))

    def _sections(self) -> list[Section]:
        """What putting it back changes; rows that hang on it and have a way of their own stay as they are."""
        then, now = self.snapshots
        fates = {_("added"): _("comes back"), _("removed"): _("is taken off")}
        keeper = self.keepers[self.row.row.model]
        return [
            replace(each, fate=fates.get(each.fate, ""))
            for each in sections_between(now, then, self.story)
            if each.root == self.row.key and self.keepers.get((then.get(each.key) or now[each.key]).model) is keeper
        ]

    def get_context_data(self, **kwargs):
        _then, now = self.snapshots
        return super().get_context_data(
            frame=self.frame,
            kind=self._kind(),
            row=name_of(self.row.key),
            at=value_of(self.at),
            since_words=when(self.at),
            sections=self._sections(),
            put_back_refusals=self.refusals,
            asks_for_a_yes=self.asks_for_a_yes,
            seen=self.given.get("seen") or fingerprint(self.story, self.row.key, now),
            compare_url=f"{self.compare_url()}?{urlencode({'since': value_of(self.at)})}",
            **kwargs,
        )
