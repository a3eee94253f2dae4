"""How far the renewal of an agreement is."""

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Progress(models.TextChoices):
    NOT_BEGUN = "not_begun", pgettext_lazy("renewal", "Not begun")
    EVALUATION = "evaluation", _("Evaluation asked for")
    EVALUATED = "evaluated", _("Evaluated")
    DRAFT = "draft", _("Successor drafted")
    IN_REVIEW = "in_review", _("Successor in review")
    APPROVED = "approved", _("Successor approved")
    RENEWED = "renewed", pgettext_lazy("renewal", "Renewed")
    BY_ITSELF = "by_itself", _("Renews by itself")
    LET_END = "let_end", _("Let it end")

    open = nonmember(("not_begun",))
    undecided = nonmember(("not_begun", "evaluation", "evaluated"))
    under_way = nonmember(("evaluation", "evaluated", "draft", "in_review", "approved"))
    settled = nonmember(("renewed", "by_itself"))

    @property
    def tone(self) -> str:
        """Which of the five pill colours it wears."""
        tones = {"not_begun": "warn", "let_end": "off"} | dict.fromkeys(Progress.settled, "ok")
        return tones.get(self.value, "rev")
