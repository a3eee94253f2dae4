"""What pages ask about agreements beyond the rows themselves."""

import hashlib
from collections import defaultdict
from datetime import date, timedelta
from operator import itemgetter

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.cache import cache
from django.db.models import Case, Count, Q, Value, When, prefetch_related_objects
from django.utils import timezone

from accounts.models import Unit
from agreements.enums import AgreementKind, AgreementState, Turn
from agreements.models import (
    Agreement,
    AmendmentSignature,
    Condition,
    ConditionField,
    ConditionLanguage,
    Document,
    Party,
    Signature,
    SigningAuthority,
    Tagging,
)
from agreements.querysets import DAYS_TO_ANSWER
from agreements.subjects import Subject, agreement_of, signatures_of, states_of
from core.keys import keys_among
from partners.enums import InstitutionStatus
from partners.models import Institution
from partners.selectors import similar_to
from partners.similar_facts import Asked

SOON_MONTHS = 6
FIGURES_KEPT_SECONDS = 60
FILTERED_BY = (Agreement, Party, Condition, ConditionField, ConditionLanguage, Tagging)  # with a history each


def soon(on: date | None = None) -> date:
    """The first day that is no longer "soon": six months ahead."""
    return (on or timezone.localdate()) + relativedelta(months=SOON_MONTHS)


def figures_of(agreements, on: date | None = None) -> dict[str, int]:
    """How many of ``agreements`` (a queryset) bind, end soon, are past their last day, are over; in one query."""
    on = on or timezone.localdate()
    binding, over = Q(state__in=AgreementState.in_force), Q(state__in=AgreementState.over)
    return agreements.aggregate(
        all=Count("pk"),
        current=Count("pk", filter=~over),
        binding=Count("pk", filter=binding),
        ending=Count("pk", filter=binding & Q(ends_on__gte=on, ends_on__lt=soon(on))),
        overdue=Count("pk", filter=Q(state__in=AgreementState.watched, ends_on__lt=on)),
        over=Count("pk", filter=over),
        ending_or_past=Count("pk", filter=~over & Q(ends_on__lt=soon(on))),
        at_partner=Count("pk", filter=~over & Q(turn=Turn.PARTNER)),
        unanswered=Count("pk", filter=~over & Q(turn=Turn.PARTNER) & _since_long(on)),
    )


def _since_long(on: date) -> Q:
    """As ``AgreementQuerySet.waited_for_longer_than`` asks the database."""
    return Q(turn_since__lt=on - timedelta(days=DAYS_TO_ANSWER)) | Q(turn_since__isnull=True)


def remembered_figures(name: str, count) -> dict[str, int]:
    """``count()`` remembered under ``name`` until any agreement changes, or a row that a filter asks about.

    The newest events of their histories are the stamp: no write, by whatever way, leaves none. Counting a
    hundred thousand rows takes longer than the rest of a list page.
    """
    key = f"agreement-figures:{_newest_events()}:{timezone.localdate()}:{name}"
    return cache.get_or_set(key, count, FIGURES_KEPT_SECONDS)


def _newest_events() -> str:
    newest = [
        model.pgh_event_model.objects.order_by("-pgh_id")
        .annotate(of=Value(model._meta.label))
        .values("of", "pgh_id")[:1]
        for model in FILTERED_BY
    ]
    rows = newest[0].union(*newest[1:], all=True)
    stamp = ":".join(f"{row['of']}-{row['pgh_id']}" for row in sorted(rows, key=itemgetter("of")))
    return hashlib.sha256(stamp.encode()).hexdigest()


def authority_for(agreement: Agreement) -> SigningAuthority | None:
    """Who signs this kind of agreement for us, at the level of its unit (AG-15)."""
    rows = SigningAuthority.objects.filter(is_active=True)
    return next((row for row in rows if row.fits(agreement)), None)


def parties_with_signatures(subject: Subject) -> list[tuple[Party, Signature | AmendmentSignature | None]]:
    """The parties with their signatures, ourselves first."""
    present, agreement = {signature.party_id: signature for signature in signatures_of(subject)}, agreement_of(subject)
    prefetch_related_objects([agreement], "parties__institution")
    return [(party, present.get(party.pk)) for party in agreement.parties.all()]


def signatures_shown(subject: Subject) -> list[tuple[Party, Signature | AmendmentSignature | None]]:
    """As ``parties_with_signatures`` where it waits for them, or has any; else nothing."""
    rows = parties_with_signatures(subject)
    is_shown = subject.state in states_of(subject).signing or any(signature for _party, signature in rows)
    return rows if is_shown else []


def units_kept_by(user):
    """The units in which ``user`` keeps agreements; nothing for those who keep them all."""
    right = "agreements.change_agreement"
    return Unit.objects.none() if user.rights.everywhere(right) else Unit.objects.where(user, right)


def frameworks_for(user, institution_ids):
    """Memoranda under which an agreement with these partners can be made."""
    partners = Party.objects.filter(institution__in=institution_ids, is_home=False)
    frameworks = Agreement.objects.visible_to(user).filter(
        kind__in=AgreementKind.frameworks, pk__in=partners.values("agreement")
    )
    return frameworks.exclude(state__in=AgreementState.over).order_by("title")


def documents_of(agreement, user) -> list[Document]:
    """The current version of each document that ``user`` may read, each with its ``earlier`` ones, newest first."""
    found = Document.objects.visible_to(user).filter(agreement=agreement)
    rows = list(found.select_related("language", "uploaded_by").order_by("-uploaded_at", "-pk"))
    earlier = defaultdict(list)
    for row in sorted(rows, key=lambda row: -row.version):
        if not row.is_current:
            earlier[row.series].append(row)
    current = [row for row in rows if row.is_current]
    for row in current:
        row.earlier = earlier[row.series]
    return current


def find_partners(user, text: str, without=(), limit: int = 12) -> list[Institution]:
    """Institutions by the beginnings of their words, our partners first, then those with names like it.

    The latter say why in ``found_because``; never ourselves.
    """
    keys = set(keys_among(map(str, without)))
    others = Institution.objects.visible_to(user).exclude(pk__in=keys).exclude(erasmus_code=settings.HOME_INSTITUTION)
    is_partner = Case(When(status__in=InstitutionStatus.partners, then=0), default=1)
    found = others.matching(text).select_related("country", "succeeded_by").order_by(is_partner, "sort_key", "pk")
    rows = list(found[:limit])
    besides = frozenset(keys | {row.pk for row in rows})
    similar = similar_to(Asked(names=(text,), codes=(text,), besides=besides), most=limit)
    for one in similar[: limit - len(rows)]:
        if not one.institution.is_home:
            one.institution.found_because = one.reasons[0].sentence
            rows.append(one.institution)
    return rows
