"""Past tenses of what services do to partners, for the history tab."""

from django.utils.translation import gettext_noop

from core.history import describe

describe("institution.merge", gettext_noop("merged two partners that are one"))
describe("institution.unmerge", gettext_noop("took a merger back"))
describe("institution.close", gettext_noop("said that it has closed"))
describe("institution.reopen", gettext_noop("opened it again"))
describe("duplicate.dismiss", gettext_noop("said that two partners are not the same"))
describe("duplicate.take_up", gettext_noop("took a possible duplicate up again"))
describe("partner.tags", gettext_noop("changed its tags"))
describe("contact.save", gettext_noop("entered a contact"))
describe("contact.remove", gettext_noop("removed a contact"))
describe("assessment.hand_over", gettext_noop("handed it over"))
describe("assessment.decision", gettext_noop("gave one of the decisions it needs"))
describe("restriction.set_aside", gettext_noop("set a restriction aside"))
describe("restriction.hold_again", gettext_noop("let a restriction hold again"))
describe("request.receive", gettext_noop("sent it by the form on the public site"))
describe("request.propose", gettext_noop("proposed it"))
describe("request.place", gettext_noop("said which partner it is, and for which unit"))
