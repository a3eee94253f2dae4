"""What the offers of one partner say, gathered for a comparison: lines, none where nothing is stated."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.enums import AgreementKind, MobilityKind
from finder.cards import language_words
from finder.costs import money_there
from finder.enums import ICM, PROGRAMMES, Level
from finder.index import Index
from finder.listed import Offer
from finder.words import Words
from partners.models import Institution

PAID_BY_ERASMUS = (AgreementKind.ERASMUS, ICM)


def programmes(offers: Iterable[Offer]) -> list[str]:
    """A memorandum is named only where nothing more exact is agreed."""
    kinds = {programme for offer in offers for programme in offer.programmes}
    exact = kinds - set(AgreementKind.frameworks)
    return [str(name) for kind, name in PROGRAMMES.items() if kind in (exact or kinds)]


def levels(offers: Iterable[Offer]) -> list[str]:
    known = {level for offer in offers for level in offer.levels}
    return [str(level.label) for level in Level if level in known]


def fields(offers: Iterable[Offer], words: Words) -> list[str]:
    return sorted({words.name("field", code) for offer in offers for code in offer.fields})


def languages(offers: Iterable[Offer], words: Words) -> list[str]:
    return sorted({word for offer in offers for word in language_words(offer.languages, words)})


def people(offers: Iterable[Offer]) -> list[str]:
    students = [offer.people for offer in offers if offer.is_for_students and offer.people is not None]
    staff = [offer.people for offer in offers if not offer.is_for_students and offer.people is not None]
    lines = []
    if students:
        lines.append(ngettext("%(count)d student", "%(count)d students", sum(students)) % {"count": sum(students)})
    if staff:
        lines.append(ngettext("%(count)d of staff", "%(count)d of staff", sum(staff)) % {"count": sum(staff)})
    return lines


def tuition(offers: Iterable[Offer]) -> list[str]:
    waived = [offer.is_tuition_free for offer in offers if offer.is_for_students]
    if waived and all(waived):
        return [_("none to pay there")]
    return [_("none under some agreements: see the partner's page")] if any(waived) else []


def grant(institution: Institution, offers: Iterable[Offer], index: Index) -> list[str]:
    """What Erasmus+ pays a student of ours there: a month, and for the way."""
    if not any(offer.is_for_students and offer.programme in PAID_BY_ERASMUS for offer in offers):
        return []
    money = money_there(AgreementKind.ERASMUS, [MobilityKind.STUDENT_STUDIES], institution, index)
    if money is None:
        return []
    lines = [one.amount for one in money.paid]
    if money.travel:
        lines.append(_("%(amount)s for the way there and back") % {"amount": money.travel.amount})
    if money.is_scarce:
        lines.append(_("only where money was set aside for it"))
    return lines
