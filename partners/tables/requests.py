"""The columns of the list of requests for partnerships, and of its export."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from partners.requests.enums import Purpose, RequestState


def purposes_in_words(values) -> str:
    return ", ".join(str(Purpose(value).label) for value in values or () if value in Purpose.values)


class RequestTable(PortalTable):
    """Newest first. Who asked is on the page of a request, and in no export."""

    row_template = "partners/requests/row.html"
    default_sort = "-received"

    organisation = ListColumn(verbose_name=_("Organisation"), exported="organisation")
    country = ListColumn(verbose_name=_("Country"), exported="country__name_en", on_page=False)
    purposes = ListColumn(verbose_name=_("What for"), exported="purposes", worded=purposes_in_words)
    subject_areas = ListColumn(verbose_name=_("Fields"), exported="subject_areas", on_page=False)
    state = ListColumn(verbose_name=_("State"), exported="state", worded=words_of(RequestState))
    received = ListColumn(verbose_name=_("Received"), order_by=("received_at", "pk"), exported="received_at")
    due = ListColumn(verbose_name=_("Answer due"), order_by=("answer_due_on", "pk"), exported="answer_due_on")
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en", on_page=False)
    partner = ListColumn(verbose_name=_("Partner"), exported="institution__name", on_page=False)
    handled_by = ListColumn(verbose_name=_("Taken up by"), exported="handled_by__name")
