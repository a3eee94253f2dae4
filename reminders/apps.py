from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = _("Reminders")

    def ready(self):
        from reminders import arrangement_history  # noqa: F401  (registers what it tells, and the past tenses)

        post_migrate.connect(_make_kinds, sender=self)


def _make_kinds(**about_the_migration):
    """Imported late: models are not there yet when Django reads this module."""
    from reminders.kinds import make_kinds

    make_kinds()
