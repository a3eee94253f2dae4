"""What waits for somebody's decision in the quality room; each subject declares its own."""

from quality.actions.decisions import register_decisions as register_actions
from quality.followups.decisions import register_decisions as register_follow_ups

register_actions()
register_follow_ups()
