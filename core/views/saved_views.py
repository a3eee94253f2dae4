"""Keep the filters of a list as a tab, share it, and take the tab off again."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core import audiences
from core.addresses import way_back
from core.errors import PortalError, RightMissing
from core.forms import PortalForm
from core.models import SavedView
from core.saved_views import change_view, keep_view, remove_view, take_over_view
from core.views.list_addresses import address_of_list


class SavedViewForm(PortalForm):
    """What a view is called, who has it, and whether its owner's list opens with it."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=60)
    audience = forms.ChoiceField(
        label=gettext_lazy("Shared with"),
        required=False,
        help_text=gettext_lazy("They have the tab too, with what each of them may see. You alone change it."),
    )
    is_default = forms.BooleanField(label=gettext_lazy("The list opens with it for its owner"), required=False)

    def __init__(self, *args, view, user, **kwargs):
        super().__init__(*args, **kwargs)
        offered = audiences.offered(user)
        if view.audience and view.audience not in dict(offered):
            offered.append((view.audience, _("the unit it is shared with now")))
        self.fields["audience"].choices = [("", _("Nobody: it is yours alone")), *offered]


@require_POST
def saved_view_create(request, list_name: str):
    """Fields: ``name``, ``query`` (the query string of the list), ``next`` (the list's address)."""
    given = {name: request.POST.get(name, "") for name in ("name", "query")}
    return _kept(request, list_name, lambda: keep_view(actor=request.user, list_name=list_name[:50], **given))


@require_POST
def saved_view_take_over(request, pk: int):
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    return _kept(request, view.list_name, lambda: take_over_view(view, actor=request.user))


def _kept(request, list_name: str, keep):
    back = way_back(request, address_of_list(list_name))
    try:
        view = keep()
    except PortalError as error:
        messages.error(request, error.sentence)
        return HttpResponseRedirect(back)
    messages.success(request, _("The view “%(name)s” is kept as a tab.") % {"name": view.name})
    return HttpResponseRedirect(f"{back.partition('?')[0]}?{view.query}")


@require_http_methods(["GET", "POST"])
def saved_view_edit(request, pk: int):
    view = get_object_or_404(SavedView.objects.editable_by(request.user), pk=pk)
    back = way_back(request, address_of_list(view.list_name))
    initial = {"name": view.name, "audience": view.audience, "is_default": view.is_default}
    form = SavedViewForm(request.POST or None, view=view, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_view(view, actor=request.user, **form.cleaned_data)
        except RightMissing as error:
            raise PermissionDenied(error.sentence) from error
        except PortalError as error:
            form.add_error("name", error.sentence)
        else:
            messages.success(request, _("The changes are saved."))
            return HttpResponseRedirect(f"{back.partition('?')[0]}?{changed.query}")
    context = {
        "title": _("View “%(name)s”") % {"name": view.name},
        "form": form,
        "submit_label": _("Save"),
        "cancel_url": back,
    }
    return TemplateResponse(request, "core/form.html", context, status=422 if form.errors else 200)


@require_POST
def saved_view_remove(request, pk: int):
    view = get_object_or_404(SavedView.objects.editable_by(request.user), pk=pk)
    remove_view(view)
    messages.success(request, _("The view “%(name)s” was removed.") % {"name": view.name})
    return HttpResponseRedirect(way_back(request, address_of_list(view.list_name)))
