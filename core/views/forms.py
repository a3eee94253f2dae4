"""The base of every page with a form: what is typed goes to one service, and its refusal comes back to the form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.generic import FormView, UpdateView

from core.changed_elsewhere import ChangedField, meet, read_values
from core.errors import ChangedElsewhere, FileRefused, PortalError, RightMissing
from core.form_values import VERSION_MARKS, posted_values
from core.kept_typing import forget_typed
from core.sending_once import Sending
from core.views.details import ObjectPage
from core.views.kept_typing import FindsTyped
from core.views.rights import RightRequired


class ServiceForm(FindsTyped):
    """Hands a valid form to ``perform(form)``, which calls one service and returns the written object.

    A ``ValidationError`` lands beside its field, a refused file beside the field ``file``, another ``PortalError``
    above the form, with everything typed still there; a missing right is 403. ``done`` is the message after success,
    ``cancel_url`` the way back. The same filled-in form sent twice is carried out once, and leads to what it made.
    """

    title = ""
    submit_label = ""
    done = ""
    template_name = "core/form.html"

    def perform(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        with Sending(self.request) as sending:
            if sending.made is None:
                return self.carry_out(form, sending)
            messages.info(self.request, _("This form was sent twice. It has been saved once."))
            return HttpResponseRedirect(sending.made or self.cancel_url() or self.request.get_full_path())

    def carry_out(self, form, sending: Sending):
        """Call the service, and answer with its redirect or its refusal."""
        try:
            written = self.perform(form)
        except ValidationError as error:
            form.refuse(error)
        except RightMissing as error:
            raise PermissionDenied(error.sentence) from error
        except ChangedElsewhere as error:
            return self.changed_elsewhere(form, error)
        except PortalError as error:
            is_about_file = isinstance(error, FileRefused) and "file" in form.fields
            form.add_error("file" if is_about_file else None, error.sentence)
        else:
            if self.done:
                messages.success(self.request, self.done)
            forget_typed(self.request)
            return HttpResponseRedirect(sending.is_done(self.success_url_for(written)))
        return self.form_invalid(form)

    def changed_elsewhere(self, form, error: ChangedElsewhere):
        """A colleague was faster; what was typed is drawn again."""
        form.add_error(None, error.sentence)
        return self.form_invalid(form)

    def success_url_for(self, written) -> str:
        return written.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title,
            submit_label=self.submit_label,
            cancel_url=self.cancel_url(),
            crumbs=self.crumbs(),
            **kwargs,
        )

    def cancel_url(self) -> str:
        return ""

    def crumbs(self) -> list[dict]:
        """The way here, outermost first: ``{"label", "url"}`` each."""
        return []


class PortalFormView(ServiceForm, RightRequired, FormView):
    """A form that is about no row yet."""


class PortalCreateView(PortalFormView):
    """A form that makes a new row."""


class PortalUpdateView(ServiceForm, ObjectPage, UpdateView):
    """A form that changes one row: 404 where the person cannot see it, 403 where they may not change it.

    For a form of something that hangs on the object (a document, a condition), give a plain ``PortalForm`` and
    ``takes_instance = False``.
    """

    takes_instance = True

    def changed_elsewhere(self, form, error: ChangedElsewhere):
        """Tell what a colleague changed, field by field; typed values stay, untouched ones are renewed."""
        seen = read_values(form.data.get(form.add_prefix("seen_values"), ""))
        if seen is None or "seen_values" not in form.fields:
            return super().changed_elsewhere(form, error)
        self.object = self.get_object()
        drawn = self.drawn_form()
        mine = {name: form.data.getlist(form.add_prefix(name)) for name in posted_values(drawn)}
        met = meet(getattr(drawn, "instance", None), seen=seen, mine=mine, drawn=drawn)
        changed = [*met.changed, *self.changed_beside()]
        values = met.values | {name: [drawn[name].value()] for name in VERSION_MARKS if name in drawn.fields}
        data = QueryDict(mutable=True)
        for name, sent in values.items():
            data.setlist(drawn.add_prefix(name), sent)
        context = self.get_context_data(form=self.drawn_form(data), changed_elsewhere=changed)
        return self.render_to_response(context)

    def changed_beside(self) -> list[ChangedField]:
        """What a colleague changed that stands beside the form's own fields."""
        return []

    def drawn_form(self, data=None):
        """The form for the object as it is now, bound with ``data`` where given."""
        return self.get_form_class()(**self.get_form_kwargs() | {"data": data, "files": None})

    def get_form_kwargs(self):
        given = super().get_form_kwargs()
        if not self.takes_instance:
            given.pop("instance", None)
        return given
