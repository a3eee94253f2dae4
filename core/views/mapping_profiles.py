"""Saved mappings, as a person keeps them: renamed, given to the office, removed."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import PortalError
from core.forms import PortalForm
from core.imports.importer import importer_named, importers_for
from core.imports.profiles import change_profile, profiles_of
from core.models import MappingProfile


class MappingProfileForm(PortalForm):
    name = forms.CharField(label=gettext_lazy("Name of the mapping"), max_length=100)
    is_shared = forms.BooleanField(
        label=gettext_lazy("For the whole office"),
        required=False,
        help_text=gettext_lazy("Everyone who may make this import uses, renames and removes it too."),
    )


def _profile(request, pk: int) -> MappingProfile:
    if not importers_for(request.user):
        raise PermissionDenied
    return get_object_or_404(profiles_of(request.user), pk=pk)


@require_http_methods(["GET", "POST"])
def mapping_profile_edit(request, pk: int):
    profile = _profile(request, pk)
    form = MappingProfileForm(request.POST or None, initial={"name": profile.name, "is_shared": profile.is_shared})
    if request.method == "POST" and form.is_valid():
        try:
            change_profile(profile, actor=request.user, **form.cleaned_data)
        except PortalError as error:
            form.add_error("name", error.sentence)
        else:
            messages.success(request, _("The changes are saved."))
            return HttpResponseRedirect(reverse("core:import_list"))
    context = {
        "title": _("Saved mapping “%(name)s”") % {"name": profile.name},
        "form": form,
        "profile": profile,
        "importer": importer_named(profile.importer),
        "submit_label": _("Save"),
        "cancel_url": reverse("core:import_list"),
        "crumbs": [{"label": _("Imports"), "url": reverse("core:import_list")}],
    }
    return TemplateResponse(request, "core/mapping_profile.html", context, status=422 if form.errors else 200)


@require_POST
def mapping_profile_remove(request, pk: int):
    profile = _profile(request, pk)
    profile.delete()
    messages.success(request, _("The mapping “%(name)s” was removed.") % {"name": profile.name})
    return HttpResponseRedirect(reverse("core:import_list"))
