from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from networks.querysets import VIEW

register(Entry(label=_("Networks"), url_name="networks:network_list", group=Group.EXCHANGE, right=VIEW, order=30))
