"""Why two institutions may be one, in words."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reference.erasmus_codes import display


class ReasonKind(models.TextChoices):
    """What two institutions have in common."""

    CODE = "code", gettext_lazy("the same code")
    WEBSITE = "website", gettext_lazy("the same website")
    NAME = "name", gettext_lazy("nearly the same name")
    OTHER_NAME = "other_name", gettext_lazy("another name")
    INITIALS = "initials", gettext_lazy("its initials")


@dataclass(frozen=True, slots=True)
class Reason:
    """``text`` is what agrees: the code, the host, the name it was found by."""

    kind: str
    text: str

    @property
    def sentence(self) -> str:
        return {
            ReasonKind.CODE: _("It has, or had, the code %(text)s."),
            ReasonKind.WEBSITE: _("It has the same website: %(text)s."),
            ReasonKind.NAME: _("It is called nearly the same."),
            ReasonKind.OTHER_NAME: _("It is also called “%(text)s”."),
            ReasonKind.INITIALS: _("These are the initials of “%(text)s”."),
        }[ReasonKind(self.kind)] % {"text": display(self.text) if self.kind == ReasonKind.CODE else self.text}

    def as_json(self) -> dict[str, str]:
        return {"kind": str(self.kind), "text": self.text}
