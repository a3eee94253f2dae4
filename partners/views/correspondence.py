"""The tab "Correspondence" of a partner: when who wrote what to whom there, and what became of it."""

from django.urls import reverse
from django.utils.http import urlencode

from core.paging import page_of
from partners.letters.kinds import within_reach
from partners.letters.querysets import WRITE
from partners.models import PartnerMail
from partners.views.details import InstitutionPage

ROWS_ON_A_PAGE = 50


class CorrespondenceView(InstitutionPage):
    template_name = "partners/letters/correspondence.html"
    tab = "correspondence"
    panel_page = ""
    object_right = "partners.view_contact"

    def get_context_data(self, **kwargs):
        user, query = self.request.user, self.request.GET
        visible = PartnerMail.objects.visible_to(user).filter(institution=self.object)
        page = page_of(visible.count(), query.get("page", ""), query, ROWS_ON_A_PAGE)
        rows = visible.for_list().order_by("-pk")[max(page.first - 1, 0) : page.last]
        return super().get_context_data(rows=list(rows), page=page, write_url=self._write_url(), **kwargs)

    def _write_url(self) -> str:
        """Where one writes to it, for those who may."""
        user, partner = self.request.user, self.object
        may = user.has_perm(WRITE) and not partner.is_home and partner.pk in within_reach(user, [partner.pk])
        return (
            f"{reverse('partners:mailing_create', args=['partners'])}?{urlencode({'row': partner.pk})}" if may else ""
        )
