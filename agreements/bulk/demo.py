"""The demonstration's bulk edit: the office tagged its agreements around the Baltic Sea in one act."""

from agreements.bulk.kind import AgreementsAtOnce
from agreements.enums import AgreementState
from agreements.models import Agreement, Party, Tag
from core.bulk.doing import carry_out
from core.bulk.preparing import MOST_AT_ONCE, prepare_edit

AROUND_THE_BALTIC = ("DE", "DK", "EE", "FI", "LT", "LV", "PL")
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
