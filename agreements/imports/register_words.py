"""What the words of a register may mean: states, renewal, notice, people, units, tags."""

from django.utils.translation import gettext as _

from accounts.models import Unit, User
from agreements.enums import AgreementState, NoticeRule, Renewal, Turn
from agreements.models import Tag
from agreements.services.beginning import KEEPERS
from core.imports.mapping import LEAVE_OUT
from core.imports.vocabulary import YES_OR_NO, Vocabulary

NEW_TAG = "+"

# Those in between need steps of an approval that no register knows.
STATES = ("draft", "signed", "active", "suspended", "notice_given", "ended", "withdrawn")


def states() -> list[tuple[str, str]]:
    return [(state, str(AgreementState(state).label)) for state in STATES]


def _labels(choices):
    return lambda: [(str(value), str(label)) for value, label in choices]


def keepers() -> list[tuple[str, str]]:
    people = User.objects.active().with_role(*KEEPERS)
    return [*((str(person.pk), str(person)) for person in people), (LEAVE_OUT, _("Nobody"))]


def _addresses() -> list[tuple[str, str]]:
    people = User.objects.active().with_role(*KEEPERS)
    return [(person.email, str(person.pk)) for person in people]


def units() -> list[tuple[str, str]]:
    """Units that may keep agreements, the whole university first."""
    return [(unit.code, unit.name) for unit in Unit.objects.filter(is_active=True).order_by("path")]


def tags() -> list[tuple[str, str]]:
    known = [(str(tag.pk), tag.name) for tag in Tag.objects.filter(is_active=True)]
    return [*known, (NEW_TAG, _("Make this tag")), (LEAVE_OUT, _("Leave this word out"))]


VOCABULARIES = {
    "state": Vocabulary(
        states,
        {
            "draft": ("planned", "in preparation", "under negotiation", "forberedelse", "planerad"),
            "signed": ("undertecknad", "undertecknat", "signerat", "approved by all"),
            "active": (
                "in force",
                "valid",
                "current",
                "approved",
                "gallande",
                "galler",
                "giltigt",
                "giltig",
                "aktivt",
                "aktiv",
                "pagaende",
            ),
            "suspended": ("on hold", "paused", "vilande"),
            "notice_given": ("cancelled by partner", "uppsagt"),
            "ended": (
                "expired",
                "inactive",
                "terminated",
                "closed",
                "finished",
                "avslutat",
                "avslutad",
                "utganget",
                "utgatt",
                "upphort",
            ),
            "withdrawn": ("cancelled", "rejected", "discarded", "aterkallat", "avbrutet"),
        },
    ),
    "open_ended": YES_OR_NO,
    "tuition_waived": YES_OR_NO,
    "published": YES_OR_NO,
    "renewal": Vocabulary(
        _labels(Renewal.choices),
        {"automatic": ("auto", "yes", "ja", "tacit", "automatisk"), "none": ("no", "nej", "manual", "ingen")},
    ),
    "notice_rule": Vocabulary(
        _labels(NoticeRule.choices), {"erasmus": ("erasmus", "1 september"), "months": ("months", "manader")}
    ),
    "turn": Vocabulary(_labels(Turn.choices), {"ours": ("we", "us", "vi"), "partner": ("they", "theirs", "de")}),
    "coordinator": Vocabulary(keepers, also=_addresses),
    "responsible_unit": Vocabulary(units),
    "further_units": Vocabulary(units, is_list=True),
    "tags": Vocabulary(tags, is_list=True, otherwise=NEW_TAG),
}
