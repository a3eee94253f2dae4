"""The demonstration of tags: the office gave one to agreements around the Baltic Sea in one act, and to partners."""

from agreements.bulk.kind import AgreementsAtOnce
from agreements.enums import AgreementState
from agreements.models import Agreement, Party, Tag
from core.bulk.doing import carry_out
from core.bulk.preparing import MOST_AT_ONCE, prepare_edit
from partners.enums import InstitutionStatus
from partners.models import Institution
from partners.services.tags import set_partner_tags

AROUND_THE_BALTIC = ("DE", "DK", "EE", "FI", "LT", "LV", "PL")
MOST_PARTNERS = 10
REASON = "For the yearly report on cooperation around the Baltic Sea."


def tag_the_baltic(officer):
    """Done by the office, so that the histories and the page of the bulk edit tell of it."""
    tag = Tag.objects.create(name="Baltic Sea")
    Tag.objects.create(name="Sustainability")
    partners = Party.objects.filter(is_home=False, institution__country__iso2__in=AROUND_THE_BALTIC)
    rows = Agreement.objects.filter(pk__in=partners.values("agreement")).exclude(state__in=AgreementState.over)
    keys = rows.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]
    wanted = {"tags": {"give": [tag.pk], "take": []}}
    edit = prepare_edit(AgreementsAtOnce(), keys, wanted=wanted, actor=officer, note=REASON, query=f"tag={tag.pk}")
    carry_out(edit, actor=officer)
    around = Institution.objects.filter(country__iso2__in=AROUND_THE_BALTIC, status=InstitutionStatus.ACTIVE)
    for partner in around.order_by("sort_key")[:MOST_PARTNERS]:
        set_partner_tags(partner, actor=officer, tags=[tag])
