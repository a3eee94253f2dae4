"""Texts of the office, mailings and their mails, links for factsheets and what came of them."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.one_act_links import hash_of
from partners.factsheets.links import token_of
from partners.models import FactsheetLink, FactsheetProposal, Mailing, MailTemplate, PartnerMail
from reminders.models import OutgoingMail
from tests.partners.factories import InstitutionFactory


class MailTemplateFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Text {number}")
    subject_en = "News for {{ partner_name }}"
    body_en = "Dear {{ contact_name }},\n\nwe write to {{ partner_name }}.\n\n{{ author_name }}"
    subject_sv = "Nytt för {{ partner_name }}"
    body_sv = "Hej {{ contact_name }},\n\nvi skriver till {{ partner_name }} den {{ today }}."

    class Meta:
        model = MailTemplate


class MailingFactory(DjangoModelFactory):
    """A draft about partners; ``written_by`` is nobody unless given."""

    kind = "partners"
    keys = factory.LazyFunction(list)
    template = factory.SubFactory(MailTemplateFactory)
    subject = "News"
    body = "Dear {{ contact_name }}"

    class Meta:
        model = Mailing


class OutgoingMailFactory(DjangoModelFactory):
    """A mail to a partner that waits in the outbox."""

    kind = "partner"
    to_address = "desk@example.org"
    day = factory.LazyFunction(timezone.localdate)
    subject = "News"
    text = "Dear desk"
    message_id = factory.Sequence(lambda number: f"<partners.{number}@example.org>")

    class Meta:
        model = OutgoingMail


class PartnerMailFactory(DjangoModelFactory):
    mailing = factory.SubFactory(MailingFactory, state="sent", sent_at=factory.LazyFunction(timezone.now))
    institution = factory.SubFactory(InstitutionFactory)
    to_name = "Exchange desk"
    mail = factory.SubFactory(OutgoingMailFactory)

    class Meta:
        model = PartnerMail


class FactsheetLinkFactory(DjangoModelFactory):
    """A link that works; its address is ``factsheets.links.token_of`` it."""

    institution = factory.SubFactory(InstitutionFactory)
    to_name = "Ewa Nowak"
    nonce = factory.Sequence(lambda number: f"nonce{number}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=30))

    class Meta:
        model = FactsheetLink

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        link = model_class(*args, **kwargs)
        link.token_hash = hash_of(token_of(link))
        link.save()
        return link


class FactsheetProposalFactory(DjangoModelFactory):
    """A correction of the city that waits for the office."""

    institution = factory.SubFactory(InstitutionFactory)
    link = factory.SubFactory(
        FactsheetLinkFactory,
        institution=factory.SelfAttribute("..institution"),
        answered_at=factory.LazyFunction(timezone.now),
        answered_by="Ewa Nowak",
    )
    kind = "fact"
    field = "city"
    before = factory.LazyAttribute(lambda row: row.institution.city)
    after = "Łódź"

    class Meta:
        model = FactsheetProposal
