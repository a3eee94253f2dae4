"""The consistency checks of agreements, with where each fault is mended."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementKind, AgreementState, DocumentKind
from agreements.models import Agreement, Condition, ConditionField, Document, Party
from agreements.querysets import AgreementQuerySet
from core.checks import Check, Fault, Severity, register

ROOM = "agreements"
EXCHANGE = (AgreementKind.ERASMUS, AgreementKind.STUDENT_EXCHANGE, AgreementKind.STAFF_EXCHANGE)


def kept(user) -> AgreementQuerySet:
    """Agreements whose faults ``user`` sees to."""
    return Agreement.objects.kept_by(user)


def published_when_over(user):
    over = Q(state__in=AgreementState.over) | Q(ends_on__lt=timezone.localdate())
    return kept(user).filter(over, is_published=True)


def without_signed_copy(user):
    copies = Document.objects.filter(agreement=OuterRef("pk"), kind=DocumentKind.SIGNED_COPY, is_current=True)
    return kept(user).filter(~Exists(copies), state__in=AgreementState.in_force)


def without_coordinator(user):
    """Nobody, or somebody whose account is closed."""
    nobody = Q(coordinator__isnull=True) | Q(coordinator__is_active=False)
    return kept(user).filter(nobody, state__in=AgreementState.watched)


def charter_expired(user):
    """Erasmus agreements with a partner of a country that needs the charter, and whose charter is over (KA131-10)."""
    expired = Party.objects.filter(
        agreement=OuterRef("pk"), is_home=False, institution__charter_ends_on__lt=timezone.localdate()
    )
    return kept(user).in_force().filter(Exists(expired), kind=AgreementKind.ERASMUS)


def overlapping(user):
    """In force beside an earlier one of the same kind and unit with the same partner, and nobody says why."""
    others = Party.objects.filter(
        agreement__in=Agreement.objects.in_force().order_by().values("pk"),
        agreement__kind=OuterRef("agreement__kind"),
        agreement__responsible_unit=OuterRef("agreement__responsible_unit"),
        institution=OuterRef("institution"),
        agreement__lt=OuterRef("agreement"),
        is_home=False,
    )
    again = Party.objects.filter(Exists(others), is_home=False)
    return kept(user).in_force().filter(pk__in=again.values("agreement"), second_because="")


def field_missing(user):
    named = ConditionField.objects.filter(condition=OuterRef("pk"))
    bare = Condition.objects.filter(~Exists(named))
    return kept(user).in_force().filter(pk__in=bare.values("agreement"), kind__in=EXCHANGE)


def _for_the_list(rows: Callable[[Any], QuerySet]) -> Callable[[Any], QuerySet]:
    return lambda user: rows(user).select_related("responsible_unit").defer("search_text", "search_vector")


def _fault(url_name: str) -> Callable[[Agreement], Fault]:
    def fault(row: Agreement) -> Fault:
        words = filter(None, [row.kind_short, row.number, str(row.responsible_unit)])
        return Fault(row.title, " · ".join(words), reverse(url_name, args=[row.pk]))

    return fault


def _coordinator(row: Agreement) -> int | None:
    return row.coordinator_id


DETAIL, EDIT = "agreements:agreement_detail", "agreements:agreement_edit"
LOOKED_FOR = [
    (
        published_when_over,
        _("Published although over"),
        _("Students read of a place that does not exist."),
        DETAIL,
        Severity.SERIOUS,
    ),
    (
        without_signed_copy,
        _("In force without a signed copy"),
        _("What was agreed cannot be shown."),
        "agreements:document_list",
        Severity.SERIOUS,
    ),
    (
        charter_expired,
        _("Erasmus agreements whose partner’s charter has expired"),
        _("Nobody may be sent or received under Erasmus+ without it."),
        DETAIL,
        Severity.SERIOUS,
    ),
    (
        without_coordinator,
        _("Agreements that nobody keeps, or somebody who left"),
        _("Nobody is reminded, and nobody answers the partner."),
        EDIT,
        Severity.WARNING,
    ),
    (
        overlapping,
        _("Second agreements of the same kind with the same partner"),
        _("Places count twice, and terms contradict each other. End one, or say why there are two."),
        DETAIL,
        Severity.WARNING,
    ),
    (
        field_missing,
        _("Exchange agreements with a condition without a field"),
        _("Students do not find them by their field, and they cannot be exchanged (AG-05)."),
        "agreements:condition_table",
        Severity.NOTE,
    ),
]

register(
    *(
        Check(
            f"{ROOM}.{rows.__name__}",
            ROOM,
            label,
            why,
            _for_the_list(rows),
            _fault(url_name),
            position,
            severity,
            _coordinator,
        )
        for position, (rows, label, why, url_name, severity) in enumerate(LOOKED_FOR)
    )
)
