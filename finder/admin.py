"""What administrators keep of the public site: the links of schemes. Guidelines are the office's to write."""

from django import forms
from django.contrib import admin

from core.admin import register_history_of
from finder.models import Guideline, GuidelineFile, SchemeLink
from reference.admin import KeptByAdministrators, ReferenceAdmin


class SchemeLinkForm(forms.ModelForm):
    address = forms.URLField(label=SchemeLink._meta.get_field("address").verbose_name, assume_scheme="https")


@admin.register(SchemeLink)
class SchemeLinkAdmin(KeptByAdministrators, ReferenceAdmin):
    form = SchemeLinkForm
    list_display = ("scheme", "name_en", "name_sv", "address", "position", "confidence", "is_local")
    list_filter = ("scheme", "confidence", "is_local")
    search_fields = ("name_en", "name_sv", "address")


register_history_of(Guideline, GuidelineFile, SchemeLink)
