from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from finder.embedding import check_embed_hosts


class FinderConfig(AppConfig):
    name = "finder"
    verbose_name = _("Public finder")

    def ready(self):
        register(check_embed_hosts)
