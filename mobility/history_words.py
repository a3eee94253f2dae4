"""Past tenses of what services do to stays, for the history tab."""

from django.utils.translation import gettext_noop

from core.history import describe

describe("mobility.nominate", gettext_noop("nominated the person"))
describe("mobility.hand_over", gettext_noop("handed it over to another keeper"))
describe("mobility.overbook", gettext_noop("went beyond the agreed number of places"))
