"""The register of agreements for the archive: every agreement its maker may read, ended ones too, as of the day."""

from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.models import Agreement
from core.errors import PortalError
from core.papers.sections import Section
from insights.reports.asked import Asked, day_words, table

MOST, MOST_ON_PAGE = 20_000, 200


def summary(asked: Asked) -> Section:
    found = Agreement.objects.visible_to(asked.reader).order_by()
    counted = Counter(dict(found.values_list("state").annotate(Count("pk"))))
    if (count := sum(counted.values())) > MOST:
        words = {"count": count, "most": MOST}
        raise PortalError(_("The register has %(count)s agreements; a file holds %(most)s.") % words)
    facts = [(str(state.label), str(counted[state])) for state in AgreementState if counted[state]]
    return Section(_("Agreements by state"), facts=[(_("In all"), str(count)), *facts])


def rows(asked: Asked) -> Section:
    """Whole in the files; the page shows the first ones."""
    found = Agreement.objects.visible_to(asked.reader).select_related("responsible_unit")
    found = found.prefetch_related("parties__institution").order_by("number", "pk")
    lines = (
        [
            each.number,
            each.title,
            each.kind_short,
            "; ".join(party.institution.name for party in each.parties.all() if not party.is_home),
            each.get_state_display(),
            day_words(each.starts_on),
            day_words(each.ends_on) or (_("open-ended") if each.is_open_ended else ""),
            each.responsible_unit.name,
        ]
        for each in found.iterator(chunk_size=2000)
    )
    head = [
        *(_("Number"), _("Title"), _("Kind"), _("Partners"), _("State"), _("Begins"), _("Last day")),
        _("Responsible unit"),
    ]
    return table(_("Register"), head, lines, most=MOST if asked.is_leaving else MOST_ON_PAGE)


PARTS = (summary, rows)
