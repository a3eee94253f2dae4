"""What coordinators and students of an exchange have to know of a partner (AG-05): it changes without an approval."""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class ExchangeFacts(models.Model):
    """The part of a factsheet that grows old every year, in words, as the partner gives it."""

    teaching_periods = models.TextField(
        _("teaching periods"), blank=True, max_length=LONGEST, help_text=_("One on each line, for example by term.")
    )
    nomination_windows = models.TextField(
        _("nominations"), blank=True, max_length=LONGEST, help_text=_("By when, for each term, and how.")
    )
    application_windows = models.TextField(
        _("applications of students"), blank=True, max_length=LONGEST, help_text=_("By when, for each term, and where.")
    )
    teaching_languages = models.TextField(
        _("languages of teaching"), blank=True, max_length=LONGEST, help_text=_("With the levels that are expected.")
    )
    course_catalogue = models.URLField(_("course catalogue"), blank=True, max_length=500)
    housing = models.TextField(_("housing"), blank=True, max_length=LONGEST)
    visa_and_insurance = models.TextField(_("visa and insurance"), blank=True, max_length=LONGEST)
    inclusion_support = models.TextField(
        _("support and accessibility"), blank=True, max_length=LONGEST, help_text=_("For people with special needs.")
    )
    transcripts = models.TextField(
        _("transcripts of records"), blank=True, max_length=LONGEST, help_text=_("After how many weeks they are sent.")
    )

    class Meta:
        abstract = True


EXCHANGE_FACTS = tuple(field.name for field in ExchangeFacts._meta.fields)
IN_WORDS = tuple(field.name for field in ExchangeFacts._meta.fields if not isinstance(field, models.URLField))
