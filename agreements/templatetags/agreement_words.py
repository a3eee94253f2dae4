"""What pages say of agreements in words: what the public sees of one, where a rule of retention comes from."""

import re

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from agreements.enums import AgreementState

register = template.Library()

CODES = re.compile(r"\s*\(((?:[A-Z]{2}-\d{2}(?:, )?)+)\)\s*$")


@register.filter
def with_small_code(words: str):
    """Where a rule comes from, the code that ends the words being a small reference: "… (LG-06)"."""
    code = CODES.search(words)
    if code is None:
        return words
    return format_html('{} <small class="rule-code muted">{}</small>', words[: code.start()], code[1])


@register.filter
def on_public_site(agreement) -> str:
    """What the public site shows of the agreement at present (``finder.published`` draws the line)."""
    if not agreement.is_published:
        return _("not shown")
    if agreement.state == AgreementState.SUSPENDED:
        return _("marked, but not found while it is suspended; its partner’s page says so")
    if agreement.state not in AgreementState.concluded:
        return _("marked, shown once it is signed")
    is_past = agreement.ends_on is not None and agreement.ends_on < timezone.localdate()
    if agreement.state == AgreementState.ENDED or is_past:
        return _("marked, but not found any more: it is over")
    return _("shown")
