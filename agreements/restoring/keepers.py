"""For each kind of row that the history of an agreement tells: how it is put back, or what one does instead."""

from django.utils.translation import gettext_lazy as _

from agreements import models
from agreements.restoring.conditions import ConditionKeeper
from agreements.restoring.parties import PartyKeeper
from agreements.restoring.units_and_tags import FurtherUnitKeeper, TagKeeper
from core.moments.rows import Keepers, StaysAsItIs

CONDITIONS = ConditionKeeper()

SIGNATURES = StaysAsItIs(_("Signatures are recorded and corrected on their own page."))

KEEPERS: Keepers = {
    models.Party: PartyKeeper(),
    models.Condition: CONDITIONS,
    models.ConditionField: CONDITIONS,  # put back with the condition it belongs to
    models.ConditionLanguage: CONDITIONS,
    models.FurtherUnit: FurtherUnitKeeper(),
    models.Tagging: TagKeeper(),
    models.Signature: SIGNATURES,
    models.AmendmentSignature: SIGNATURES,
    models.NumbersConfirmed: StaysAsItIs(_("What was confirmed stays confirmed.")),
    models.Amendment: StaysAsItIs(_("An amendment is changed or withdrawn on its own page.")),
    models.Evaluation: StaysAsItIs(_("An evaluation is written by whoever was asked for it.")),
    models.Ending: StaysAsItIs(_("Notice is withdrawn, and a suspension lifted, by the buttons of the agreement.")),
    models.NegotiationEntry: StaysAsItIs(_("The log tells what happened; its author corrects an entry for a day.")),
    models.EntryDocument: StaysAsItIs(_("The log tells what happened; its author corrects an entry for a day.")),
    models.Approval: StaysAsItIs(_("A decision that was taken stays taken.")),
    models.Document: StaysAsItIs(_("Documents are replaced and removed among the documents; all versions are kept.")),
}
