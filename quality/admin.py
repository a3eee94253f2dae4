"""What administrators see of the catalogue: its history. To change it is the quality office’s."""

from core.admin import register_history_of
from quality.models import Criterion, Process, ProcessStep, ProcessUnit, ProcessVersion

register_history_of(Criterion, Process, ProcessStep, ProcessUnit, ProcessVersion)
