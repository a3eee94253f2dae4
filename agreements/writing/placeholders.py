"""What a mail about agreements can say of them. A mail to one address about several names them all."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import Agreement
from core.placeholders import Placeholder
from partners.letters.kinds import Groups
from partners.letters.subjects import MailSubject, day_in_words


def each(value: Callable[[Agreement], object]) -> Callable[[MailSubject], str]:
    """The values of the agreements, one after the other, each once; "" as soon as one has none."""

    def joined(subject: MailSubject) -> str:
        values = [str(value(agreement) or "") for agreement in subject.things]
        return ", ".join(dict.fromkeys(values)) if all(values) else ""

    return joined


def last_day(agreement: Agreement) -> str:
    return _("no end date") if agreement.is_open_ended else day_in_words(agreement.ends_on)


GROUPS: Groups = (
    (
        gettext_lazy("The agreement (in mails about agreements)"),
        (
            Placeholder(
                "agreement_title",
                gettext_lazy("Title of the agreement"),
                gettext_lazy("Erasmus+ agreement with Lodz"),
                each(lambda agreement: agreement.title),
            ),
            Placeholder(
                "agreement_kind",
                gettext_lazy("Kind of agreement"),
                gettext_lazy("Memorandum of Understanding"),
                each(lambda agreement: agreement.get_kind_display()),
            ),
            Placeholder(
                "registration_number",
                gettext_lazy("Registration number"),
                "BTH-1.2.1-0029-2014",
                each(lambda agreement: agreement.number),
            ),
            Placeholder(
                "starts_on",
                gettext_lazy("First day"),
                "1 September 2027",
                each(lambda agreement: day_in_words(agreement.starts_on)),
            ),
            Placeholder("ends_on", gettext_lazy("Last day"), "31 August 2029", each(last_day)),
            Placeholder(
                "notice_on",
                gettext_lazy("Last day to give notice"),
                "1 September 2028",
                each(lambda agreement: day_in_words(agreement.notice_on)),
            ),
            Placeholder(
                "our_unit",
                gettext_lazy("The responsible unit"),
                "Department of Computer Science",
                each(lambda agreement: agreement.responsible_unit),
            ),
            Placeholder(
                "coordinator_name",
                gettext_lazy("Our coordinator"),
                "Bo Ek",
                each(lambda agreement: agreement.coordinator),
            ),
            Placeholder(
                "coordinator_email",
                gettext_lazy("E-mail address of our coordinator"),
                "bo.ek@bth.se",
                each(lambda agreement: getattr(agreement.coordinator, "email", "")),
            ),
        ),
    ),
)
