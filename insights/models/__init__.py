from insights.models.findings import Finding
from insights.models.home import HomeFigures
from insights.models.kpis import Kpi, KpiFigure
from insights.models.numbers import UniversityNumber
from insights.models.pins import Pin
from insights.models.reports import MadeReport, ReportSchedule

__all__ = ["Finding", "HomeFigures", "Kpi", "KpiFigure", "MadeReport", "Pin", "ReportSchedule", "UniversityNumber"]
