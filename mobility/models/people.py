from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.querysets import ParticipantQuerySet
from reference.models import Country


@history.track()
class Participant(models.Model):
    """Somebody who goes or comes; one row for a person, however many stays, so that a study cycle can be summed up.

    Only what a rule needs (LG-08): the birth date for the receiver (KA131-61), the country of residence for
    KA131-05. Needs of inclusion and people to call in an emergency lie in tables of their own.
    """

    given_name = models.CharField(_("given name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    nationality = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nationality")
    )
    residence = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country of residence")
    )
    person_code = models.CharField(
        _("own code"),
        max_length=40,
        blank=True,
        help_text=_("Student number or staff code at the sending institution. Never a national identity number."),
    )
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ("family_name", "given_name", "pk")
        indexes = [models.Index(fields=["email"], name="participant_by_email")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("mobility:participant_detail", args=[self.pk])

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or str(_("Anonymised"))

    def unit_paths_of_rights(self):
        """The units of the person's stays: whoever keeps one of them keeps the person's data."""
        return list(self.mobilities.values_list("unit__path", flat=True))
