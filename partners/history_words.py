"""Past tenses of what services do to partners, for the history tab."""

from django.utils.translation import gettext_noop

from core.history import describe

describe("contact.save", gettext_noop("entered a contact"))
describe("contact.remove", gettext_noop("removed a contact"))
