"""Past tenses of what services do to networks, for the history tab."""

from django.utils.translation import gettext_noop

from core.history import describe

describe("network.add", gettext_noop("entered it"))
describe("network.change", gettext_noop("changed it"))
describe("network.member", gettext_noop("entered a member"))
describe("network.member_change", gettext_noop("changed a member"))
describe("network.member_remove", gettext_noop("took a member out"))
describe("network.count", gettext_noop("noted how many there are"))
describe("network.contact", gettext_noop("entered who of us looks after it"))
describe("network.offer", gettext_noop("entered a joint offer"))
describe("network.hand_over", gettext_noop("handed over who is our contact"))
describe("network.count_change", gettext_noop("put a number right"))
describe("network.count_remove", gettext_noop("took a number out"))
describe("network.contact_change", gettext_noop("changed who of us looks after it"))
describe("network.contact_remove", gettext_noop("took out who of us looks after it"))
describe("network.offer_change", gettext_noop("changed a joint offer"))
describe("network.offer_remove", gettext_noop("took a joint offer out"))
describe("network.offer_partner", gettext_noop("entered who gives a joint offer"))
describe("network.offer_partner_change", gettext_noop("changed who coordinates a joint offer"))
describe("network.offer_partner_remove", gettext_noop("took out who gives a joint offer"))
describe("network.document", gettext_noop("kept a document"))
describe("network.document_change", gettext_noop("changed a document"))
describe("network.document_remove", gettext_noop("removed a document"))
describe("network.import", gettext_noop("took members in from a spreadsheet"))
