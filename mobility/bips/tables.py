"""The columns of the list of blended intensive programmes, and of its export."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from mobility.bips.enums import AgencyStatus, BipRole, BipState
from reference.academic_years import AcademicYear


class BipTable(PortalTable):
    """The latest first."""

    row_template = "mobility/bips/row.html"
    default_sort = "-physical"

    title = ListColumn(verbose_name=_("Programme"), order_by=("title", "pk"), exported="title")
    role = ListColumn(verbose_name=_("Our role"), exported="role", worded=words_of(BipRole))
    state = ListColumn(verbose_name=_("State"), order_by=("state", "pk"), exported="state", worded=words_of(BipState))
    year = ListColumn(
        verbose_name=_("Academic year"),
        exported="academic_year",
        worded=lambda value: str(AcademicYear(value)),
        on_page=False,
    )
    call = ListColumn(verbose_name=_("Call year"), exported="call_year", on_page=False)
    physical = ListColumn(verbose_name=_("Physical part"), order_by=("first_day", "pk"), exported="starts_on")
    last_day = ListColumn(verbose_name=_("Last physical day"), exported="ends_on", on_page=False)
    virtual = ListColumn(verbose_name=_("Virtual part from"), exported="virtual_starts_on", on_page=False)
    place = ListColumn(verbose_name=_("Place"), exported="place", on_page=False)
    ects = ListColumn(verbose_name=_("ECTS credits"), exported="ects", on_page=False, is_number=True)
    partners = ListColumn(verbose_name=_("Institutions"), exported="institution_count", is_number=True)
    agency_id = ListColumn(verbose_name=_("BIP ID"), exported="agency_id", on_page=False)
    agency = ListColumn(
        verbose_name=_("Beneficiary Module"), exported="agency_status", worded=words_of(AgencyStatus), on_page=False
    )
    contracted = ListColumn(verbose_name=_("Learners contracted"), exported="contracted_learners", on_page=False)
    reported = ListColumn(verbose_name=_("Learners reported"), exported="reported_learners", on_page=False)
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en", on_page=False)
    kept_by = ListColumn(verbose_name=_("Kept by"), exported="coordinator__name")
