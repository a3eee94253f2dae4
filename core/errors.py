"""Refusals the portal speaks in whole sentences."""


class PortalError(Exception):
    """Something a person asked for cannot be done; ``sentence`` says why, in their language."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(str(sentence))


class TransitionRefused(PortalError):
    """A workflow move is not possible now; ``reasons`` holds one sentence each."""

    def __init__(self, reasons):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


class ChangedElsewhere(PortalError):
    """Somebody has changed the row since the person looked at it."""


class ConfirmationMissing(PortalError):
    """It is possible, but means more than was asked for: it wants a yes first."""


class FileRefused(PortalError):
    """The file somebody sent is not accepted; a form says so beside its field."""


class RightMissing(PortalError):
    """The person has too few rights for what they asked."""
