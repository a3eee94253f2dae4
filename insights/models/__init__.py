from insights.models.home import HomeFigures
from insights.models.kpis import Kpi, KpiFigure
from insights.models.numbers import UniversityNumber

__all__ = ["HomeFigures", "Kpi", "KpiFigure", "UniversityNumber"]
