"""Past tenses of what services do to agreements, for the history tab."""

from django.utils.translation import gettext_noop

from core.history import describe

describe("agreement.publish", gettext_noop("put it on the public site"))
describe("agreement.unpublish", gettext_noop("took it off the public site"))
describe("agreement.renew_by_itself", gettext_noop("renewed by its own terms"))
describe("disposal.decide", gettext_noop("decided on what is kept"))
describe("agreement.number", gettext_noop("gave it its registration number"))
describe("agreement.turn", gettext_noop("noted whose turn it is"))
describe("agreement.conditions", gettext_noop("changed the conditions"))
describe("document.attach", gettext_noop("attached a document"))
describe("document.replace", gettext_noop("attached a new version of a document"))
describe("document.change", gettext_noop("changed what is said about a document"))
describe("document.review", gettext_noop("reviewed a document"))
describe("document.remove", gettext_noop("removed a document"))
describe("agreement.succession", gettext_noop("moved it to the partner’s successor"))
describe("agreement.hand_over", gettext_noop("handed it over"))
describe("agreement.tags", gettext_noop("changed its tags"))
describe("agreement.approve_step", gettext_noop("approved it and passed it on"))
describe("agreement.start_anew", gettext_noop("changed a term and started the approval anew"))
describe("agreement.signatures", gettext_noop("recorded who signed"))
describe("agreement.negotiation", gettext_noop("wrote into the negotiation log"))
describe("agreement.negotiation_corrected", gettext_noop("corrected an entry of the negotiation log"))
describe("letter_template.create", gettext_noop("uploaded the template"))
describe("letter_template.version", gettext_noop("uploaded a new version of the template"))
describe("letter_template.change", gettext_noop("changed what is said about the template"))
describe("letter_template.retire", gettext_noop("took the template out of use"))
describe("letter_template.restore", gettext_noop("took the template into use again"))
