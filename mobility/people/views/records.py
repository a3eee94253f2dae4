"""What was read and what left the portal: two lists for the office and the auditor."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.paging import page_of
from core.views.rights import RightRequired
from mobility.models import PersonalExport, SensitiveReading
from mobility.people.enums import Sensitive
from mobility.people.views.persons import crumbs

VIEW_READINGS = "mobility.view_readings"
ON_A_PAGE = 50


class _Records(RightRequired, TemplateView):
    """Newest first, page by page; nobody changes or deletes a row."""

    right = VIEW_READINGS
    rows = None

    def get_context_data(self, **kwargs):
        rows = self.get_rows()
        page = page_of(rows.count(), self.request.GET.get("page", ""), self.request.GET, ON_A_PAGE)
        shown = list(rows[max(page.first - 1, 0) : page.last])
        return super().get_context_data(rows=shown, page=page, crumbs=crumbs(), **kwargs)


class ReadingListView(_Records):
    template_name = "mobility/people/reading_list.html"

    def get_rows(self):
        return SensitiveReading.objects.select_related("reader", "participant")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(title=_("Readings of sensitive data"), **kwargs)
        words = dict(Sensitive.choices)
        context["rows"] = [(row, words.get(row.subject, row.subject)) for row in context["rows"]]
        return context


class PersonalExportListView(_Records):
    template_name = "mobility/people/export_list.html"

    def get_rows(self):
        return PersonalExport.objects.select_related("made_by", "participant")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("Exports of people’s data"), readings_url=reverse("mobility:reading_list"), **kwargs
        )
