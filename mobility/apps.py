from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MobilityConfig(AppConfig):
    name = "mobility"
    verbose_name = _("Mobility")

    def ready(self):
        from mobility import history_words  # noqa: F401  (registers the past tenses)
        from mobility.stays.search_text import renew_after_institution_change
        from partners.services import renew_after_change

        renew_after_change(renew_after_institution_change)
