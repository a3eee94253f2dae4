"""Past tenses of what services do to partners, for the history tab."""

from django.utils.translation import gettext_noop

from core.history import describe

describe("contact.save", gettext_noop("entered a contact"))
describe("contact.remove", gettext_noop("removed a contact"))
describe("assessment.decision", gettext_noop("gave one of the decisions it needs"))
describe("restriction.set_aside", gettext_noop("set a restriction aside"))
describe("restriction.hold_again", gettext_noop("let a restriction hold again"))
