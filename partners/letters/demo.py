"""The demonstration's mailing: the office told partners about nominations; nearly all of it arrived."""

from core.errors import PortalError
from partners.enums import MailPurpose
from partners.factsheets.answers import Answer, answer_factsheet
from partners.letters.recipients import plan_of
from partners.letters.supplied import supply_templates
from partners.letters.writing import begin_mailing, change_mailing, send_mailing
from partners.models import Contact, FactsheetLink, Institution, Mailing, MailTemplate
from partners.services import update_institution
from reminders.enums import MailState, MailTrouble
from reminders.models import OutgoingMail
from reminders.post.outbox import give_up_mail, note_sent, note_trouble

PARTNERS = 12
RESTRICTED = ("BY", "RU")  # by DD-06: nobody writes to them about nominations
KNOWN = {
    "teaching_periods": "Autumn: 1 September – 31 January\nSpring: 15 February – 30 June",
    "nomination_windows": "Autumn: by 30 April\nSpring: by 31 October",
    "application_windows": "Autumn: by 31 May\nSpring: by 30 November",
    "teaching_languages": "English B2; a beginners’ course in the language of the country is offered.",
    "course_catalogue": "https://www.example.org/courses",
    "housing": "Rooms in halls are given out in the order of applications.",
    "transcripts": "Within five weeks after the end of the examinations.",
}
LAST_DAY = "Last day: 15 April for the autumn, 15 October for the spring"
ADDRESS = "Nominate by an answer to this mail."
UNKNOWN = "550 5.1.1 The mailbox you wrote to does not exist"


def build_mailings(officer) -> str:
    """One mailing with every fate, and a draft."""
    supply_templates()
    template = MailTemplate.objects.in_use().filter(purpose=MailPurpose.NOMINATIONS).first()
    reached = Contact.objects.exclude(email="").exclude(institution__country__in=RESTRICTED)
    keys = list(dict.fromkeys(reached.order_by("institution__sort_key").values_list("institution", flat=True)))[
        :PARTNERS
    ]
    if template is None or not keys:
        raise PortalError("There is nobody to write to.")
    mailing = begin_mailing("partners", keys, actor=officer, template=template, role="nominations")
    words = mailing.body.replace("Last day: …", LAST_DAY).replace("Nominate here: …", ADDRESS)
    mailing = change_mailing(mailing, actor=officer, body=words)
    send_mailing(mailing, actor=officer, to=[each.key for each in plan_of(mailing, officer).recipients])
    _let_most_arrive(mailing, officer)
    begin_mailing("partners", keys[:3], actor=officer, template=template)
    return f"{mailing.mails.count()} mails to partners, {_ask_for_factsheets(keys, officer)} factsheets asked for"


def _let_most_arrive(mailing: Mailing, officer):
    *others, unknown, given_up = OutgoingMail.objects.filter(to_partner__mailing=mailing).order_by("pk")
    for mail in others:
        note_sent(mail)
    for mail in (unknown, given_up):
        OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENDING)
        note_trouble(mail, MailTrouble.REFUSED, UNKNOWN)
    give_up_mail(given_up, actor=officer)


def _say_what_is_known(keys: list[int], officer):
    """What the office noted of last year's factsheets."""
    for partner in Institution.objects.filter(pk__in=keys[:6]):
        update_institution(partner, actor=officer, **KNOWN)


def _ask_for_factsheets(keys: list[int], officer) -> int:
    """Three partners are asked; one answers with corrections that wait, one that everything is right."""
    _say_what_is_known(keys, officer)
    template = MailTemplate.objects.in_use().filter(purpose=MailPurpose.FACTSHEET).first()
    mailing = begin_mailing("partners", keys[:3], actor=officer, template=template)
    send_mailing(mailing, actor=officer, to=[each.key for each in plan_of(mailing, officer).recipients])
    for mail in OutgoingMail.objects.filter(to_partner__mailing=mailing):
        note_sent(mail)
    corrected, confirmed, *_open = FactsheetLink.objects.order_by("pk").select_related("contact")
    contact = corrected.contact
    changed = {"phone": "+46 455 00 00 00", "partner_unit": "International Relations"}
    desk = {"name": "Incoming students desk", "role": "nominations", "email": "incoming@example.org"}
    answer = Answer(
        by="Head of International Relations",
        remark="The old telephone number is switched off in spring.",
        facts={
            "website": "https://www.example.org/exchange",
            "street": "Main street 1",
            "application_windows": "Autumn: by 15 May\nSpring: by 15 October",
        },
        contacts={contact.pk: changed} if contact else {},
        new=[desk | {"partner_unit": "", "phone": ""}],
    )
    answer_factsheet(corrected, answer)
    answer_factsheet(confirmed, Answer(by="Exchange coordinator"))
    return mailing.mails.count()
