from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from partners.enums import AssessmentState
from partners.models import Assessment, Institution, PartnershipRequest


def partner_count(user) -> int:
    return Institution.objects.visible_to(user).partners().count()


def waiting_count(user) -> int:
    return Assessment.objects.visible_to(user).filter(state=AssessmentState.SUBMITTED).count()


def open_request_count(user) -> int:
    return PartnershipRequest.objects.visible_to(user).open().count()


register(
    Entry(
        label=_("Partners"),
        url_name="partners:institution_list",
        group=Group.WORK,
        right="partners.view_institution",
        order=30,
        count=partner_count,
    )
)
register(
    Entry(
        label=_("Assessments"),
        url_name="partners:assessment_list",
        group=Group.WORK,
        right="partners.view_assessment",
        order=35,
        count=waiting_count,
    )
)
register(
    Entry(
        label=_("Mail to partners"),
        url_name="partners:mailing_list",
        group=Group.WORK,
        right="partners.write_to_partner",
        order=37,
    )
)
register(
    Entry(
        label=_("Requests"),
        url_name="partners:request_list",
        group=Group.WORK,
        right="partners.view_request",
        order=36,
        count=open_request_count,
        count_words=_("not answered"),
    )
)
