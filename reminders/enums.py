from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where a mail stands between the portal and the mail server."""

    QUEUED = "queued", _("Waits to be sent")
    SENDING = "sending", _("Being sent")
    RETRY = "retry", _("Will be tried again")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
    GIVEN_UP = "given_up", _("Given up")

    waiting = nonmember(("queued", "retry"))
    under_way = nonmember(("queued", "retry", "sending"))
    troubled = nonmember(("retry", "failed"))
    ended_undelivered = nonmember(("failed", "given_up"))
    may_be_given_up = nonmember(("queued", "retry", "failed"))
    may_be_retried = nonmember(("retry", "failed", "given_up"))

    @property
    def tone(self) -> str:
        return {"sent": "ok", "retry": "warn", "failed": "bad", "queued": "rev", "sending": "rev"}.get(
            self.value, "off"
        )


class MailTrouble(models.TextChoices):
    """Why a mail has not been delivered, in the words of the office; the mail server's own are kept beside it."""

    NO_ADDRESS = "no_address", _("This person has no e-mail address.")
    LEFT = "left", _("This person had left before the mail could be sent.")
    UNREACHABLE = "unreachable", _("The mail server cannot be reached, or takes no mail from the portal now.")
    LATER = "later", _("The mail server wants this mail later.")
    REFUSED = "refused", _("The mail server refuses this mail.")
    UNSENDABLE = "unsendable", _("The mail cannot be sent as it is written.")


class MailKind(models.TextChoices):
    DIGEST = "digest", _("Daily reminder")
    WEEKLY = "weekly", _("Weekly reminder")
    DECISION = "decision", _("Waits for a decision")
    HANDED_OVER = "handed_over", _("Handed over")
    PARTNER = "partner", _("To a partner")
    REQUEST = "request", _("Request for a partnership")
    OFFICE = "office", _("To the office’s address")
    SUPPORT = "support", _("Request for support")
    QUALITY = "quality", _("About a follow-up of quality")
    REVIEWER = "reviewer", _("Invitation to review")
    REPORT = "report", _("A report is ready")

    once_a_day = nonmember(("digest", "weekly"))
    to_addresses = nonmember(("partner", "office", "reviewer"))


class MailAct(models.TextChoices):
    """What an officer decided about a mail that was not delivered."""

    RETRY = "retry", _("Tried again")
    GIVE_UP = "give_up", _("Given up")


class NoticeFate(models.TextChoices):
    """What became of one step for one person. Only the first kind is ever mailed."""

    TO_TELL = "to_tell", _("To be told")
    BEFORE = "before", _("Lay before the date was watched, entered or moved")
    SKIPPED = "skipped", _("Overtaken by a newer step")
    SETTLED = "settled", _("Settled before it was told")
    SILENCED = "silenced", _("The person wants no mail about this kind")


class ToldAs(models.TextChoices):
    """Why a date is told to this person."""

    OWNER = "owner", _("keeps it")
    HANDED = "handed", _("it was handed to them")
    SUBSTITUTE = "substitute", _("stands in for the keeper")
    UNIT = "unit", _("coordinates the unit")
    OFFICE = "office", _("nobody else keeps it")
    HEAD = "head", _("heads the unit in which it is overdue")
    ESCALATED = "escalated", _("it has been overdue for long")


class Rhythm(models.TextChoices):
    DAILY = "daily", _("Every working day")
    WEEKLY = "weekly", _("Once a week")


class Weekday(models.IntegerChoices):
    """As ``date.weekday`` counts."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class HandedOutcome(models.TextChoices):
    """What became of one thing of a hand-over."""

    PLANNED = "planned", _("Planned")
    DONE = "done", _("Handed over")
    STAYED = "stayed", _("Stayed as it was")
    RETURNED = "returned", _("Handed back")

    given = nonmember(("planned", "done"))


class FeedScope(models.TextChoices):
    """Which dates an address of a person's calendar gives."""

    OWN = "own", _("My dates")
    UNITS = "units", _("Dates of my units")
