"""Factsheets of partners that are to be confirmed again: on the desk of who keeps an agreement with the partner."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import (
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.models import Agreement
from partners.models import Institution
from reminders.grouping import Grouping, so_many
from reminders.sources import DeadlineSource, register

LADDER = (30, 0)  # days before
DAYS_BETWEEN_MONTHS = 3  # by which months counted back from a day and forth to it may differ


def _a_year() -> Func:
    """As long as a factsheet counts as confirmed."""
    months = Value(settings.FACTSHEET_MONTHS)
    return Func(months, template="make_interval(months => %(expressions)s)", output_field=DurationField())


def _long_ago(on: date) -> Q:
    """What ``factsheets_due`` asks, roughly and never too little, in columns alone: read without a sum for each row."""
    day = Value(on + timedelta(days=LADDER[0] + DAYS_BETWEEN_MONTHS), output_field=DateField())
    long_ago = ExpressionWrapper(day - _a_year(), output_field=DateTimeField())
    return Q(factsheet_confirmed_on__lte=long_ago) | Q(factsheet_confirmed_on__isnull=True, created_at__lte=long_ago)


def factsheets_due(on):
    """Partners with an agreement in force whose factsheet will soon be a year old, and who keeps the newest.

    Not earlier: every partner has such a day each year, and a calendar full of them would show nothing else.
    """
    on = on or timezone.localdate()
    theirs = Agreement.objects.filter(parties__institution=OuterRef("pk"), parties__is_home=False)
    in_force = theirs.in_force(on).order_by("-starts_on", "-pk")
    last = Coalesce("factsheet_confirmed_on", Cast("created_at", DateField()))
    due = Cast(ExpressionWrapper(last + _a_year(), output_field=DateTimeField()), DateField())
    # Asked of each partner alone, after its day: few are due, and all agreements in force would be too many to read.
    return (
        Institution.objects.unmerged()
        .filter(_long_ago(on))
        .annotate(
            factsheet_due_on=due,
            factsheet_keeper=Subquery(in_force.values("coordinator")[:1]),
            factsheet_unit=Subquery(in_force.values("responsible_unit")[:1]),
        )
        .filter(factsheet_due_on__lte=on + timedelta(days=LADDER[0]), factsheet_unit__isnull=False)
    )


def _address(row) -> str:
    return reverse("partners:institution_factsheet", args=[row.page_id])


def _sentence(row) -> str:
    return _("What we say about it is a year old on %(day)s: ask the partner to confirm it") % {
        "day": date_format(row.due_on)
    }


def _partners(number: int) -> str:
    return ngettext("%(count)s partner", "%(count)s partners", number)


register(
    DeadlineSource(
        name="partners.factsheet",
        label=gettext_lazy("Factsheet to be confirmed"),
        rows=factsheets_due,
        due="factsheet_due_on",
        owner="factsheet_keeper",
        owner_column="agreements.agreement.coordinator",
        unit="factsheet_unit",
        title="name",
        sentence=_sentence,
        address=_address,
        button=gettext_lazy("Ask"),
        ladder=LADDER,
        weeks_overdue=2,
        head_after_days=None,
        office_after_days=None,
        grouping=Grouping(title=so_many(_partners)),
    )
)
