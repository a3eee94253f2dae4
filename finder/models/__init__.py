from finder.models.guidelines import Guideline, GuidelineFile
from finder.models.scheme_links import SchemeLink

__all__ = ["Guideline", "GuidelineFile", "SchemeLink"]
