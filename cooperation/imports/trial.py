"""Whether the services would take what a row says: it is written and taken back, by the code of the real run."""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.restrictions import PartnerRestricted
from core.errors import PortalError
from core.imports.plans import RowPlan


def try_out(plan: RowPlan, write: Callable[[str], None], override_reason: str, model: type[models.Model]):
    """Refuse the row with the sentences of the services; ``write`` takes the reason of the office, "" for none.

    Where a partner is under restriction (DD-06) and the file gives a reason, the row is taken with a doubt.
    """
    try:
        try:
            _write_and_take_back(write, "")
        except PartnerRestricted as error:
            if not override_reason:
                plan.refuse(*error.messages, _("The office may give a reason to go on all the same."))
                return
            _write_and_take_back(write, override_reason)
            plan.doubts += [_("Goes on by the word of the office: %(why)s") % {"why": each} for each in error.messages]
    except ValidationError as error:
        plan.refuse(*_sentences(error, model))
    except PortalError as error:
        plan.refuse(str(error.sentence))


def _write_and_take_back(write: Callable[[str], None], override_reason: str):
    with transaction.atomic():
        write(override_reason)
        transaction.set_rollback(True)


def _sentences(error: ValidationError, model: type[models.Model]) -> list[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [_labelled(name, " ".join(said), model) for name, said in error.message_dict.items()]


def _labelled(name: str, sentence: str, model: type[models.Model]) -> str:
    if name == NON_FIELD_ERRORS:
        return sentence
    try:
        return f"{capfirst(str(model._meta.get_field(name).verbose_name))}: {sentence}"
    except (AttributeError, FieldDoesNotExist):
        return sentence
