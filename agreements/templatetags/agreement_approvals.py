"""Words about the steps of an approval, for templates."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.approval_progress import words_of
from agreements.models import Amendment, Approval
from agreements.subjects import Subject

register = template.Library()


@register.filter
def move_url(subject: Subject, move: str) -> str:
    """The address to which the button of a move posts."""
    if isinstance(subject, Amendment):
        return reverse("agreements:amendment_move", args=[subject.agreement_id, subject.number, move])
    return reverse("agreements:agreement_move", args=[subject.pk, move])


@register.filter
def step_words(step: Approval) -> str:
    """“Dean, Faculty of Computing”."""
    return words_of(step)


@register.filter
def decided_by_words(step: Approval) -> str:
    """Who decided, and for whom where a substitute did; a dash where the person is gone."""
    if step.decided_by is None:
        return "—"
    if step.on_behalf_of is None:
        return str(step.decided_by)
    return _("%(actor)s, for %(person)s") % {"actor": step.decided_by, "person": step.on_behalf_of}
