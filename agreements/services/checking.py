"""What is asked of the fields of an agreement before it is written, and what follows from them."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements import rules
from agreements.enums import AgreementKind
from agreements.models import Agreement
from agreements.registry.numbers import number_shapes

DERIVED = ("search_text", "partner_sort_key", "import_key")


def check_agreement(agreement: Agreement, changed: Collection[str], *, known: Collection[str] = ()):
    """Refuse what the constraints would refuse, beside the field it concerns. A number that came so is kept.

    ``known`` are fields taken over from a row of the register: nothing is asked of the database about them.
    """
    agreement.full_clean(exclude=[*DERIVED, *known], validate_constraints=False)
    errors: dict[str, Any] = rules.period_problems(agreement)
    is_numbered = "number" in changed and agreement.number
    if is_numbered and (problem := rules.number_problem(agreement.number, number_shapes())):
        errors["number"] = problem
    elif is_numbered and Agreement.objects.filter(number=agreement.number).exclude(pk=agreement.pk).exists():
        errors["number"] = _("Another agreement has this number.")
    if agreement.parent and not agreement.parent.is_framework:
        errors["parent"] = _("Only a Memorandum of Cooperation or of Understanding can have agreements under it.")
    if agreement.parent and agreement.kind not in AgreementKind.specific:
        errors["parent"] = _("Only a specific agreement is made under another one.")
    if errors:
        raise ValidationError(errors)


def derive_notice(agreement: Agreement):
    """Set the last day to give notice, which follows from its rule and the end."""
    agreement.notice_on = rules.notice_date(agreement.notice_rule, agreement.notice_months, agreement.ends_on)
