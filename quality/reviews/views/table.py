"""The action-plan table of a review, as a page and as a file to send to the agency."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from core.exports import rows_response
from core.views.details import ObjectPage
from quality.followups.page import FollowUpPage
from quality.models import FollowUp
from quality.querysets import VIEW
from quality.reviews.papers import table_paper
from quality.reviews.table import headings, table_of
from quality.reviews.views.reviewers import OfReview

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class TableView(OfReview, FollowUpPage):
    template_name = "quality/reviews/table.html"
    tab = "findings"

    def get_context_data(self, **kwargs):
        rows = table_of(self.object, self.request.user)
        return super().get_context_data(rows=rows, headings=headings(), **kwargs)


class TableFileView(OfReview, ObjectPage, SingleObjectMixin, View):
    """XLSX, DOCX or PDF, for who may read the page."""

    model = FollowUp
    right = VIEW

    def get_queryset(self):
        return super().get_queryset().select_related("process", "unit", "owner", "review")

    def get(self, request, *args, **kwargs):
        review, file_format = self.get_object(), self.kwargs["file_format"]
        if file_format == "xlsx":
            rows = (row.cells for row in table_of(review, request.user))
            return rows_response(_("Action plan"), headings(), rows, file_format="xlsx")
        if file_format not in TYPES:
            raise Http404
        disposition = f'attachment; filename="action-plan-{review.pk}.{file_format}"'
        headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}
        content = table_paper(review, request.user, file_format=file_format)
        return HttpResponse(content, content_type=TYPES[file_format], headers=headers)
