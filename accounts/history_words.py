"""What the history says of people, units and roles."""

from django.utils.translation import gettext_noop

from core.history import describe

describe("user.create", gettext_noop("added the person"))
describe("user.change", gettext_noop("changed the person"))
describe("user.invite", gettext_noop("sent the invitation"))
describe("user.join", gettext_noop("accepted the invitation"))
describe("unit.save", gettext_noop("changed the unit"))
describe("membership.grant", gettext_noop("gave the role"))
describe("membership.revoke", gettext_noop("took the role away"))
describe("delegation.name", gettext_noop("named a substitute"))
describe("delegation.change", gettext_noop("changed the absence"))
describe("delegation.end", gettext_noop("ended the absence"))
