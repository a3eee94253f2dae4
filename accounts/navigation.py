from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register

register(Entry(_("People and units"), "accounts:user_list", Group.OFFICE, "accounts.view_user", order=80))
