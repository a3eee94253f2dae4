"""The office's list of people, and the tree of units."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from accounts.enums import Access
from accounts.filters import UserFilter
from accounts.models import User
from accounts.selectors import unit_tree
from accounts.substitutes import may_name_substitute
from accounts.tables import UserTable
from core.views.lists import PortalListView
from core.views.rights import RightRequired
from core.ways import ways_from


class UserListView(PortalListView):
    model = User
    filterset_class = UserFilter
    table_class = UserTable
    template_name = "accounts/user_list.html"
    title = _("People")
    search_label = _("Name, address or function")
    list_name = "people"
    right = "accounts.view_user"

    def figures(self, filterset):
        waiting = User.objects.with_access(Access.NOT_INVITED).count()
        people = User.objects.active().count()
        figures = [{"text": ngettext("%(count)d person", "%(count)d people", people) % {"count": people}, "url": ""}]
        if waiting:
            said = ngettext("%(count)d not invited yet", "%(count)d not invited yet", waiting) % {"count": waiting}
            figures.append({"text": said, "url": f"?access={Access.NOT_INVITED}"})
        return figures

    def actions(self):
        """Units for everyone here; what changes people only for administrators."""
        actions = [{"label": _("Units"), "url": reverse("accounts:unit_list"), "is_primary": False}]
        if self.request.user.has_perm("accounts.hand_over"):
            actions.append({"label": _("Handing over"), "url": reverse("reminders:leaver_list"), "is_primary": False})
        if self.request.user.has_perm("accounts.import_people"):
            url = reverse("core:import_create", args=["people"])
            actions.append({"label": _("Take in a spreadsheet"), "url": url, "is_primary": False})
        if self.request.user.has_perm("accounts.add_user"):
            actions.append({"label": _("Add a person"), "url": reverse("admin:accounts_user_add"), "is_primary": True})
        return actions

    def dressed(self, rows):
        for person in rows:
            person.may_be_replaced = may_name_substitute(self.request.user, person)
        return rows

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm("accounts.change_user")
        return super().get_context_data(may_change=may_change, **kwargs)


class UnitListView(RightRequired, TemplateView):
    template_name = "accounts/unit_list.html"
    right = "accounts.view_unit"

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm("accounts.change_unit")
        return super().get_context_data(
            title=_("Units"),
            subtitle=_("To which agreements belong, and in which roles hold: a role covers everything below its unit."),
            branches=[(branch, ways_from("accounts.unit", branch.unit, self.request.user)) for branch in unit_tree()],
            may_change=may_change,
            actions=self.actions(may_change),
            **kwargs,
        )

    def actions(self, may_change: bool):
        actions = [{"label": _("People"), "url": reverse("accounts:user_list"), "is_primary": False}]
        if may_change:
            actions.append({"label": _("Add a unit"), "url": reverse("admin:accounts_unit_add"), "is_primary": True})
        return actions
