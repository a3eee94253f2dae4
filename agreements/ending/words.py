"""What stopping an agreement means, in a sentence that stands before the act and after it."""

from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from agreements.ending.effects import Effect
from agreements.enums import EndingKind
from agreements.models import Ending


def day_of(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def notice_words(effect: Effect, told_on: date) -> str:
    """“Notice today takes effect on 1 September 2028: the last day is 31 August 2028.”"""
    words = {
        "told": day_of(told_on),
        "effect": day_of(effect.takes_effect_on),
        "last": day_of(effect.last_day),
    }
    is_today = told_on == timezone.localdate()
    if effect.ends_before:
        sentence = (
            _("Notice today would take effect on %(effect)s; the agreement ends before that, on %(last)s.")
            if is_today
            else _("Notice of %(told)s would take effect on %(effect)s; the agreement ends before that, on %(last)s.")
        )
        return sentence % words
    if is_today:
        return _("Notice today takes effect on %(effect)s: the last day in force is %(last)s.") % words
    return _("Notice of %(told)s takes effect on %(effect)s: the last day in force is %(last)s.") % words


def withdrawal_words(last_day: date | None, *, is_open_ended: bool) -> str:
    """What holds again once notice is withdrawn."""
    if last_day:
        return _("The agreement is active again, with its former last day %(day)s.") % {"day": day_of(last_day)}
    if is_open_ended:
        return _("The agreement is active again, without an end date as before.")
    return _("The agreement is active again; its last day was not changed by the notice.")


def suspension_words(agreement, until_on: date | None) -> str:
    until = _("From today until %(day)s") % {"day": day_of(until_on)} if until_on else _("From today")
    words = {"until": until, "last": day_of(agreement.ends_on) if agreement.ends_on else ""}
    if not agreement.ends_on:
        return _("%(until)s no nominations are taken under it.") % words
    return _("%(until)s no nominations are taken under it; its last day stays %(last)s.") % words


def termination_words(agreement, last_day: date) -> str:
    words = {"last": day_of(last_day), "former": day_of(agreement.ends_on) if agreement.ends_on else ""}
    if agreement.ends_on and agreement.ends_on < last_day:
        return _("It was in force until %(former)s and is ended now; this cannot be taken back.") % words
    if agreement.ends_on and agreement.ends_on > last_day:
        return _("Its last day is %(last)s instead of %(former)s; this cannot be taken back.") % words
    return _("Its last day is %(last)s; this cannot be taken back.") % words


def words_of(ending: Ending) -> str:
    """“The partner gave notice on 3 Nov 2026. It takes effect on 1 Sep 2028. Without notice …”"""
    told = _TOLD[ending.kind, ending.side]
    sentences = [_(told) % {"day": day_of(ending.told_on)}]
    if ending.takes_effect_on:
        sentences.append(_("It takes effect on %(day)s.") % {"day": day_of(ending.takes_effect_on)})
    if ending.kind == EndingKind.NOTICE and ending.former_last_day and ending.former_last_day != ending.last_day:
        sentences.append(_("Without notice its last day was %(day)s.") % {"day": day_of(ending.former_last_day)})
    if ending.until_on:
        sentences.append(_("To be looked at again on %(day)s.") % {"day": day_of(ending.until_on)})
    return " ".join(sentences)


_TOLD = {
    ("notice", "ours"): gettext_noop("We gave notice on %(day)s."),
    ("notice", "partner"): gettext_noop("The partner gave notice on %(day)s."),
    ("notice", "both"): gettext_noop("Both sides agreed on %(day)s to let it end."),
    ("suspension", "ours"): gettext_noop("We suspended it on %(day)s."),
    ("suspension", "partner"): gettext_noop("The partner suspended it on %(day)s."),
    ("suspension", "both"): gettext_noop("Both sides agreed on %(day)s to pause it."),
    ("termination", "ours"): gettext_noop("We ended it on %(day)s."),
    ("termination", "partner"): gettext_noop("The partner ended it on %(day)s."),
    ("termination", "both"): gettext_noop("Both sides agreed on %(day)s to end it."),
}
