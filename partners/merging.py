"""What a merger does with what hangs on institutions in this room, and with what people follow."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Comment, Follow, Silence
from core.search_text import fold
from partners.dependants import Dependant, Movement, register, rows_of
from partners.enums import AssessmentState
from partners.merge_steps import Step, change, removal
from partners.models import (
    Alias,
    Assessment,
    Contact,
    FactsheetLink,
    FactsheetProposal,
    FormerCode,
    Institution,
    Merge,
    PartnerMail,
    PartnershipRequest,
    PartnerTagging,
    PossibleDuplicate,
    SetAside,
)

SAME_OR_EMPTY = ("partner_unit", "email", "phone", "valid_from", "valid_to", "remarks")


def move_names(movement: Movement) -> Iterator[Step]:
    """Names the survivor has already are not kept twice."""
    known = set(movement.survivor.aliases.values_list("name", flat=True))
    for alias in rows_of(Alias, "institution", movement.absorbed):
        yield from removal(alias) if alias.name in known else [change(alias, {"institution_id": movement.survivor.pk})]


def move_codes(movement: Movement) -> Iterator[Step]:
    known = set(movement.survivor.former_codes.values_list("scheme", "code"))
    for code in rows_of(FormerCode, "institution", movement.absorbed):
        is_known = (code.scheme, code.code) in known
        yield from removal(code) if is_known else [change(code, {"institution_id": movement.survivor.pk})]


def move_tags(movement: Movement) -> Iterator[Step]:
    """A tag of both is kept once."""
    known = set(movement.survivor.taggings.values_list("tag", flat=True))
    for tagging in rows_of(PartnerTagging, "institution", movement.absorbed):
        is_known = tagging.tag_id in known
        yield from removal(tagging) if is_known else [change(tagging, {"institution_id": movement.survivor.pk})]


def move_contacts(movement: Movement) -> Iterator[Step]:
    """A contact that stands on both is kept once, with what either says; any that differ in a word stay two."""
    present = list(rows_of(Contact, "institution", movement.survivor))
    for contact in rows_of(Contact, "institution", movement.absorbed):
        twin = next((other for other in present if _are_one_contact(other, contact)), None)
        if twin is None:
            yield change(contact, {"institution_id": movement.survivor.pk})
            continue
        present.remove(twin)
        sentence = _("“%(name)s” stands on both: it is kept once, with what either says.") % {"name": contact}
        if added := {name: getattr(contact, name) for name in SAME_OR_EMPTY if not getattr(twin, name)}:
            told = {name: value for name, value in added.items() if value}
            yield from [change(twin, told)] if told else []
        yield from removal(contact, note=sentence)


def _are_one_contact(one: Contact, other: Contact) -> bool:
    if fold(one.name) != fold(other.name) or one.role != other.role:
        return False
    pairs = ((getattr(one, name), getattr(other, name)) for name in SAME_OR_EMPTY)
    return all(not a or not b or str(a).casefold() == str(b).casefold() for a, b in pairs)


def move_assessments(movement: Movement) -> Iterator[Step]:
    """A partner has one assessment that holds and one that is open: the newer of two stays so."""
    mine = {_kind_of(row): row for row in rows_of(Assessment, "institution", movement.survivor) if _kind_of(row)}
    for assessment in rows_of(Assessment, "institution", movement.absorbed):
        values: dict = {"institution_id": movement.survivor.pk}
        note = ""
        if rival := mine.get(_kind_of(assessment)):
            older = min(rival, assessment, key=lambda row: (row.state_since, row.pk))
            note = _older_gives_way(older)
            state = {"state": _gives_way_as(older)}
            if older is rival:
                yield change(rival, state, note=note)
            else:
                values |= state
        yield change(assessment, values, note="" if note and rival is older else note)


def _kind_of(assessment: Assessment) -> str:
    """Of which a partner has at most one: "open", "holds", or nothing."""
    if assessment.state in AssessmentState.open:
        return "open"
    return "holds" if assessment.state == AssessmentState.DECIDED else ""


def _gives_way_as(assessment: Assessment) -> str:
    is_open = assessment.state in AssessmentState.open
    return (AssessmentState.WITHDRAWN if is_open else AssessmentState.SUPERSEDED).value


def _older_gives_way(assessment: Assessment) -> str:
    words = {"occasion": assessment.occasion}
    if assessment.state in AssessmentState.open:
        return _("Both have an assessment under way: the older one, “%(occasion)s”, is withdrawn.") % words
    return _("Both have been assessed: the older assessment, “%(occasion)s”, is replaced by the newer.") % words


def move_set_asides(movement: Movement) -> Iterator[Step]:
    """A restriction is set aside once: the survivor's reason stays, the other's ends."""
    standing = SetAside.objects.filter(institution=movement.survivor, ended_at__isnull=True)
    known = set(standing.values_list("signal", "named"))
    for row in rows_of(SetAside, "institution", movement.absorbed):
        values: dict = {"institution_id": movement.survivor.pk}
        is_double = row.ended_at is None and (row.signal_id, row.named_id) in known
        note = _("Both have a restriction set aside: the reason of the one that stays is kept.") if is_double else ""
        yield change(row, values | ({"ended_at": timezone.now()} if is_double else {}), note=note)


def move_successions(movement: Movement) -> Iterator[Step]:
    """Who was succeeded by the absorbed one is succeeded by the survivor, unless that is the survivor itself."""
    for institution in rows_of(Institution, "succeeded_by", movement.absorbed):
        if institution.pk == movement.survivor.pk:
            note = _("“%(name)s” was succeeded by the other one: that is taken off.") % {"name": institution}
            yield change(institution, {"succeeded_by_id": None}, note=note)
        else:
            yield change(institution, {"succeeded_by_id": movement.survivor.pk})


def move_pairs(movement: Movement) -> Iterator[Step]:
    """That somebody is not the absorbed one still holds; pairs nobody has decided on are looked for anew."""
    mine = PossibleDuplicate.objects.of(movement.survivor).values_list("first", "second")
    known = {key for pair in mine for key in pair}
    for side, other in (("first", "second"), ("second", "first")):
        for pair in rows_of(PossibleDuplicate, side, movement.absorbed):
            is_kept = pair.is_dismissed and getattr(pair, f"{other}_id") not in known
            yield from [change(pair, {f"{side}_id": movement.survivor.pk})] if is_kept else removal(pair)


def move_followers(movement: Movement) -> Iterator[Step]:
    """Who followed the absorbed one follows the survivor, once."""
    present = set(Follow.objects.of(movement.survivor).values_list("user", flat=True))
    for follow in Follow.objects.of(movement.absorbed).order_by("pk"):
        moved = change(follow, {"object_id": movement.survivor.pk}, title="")
        yield from removal(follow, title="") if follow.user_id in present else [moved]


def move_silences(movement: Movement) -> Iterator[Step]:
    """Who did not want to be told of either thread is not told of the one that stays."""
    present = set(Silence.objects.of(movement.survivor).values_list("person", flat=True))
    for silence in Silence.objects.of(movement.absorbed).order_by("pk"):
        moved = change(silence, {"object_id": movement.survivor.pk}, title="")
        yield from removal(silence, title="") if silence.person_id in present else [moved]


def move_comments(movement: Movement) -> Iterator[Step]:
    """What was said about the absorbed one is read on the page of the survivor."""
    for comment in Comment.objects.of(movement.absorbed).order_by("pk"):
        yield change(comment, {"object_id": movement.survivor.pk}, title="")


def _mails(count: int) -> str:
    return ngettext("%(count)s mail written to it", "%(count)s mails written to it", count) % {"count": count}


def _factsheets(count: int) -> str:
    return ngettext("%(count)s factsheet asked for", "%(count)s factsheets asked for", count) % {"count": count}


def _corrections(count: int) -> str:
    return ngettext("%(count)s correction", "%(count)s corrections", count) % {"count": count}


def _tags(count: int) -> str:
    return ngettext("%(count)s tag", "%(count)s tags", count) % {"count": count}


def _names(count: int) -> str:
    return ngettext("%(count)s other name", "%(count)s other names", count) % {"count": count}


def _codes(count: int) -> str:
    return ngettext("%(count)s former code", "%(count)s former codes", count) % {"count": count}


def _contacts(count: int) -> str:
    return ngettext("%(count)s contact", "%(count)s contacts", count) % {"count": count}


def _assessments(count: int) -> str:
    return ngettext("%(count)s assessment", "%(count)s assessments", count) % {"count": count}


def _requests(count: int) -> str:
    sentence = ngettext("%(count)s request for a partnership", "%(count)s requests for partnerships", count)
    return sentence % {"count": count}


def _set_asides(count: int) -> str:
    sentence = ngettext("%(count)s restriction set aside", "%(count)s restrictions set aside", count)
    return sentence % {"count": count}


def _successions(count: int) -> str:
    return ngettext("%(count)s predecessor", "%(count)s predecessors", count) % {"count": count}


def _mergers(count: int) -> str:
    return ngettext("%(count)s earlier merger", "%(count)s earlier mergers", count) % {"count": count}


def _merged(count: int) -> str:
    sentence = ngettext("%(count)s partner merged earlier", "%(count)s partners merged earlier", count)
    return sentence % {"count": count}


def _pairs(count: int) -> str:
    return ngettext("%(count)s possible duplicate", "%(count)s possible duplicates", count) % {"count": count}


def _followers(count: int) -> str:
    return ngettext("%(count)s follower", "%(count)s followers", count) % {"count": count}


def _comments(count: int) -> str:
    return ngettext("%(count)s comment", "%(count)s comments", count) % {"count": count}


register(Dependant(Contact, ("institution",), _contacts, move_contacts, order=30))
register(Dependant(Assessment, ("institution",), _assessments, move_assessments, order=40))
register(Dependant(SetAside, ("institution",), _set_asides, move_set_asides, order=41))
register(Dependant(PartnershipRequest, ("institution",), _requests, order=50))
register(Dependant(PartnerMail, ("institution",), _mails, order=51))
register(Dependant(FactsheetLink, ("institution",), _factsheets, order=52))
register(Dependant(FactsheetProposal, ("institution",), _corrections, order=53, is_told=False))
register(Dependant(Alias, ("institution",), _names, move_names, order=60))
register(Dependant(PartnerTagging, ("institution",), _tags, move_tags, order=62))
register(Dependant(FormerCode, ("institution",), _codes, move_codes, order=61))
register(Dependant(Institution, ("succeeded_by",), _successions, move_successions, order=70))
register(Dependant(Institution, ("merged_into",), _merged, order=71))
register(Dependant(Merge, ("survivor",), _mergers, order=72))
register(Dependant(Merge, ("absorbed",), _mergers, stays=True))
register(Dependant(Follow, ("object_id",), _followers, move_followers, order=80))
register(Dependant(Comment, ("object_id",), _comments, move_comments, order=81))
register(Dependant(Silence, ("object_id",), _followers, move_silences, order=82, is_told=False))
register(Dependant(PossibleDuplicate, ("first", "second"), _pairs, move_pairs, order=90, is_told=False))
