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
