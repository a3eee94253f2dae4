"""What a person typed on a form and has not saved: their session keeps it, across signing in again, until they save.

A form carries the signed name of the person it was drawn for (``typed_by``): what is sent after the session ended is
kept for that person alone, and nobody else can fill a session with text.
"""

from dataclasses import dataclass

from django.core.signing import BadSignature, TimestampSigner
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

SESSION_KEY = "typed"
SECONDS_KEPT = 6 * 60 * 60
SECONDS_A_FORM_MAY_LIE = 2 * 24 * 60 * 60
SECONDS_OF_AN_ANSWER = 30  # a page drawn so soon is the answer to what was sent
MOST_FORMS = 8
LONGEST = 100_000

_signer = TimestampSigner(salt="typed-by")


@dataclass(frozen=True)
class KeptTyping:
    """What was sent for one address. ``errors`` are sentences by field, escaped; ``is_found_again``: after a while."""

    sent: QueryDict
    errors: dict[str, list[str]]
    is_found_again: bool


def mark_of(user) -> str:
    """What a form carries so that its text can be kept for ``user`` alone."""
    return _signer.sign(str(user.pk))


def keep_typed(request, errors: dict[str, list[str]] | None = None):
    """Keep what was sent to this address for the person who is signed in."""
    _keep(request.session, request.path, str(request.user.pk), request.POST, errors or {})


def keep_typed_for(request, path: str, **changes: str):
    """Keep what was sent here for another address, whose form has what stands here and ``changes``."""
    sent = request.POST.copy()
    for name, value in changes.items():
        sent[name] = value
    _keep(request.session, path, str(request.user.pk), sent, {}, is_left_over=True)


def keep_typed_by_stranger(request) -> bool:
    """Keep what was sent by somebody whose session has ended, if we drew the form for them; whether it is kept."""
    try:
        person = _signer.unsign(request.POST.get("typed_by", ""), max_age=SECONDS_A_FORM_MAY_LIE)
    except BadSignature:
        return False
    return _keep(request.session, request.path, person, request.POST, {}, is_left_over=True)


def typed_on(request) -> KeptTyping | None:
    """What the person typed at this address and has not saved."""
    kept = request.session.get(SESSION_KEY, {}).get(request.path)
    if kept is None or kept["of"] != str(request.user.pk):
        return None
    age = timezone.now().timestamp() - kept["at"]
    is_found_again = kept["is_left_over"] or age > SECONDS_OF_AN_ANSWER
    return KeptTyping(QueryDict(kept["sent"]), kept["errors"], is_found_again) if age < SECONDS_KEPT else None


def forget_typed(request):
    """It is saved, or thrown away."""
    kept = request.session.get(SESSION_KEY, {})
    if kept.pop(request.path, None) is not None:
        request.session[SESSION_KEY] = kept


def errors_of(form) -> dict[str, list[str]]:
    """The sentences beside the fields of a refused form, as the session can hold them."""
    return {name: [str(conditional_escape(sentence)) for sentence in errors] for name, errors in form.errors.items()}


def restore_errors(form, errors: dict[str, list[str]]):
    """Say again what a service had refused; the form's own sentences stand there already."""
    known = errors_of(form)
    for name, sentences in errors.items():
        field = name if name in form.fields else None
        for sentence in sentences:
            if sentence not in known.get(name, []):
                form.add_error(field, mark_safe(sentence))  # noqa: S308 - escaped when it was kept


def _keep(session, path: str, person: str, sent: QueryDict, errors: dict, *, is_left_over: bool = False) -> bool:
    """Whether it is kept: not what is too long."""
    sent = sent.copy()
    sent.pop("csrfmiddlewaretoken", None)
    text = sent.urlencode()
    if len(text) > LONGEST:
        return False
    now = timezone.now().timestamp()
    one = {"of": person, "sent": text, "errors": errors, "is_left_over": is_left_over, "at": now}
    others = {other: kept for other, kept in session.get(SESSION_KEY, {}).items() if other != path}
    newest = sorted(others, key=lambda other: others[other]["at"])[-(MOST_FORMS - 1) :]
    session[SESSION_KEY] = {other: others[other] for other in newest} | {path: one}
    return True
