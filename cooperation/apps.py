from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "cooperation"
    verbose_name = _("Cooperation")

    def ready(self):
        from cooperation.search_text import renew_after_institution_change
        from partners.services import renew_after_change

        renew_after_change(renew_after_institution_change)
