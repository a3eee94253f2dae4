"""Why an agreement was stopped, and which stays it covers, for templates."""

from django import template

from agreements.ending.coverage import nominations_words
from agreements.ending.words import words_of
from agreements.enums import AgreementState
from agreements.models import Agreement

register = template.Library()


@register.inclusion_tag("agreements/includes/endings.html")
def what_stopped_it(agreement: Agreement, *, sees_reasons: bool, may_move_it: bool = False) -> dict:
    """Notice, suspension or termination that holds now; the reason for those who keep the agreement."""
    stopped = agreement.endings.in_effect() if agreement.state in AgreementState.stopped else ()
    endings = [{"words": words_of(ending), "reason": ending.reason} for ending in stopped]
    return {"endings": endings, "agreement": agreement, "sees_reasons": sees_reasons, "may_move_it": may_move_it}


@register.simple_tag
def nominations(agreement: Agreement, conditions) -> list[str]:
    """For which stays nominations are taken (AG-10), sentence by sentence."""
    return nominations_words(agreement, list(conditions))
