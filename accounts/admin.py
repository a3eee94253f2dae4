"""People, units and roles, as administrators keep them. No password is ever typed here: people are invited."""

from django import forms
from django.contrib import admin, messages
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.enums import Role
from accounts.invitations import invite
from accounts.models import Delegation, Membership, Unit, User
from accounts.services import create_user, grant_role, only_administrator, revoke_role, save_unit, update_user
from core.admin import ReadOnlyAdmin, register_history_of
from core.errors import PortalError

PERSON_FIELDS = ("email", "name", "title", "language", "is_active")


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = PERSON_FIELDS

    def clean_email(self):
        return User.objects.normalise(self.cleaned_data["email"])

    def clean_is_active(self):
        is_active = self.cleaned_data["is_active"]
        if not is_active and self.instance.pk and only_administrator(self.instance):
            raise forms.ValidationError(_("This is the only administrator: make another one first."))
        return is_active


class MembershipFormSet(BaseInlineFormSet):
    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not form.cleaned_data.get("DELETE")]
        stays = any(form.cleaned_data.get("role") == Role.ADMINISTRATOR for form in kept)
        if self.instance.pk and not stays and only_administrator(self.instance):
            raise forms.ValidationError(_("This is the only administrator: make another one first."))


class MembershipInline(admin.TabularInline):
    model = Membership
    formset = MembershipFormSet
    extra = 1
    autocomplete_fields = ("unit",)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People are not deleted, because history names them; they lose the right to sign in instead."""

    form = UserForm
    inlines = (MembershipInline,)
    list_display = ("name", "email", "title", "roles", "is_active", "invited_at", "last_login")
    list_filter = ("is_active", "memberships__role", "language")
    search_fields = ("name", "email", "title")
    readonly_fields = ("invited_at", "last_login", "created_at")
    actions = ("send_invitations",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships__unit")

    def get_fields(self, request, obj=None):
        return (*PERSON_FIELDS, *self.readonly_fields) if obj else PERSON_FIELDS

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user):
        return ", ".join(f"{each.get_role_display()} ({each.unit.code})" for each in user.memberships.all())

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.changed_data}
        if change:
            update_user(obj, actor=request.user, **values)
            return
        written = create_user(actor=request.user, **{name: form.cleaned_data[name] for name in PERSON_FIELDS})
        obj.__dict__.update(written.__dict__)
        messages.info(request, _("Choose “Send invitation” in the list to let the person in."))

    def save_formset(self, request, form, formset, change):
        for membership in formset.save(commit=False):
            if membership.pk:
                revoke_role(Membership.objects.get(pk=membership.pk), actor=request.user)
            grant_role(form.instance, unit=membership.unit, role=membership.role, actor=request.user)
        for membership in formset.deleted_objects:
            revoke_role(membership, actor=request.user)

    @admin.action(description=gettext_lazy("Send invitation"), permissions=["change"])
    def send_invitations(self, request, queryset):
        sent = 0
        for user in queryset:
            try:
                invite(user, actor=request.user)
                sent += 1
            except PortalError as error:
                messages.warning(request, error.sentence)
        if sent:
            said = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", sent)
            messages.success(request, said % {"count": sent})


class UnitForm(forms.ModelForm):
    class Meta:
        model = Unit
        fields = ("code", "kind", "name_en", "name_sv", "parent", "email", "is_active")

    def clean_parent(self):
        above = parent = self.cleaned_data["parent"]
        while above is not None:
            if above.pk == self.instance.pk:
                raise forms.ValidationError(_("A unit cannot be part of itself."))
            above = above.parent
        return parent


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    """Units are not deleted, because agreements name them; they go out of use instead."""

    form = UnitForm
    list_display = ("code", "name_en", "name_sv", "kind", "parent", "is_active")
    list_select_related = ("parent",)
    list_filter = ("kind", "is_active")
    search_fields = ("code", "name_en", "name_sv")
    autocomplete_fields = ("parent",)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        save_unit(obj, actor=request.user)


@admin.register(Delegation)
class DelegationAdmin(ReadOnlyAdmin):
    """Who stands in for whom: arranged on the portal's own pages, which ask who may."""

    list_display = ("person", "substitute", "starts_on", "ends_on")
    list_select_related = ("person", "substitute")
    search_fields = ("person__name", "substitute__name")


register_history_of(Delegation)
