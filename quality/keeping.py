"""What a person keeps in the quality room; what is over is history and stays."""

from quality.actions.keeping import register_kept as register_actions
from quality.catalogue.keeping import register_kept as register_processes
from quality.followups.keeping import register_kept as register_follow_ups

register_actions()
register_processes()
register_follow_ups()
