"""Findings as watched dates: so new ones come in the digest, and stand on the desk of whoever mends them."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from insights.findings.tables import label_of
from insights.models import Finding
from reminders.grouping import Grouping, so_many
from reminders.sources import DeadlineSource

LADDER = (90, 7, 0)  # told when found, whatever its severity


def sentence(row) -> str:
    return _("%(what)s: to be mended") % {"what": row.title}


def address(row) -> str:
    return f"{reverse('insights:finding_list')}?{urlencode({'check': row.stored_title})}"


def findings(number: int) -> str:
    return ngettext("%(count)s finding", "%(count)s findings", number)


SOURCE = DeadlineSource(
    name="insights.finding",
    label=gettext_lazy("Finding of a check"),
    rows=lambda on: Finding.objects.open(),
    due="due_on",
    owner="owner",
    title="check_name",
    title_words=label_of,
    sentence=sentence,
    address=address,
    button=gettext_lazy("Mend"),
    grouping=Grouping(title=so_many(findings), by="check_name", name=lambda row: row.title),
    ladder=LADDER,
    weeks_overdue=4,
    head_after_days=None,
)
