"""Partners, many at once: what they are to us, what they are, a remark for each."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.bulk.kinds import BulkField, BulkKind, register
from core.errors import PortalError
from core.tags.bulk import TAGS, tags_of
from core.tags.models import Tag
from partners.bulk.forms import PartnerBulkForm
from partners.enums import InstitutionKind, InstitutionStatus
from partners.filters import InstitutionFilter
from partners.models import Institution
from partners.services import update_institution
from partners.services.tags import set_partner_tags

LONGEST_SHOWN = 200


def labels_of(choices):
    return lambda values: [(value, str(choices(value).label)) for value in values]


def remarks_in_words(values):
    return [(value, Truncator(value).chars(LONGEST_SHOWN) or "—") for value in values]


def below(before: str, added: str) -> str:
    """The remark under those that stand there, once."""
    return before if added in before.splitlines() or added == before else f"{before}\n{added}".strip()


@register
class PartnersAtOnce(BulkKind):
    name = "partners"
    title = gettext_lazy("partners")
    model = Institution
    right = "partners.change_institution"
    list_url_name = "partners:institution_list"
    form_class = PartnerBulkForm
    fields = (
        BulkField("status", gettext_lazy("Status"), lambda row: row.status, labels_of(InstitutionStatus)),
        BulkField("kind", gettext_lazy("Kind"), lambda row: row.kind, labels_of(InstitutionKind)),
        BulkField("remarks", gettext_lazy("Remarks"), lambda row: row.remarks, remarks_in_words, below),
        TAGS,
    )

    def chosen(self, request, query):
        return InstitutionFilter(query, queryset=Institution.objects.visible_to(request.user), request=request).qs

    def fetched(self):
        return Institution.objects.select_related("country").prefetch_related("taggings")

    def label(self, institution):
        return ", ".join(filter(None, (institution.name, institution.city)))

    def check(self, institution, values):
        """That one has closed, and who took its place, is said on a page of its own."""
        if "status" in values and institution.is_closed:
            raise PortalError(_("It has closed: its status changes on its own page."))

    def write(self, institution, values, *, actor):
        fields = {name: value for name, value in values.items() if name != "tags"}
        if "tags" in values and values["tags"] != tags_of(institution):
            set_partner_tags(institution, actor=actor, tags=Tag.objects.filter(pk__in=values["tags"]))
        if fields:
            update_institution(institution, actor=actor, **fields)
