"""Who reads what insights keeps. Figures name nobody; small groups are hidden where they are shown (LG-09)."""

from django.db import models

VIEW = "insights.view_figures"
CHANGE_NUMBERS = "insights.change_numbers"
VIEW_FINDINGS = "insights.view_findings"


class FiguresQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For everybody on the staff."""
        return self if user.is_authenticated and user.has_perm(VIEW) else self.none()


class KpiQuerySet(FiguresQuerySet):
    pass


class KpiFigureQuerySet(FiguresQuerySet):
    def of_unit(self, unit):
        return self.filter(unit=unit)


class HomeFiguresQuerySet(models.QuerySet):
    def of_reach(self, reach: str):
        """The figures of those who may see the same; None where none were counted."""
        return self.filter(reach=reach).first()


class UniversityNumberQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who enter them: a number of a small unit can tell of few people."""
        allowed = user.is_authenticated and user.rights.everywhere(CHANGE_NUMBERS)
        return self if allowed else self.none()

    editable_by = visible_to

    def for_list(self):
        return self.select_related("unit", "written_by").defer("written_by__search_text", "written_by__search_vector")


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own to mend; the offices and the auditor see all."""
        if not user.is_authenticated or not user.has_perm(VIEW):
            return self.none()
        return self if user.rights.everywhere(VIEW_FINDINGS) else self.filter(owner=user)

    def open(self):
        return self.filter(mended_on__isnull=True)

    def for_list(self):
        return self.select_related("owner").defer("owner__search_text", "owner__search_vector")


class MadeReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Each is its maker's own: it says what they might see."""
        return self.filter(made_for=user) if user.is_authenticated and user.has_perm(VIEW) else self.none()


class ReportScheduleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own."""
        return self.filter(owner=user) if user.is_authenticated and user.has_perm(VIEW) else self.none()

    def due(self, on):
        """Of people who are here."""
        return self.filter(next_on__lte=on, owner__is_active=True)
