"""What was written to partners about an agreement, on its page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from core.panels import Panel, register
from partners.letters.querysets import WRITE
from partners.models import PartnerMail

SHOWN = 5


def mails_about(agreement: Agreement, user) -> dict | None:
    """The newest mails, and where one writes another; nothing where there is neither."""
    about = PartnerMail.objects.visible_to(user).filter(mailing__kind="agreements", about__contains=[agreement.pk])
    rows = list(about.for_list()[:SHOWN])
    may_write = user.has_perm(WRITE, agreement)
    if not (rows or may_write):
        return None
    write_url = f"{reverse('partners:mailing_create', args=['agreements'])}?row={agreement.pk}" if may_write else ""
    return {"rows": rows, "write_url": write_url}


register(
    Panel(
        page="agreements.agreement",
        name="mails",
        title=_("Correspondence"),
        template_name="agreements/panels/mails_about_agreement.html",
        facts=mails_about,
        right="partners.view_contact",
        order=40,
    )
)
