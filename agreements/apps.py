from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "agreements"
    verbose_name = _("Agreements")

    def ready(self):
        from agreements import history_words  # noqa: F401  (registers the past tenses)
        from agreements.search_text import renew_after_institution_change
        from partners.services import renew_after_change

        renew_after_change(renew_after_institution_change)
