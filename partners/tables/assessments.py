"""The columns of the lists of assessments and of named institutions."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from partners.enums import AssessmentState, Outcome, RiskLevel


class AssessmentTable(PortalTable):
    """Newest first; the conditions of a decision are in the export alone."""

    row_template = "partners/includes/assessment_row.html"
    default_sort = "-since"

    partner = ListColumn(
        verbose_name=_("Partner"), order_by=("institution__sort_key", "pk"), exported="institution__name"
    )
    country = ListColumn(verbose_name=_("Country"), exported="institution__country__name_en", on_page=False)
    occasion = ListColumn(verbose_name=_("Occasion"), exported="occasion")
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en", on_page=False)
    state = ListColumn(verbose_name=_("State"), exported="state", worded=words_of(AssessmentState))
    since = ListColumn(verbose_name=_("Since"), order_by=("state_since", "pk"), exported="state_since", on_page=False)
    level = ListColumn(verbose_name=_("Level of risk"), exported="level", worded=words_of(RiskLevel))
    decision = ListColumn(verbose_name=_("Decision"), exported="decision", worded=words_of(Outcome), on_page=False)
    conditions = ListColumn(verbose_name=_("Conditions"), exported="conditions", on_page=False)
    decided = ListColumn(verbose_name=_("Decided on"), exported="decided_on", on_page=False)
    valid = ListColumn(verbose_name=_("Valid until"), order_by=("valid_until", "pk"), exported="valid_until")
    who = ListColumn(verbose_name=_("Assessed by"), exported="assessor__name")


class NamedInstitutionTable(PortalTable):
    row_template = "partners/includes/named_institution_row.html"
    default_sort = "name"

    name = ListColumn(verbose_name=_("Name"), order_by=("country", "folded_name", "pk"))
    country = ListColumn(verbose_name=_("Country"))
    named_list = ListColumn(verbose_name=_("List"))
    since = ListColumn(verbose_name=_("Valid"))
    bearer = ListColumn(verbose_name=_("In our register"))
