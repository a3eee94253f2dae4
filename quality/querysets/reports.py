"""Who reads and writes which quality reports."""

from django.db import models

from quality.enums import ReportState
from quality.querysets.rights import VIEW, VIEW_ADOPTED, WRITE_REPORT


class QualityReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Adopted ones for all staff; drafts for who writes them and for auditors."""
        if not user.is_authenticated:
            return self.none()
        if user.rights.everywhere(VIEW):
            return self
        return self.filter(state=ReportState.ADOPTED) if user.rights.everywhere(VIEW_ADOPTED) else self.none()

    def editable_by(self, user):
        allowed = user.is_authenticated and user.rights.everywhere(WRITE_REPORT)
        return self.filter(state=ReportState.DRAFT) if allowed else self.none()


class OfReportQuerySet(models.QuerySet):
    """Rows that belong to a report and are read with it."""

    def visible_to(self, user):
        reports = self.model._meta.get_field("report").related_model.objects
        return self.filter(report__in=reports.visible_to(user))
