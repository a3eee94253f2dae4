"""Two moments of an object side by side, and one field of it put back as it was at one of them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError, RightMissing
from core.moments.comparison import compare
from core.moments.moments import instant_of, moments_of, value_of, when
from core.moments.restoring import Restoration, restoration_of
from core.views.details import PortalDetailView


class PortalCompareView(PortalDetailView):
    """``?since=`` and ``?until=`` name the moments; without them what the newest act changed is shown, up to now.

    A room gives ``story``, ``frame`` (the template above its tabs), and where fields can be put back ``restore_url()``
    and ``restorable()``, the names of the fields that the reader may change now.
    """

    template_name = "core/compare.html"
    tab = "history"
    panel_page = ""
    frame = "core/detail.html"
    story = None

    def get_context_data(self, **kwargs):
        moments = moments_of(self.object, self.story)
        since, until = self._asked("since"), self._asked("until")
        if since is None and "since" not in self.request.GET and len(moments) > 1:
            since = moments[1].at
        if since and until and since > until:
            since, until = until, since
        sections = compare(self.object, self.story, since, until) if since else []
        return super().get_context_data(
            frame=self.frame,
            moments=moments,
            since=value_of(since) if since else "",
            until=value_of(until) if until else "",
            since_words=when(since) if since else "",
            until_words=when(until) if until else "",
            is_unclear=since is None,
            sections=sections,
            restore_urls=self._restore_urls(sections, since) if since and until is None else {},
            **kwargs,
        )

    def _asked(self, name: str):
        return instant_of(self.request.GET.get(name, ""))

    def _restore_urls(self, sections, since) -> dict[str, str]:
        """Where each differing field of the object itself can be put back, by its name."""
        own = next((section for section in sections if section.is_own), None)
        fields = {difference.name for difference in own.differences} & self.restorable() if own else set()
        return {name: f"{self.restore_url()}?{urlencode({'field': name, 'at': value_of(since)})}" for name in fields}

    def restorable(self) -> set[str]:
        return set()

    def restore_url(self) -> str:
        return ""


class PortalRestoreView(PortalDetailView):
    """Shows what putting a field back would make, and does so by POST. Fields: ``field``, ``at``, ``seen_at``.

    A room gives ``story``, ``frame``, ``object_right``, ``form(**kwargs)`` (the form that changes the object,
    for its present values) and ``perform(form)``, which hands a valid one to the room's service.
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
