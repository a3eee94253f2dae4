from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable


class UserTable(PortalTable):
    name = ListColumn(verbose_name=_("Name"), order_by=("name", "pk"))
    roles = ListColumn(verbose_name=_("Roles"))
    away = ListColumn(verbose_name=_("Away"))
    email = ListColumn(verbose_name=_("E-mail"), order_by=("email", "pk"))
    access = ListColumn(verbose_name=_("Access"))
    last_login = ListColumn(verbose_name=_("Last signed in"), order_by=("last_login", "pk"))

    row_template = "accounts/user_row.html"
    default_sort = "name"
