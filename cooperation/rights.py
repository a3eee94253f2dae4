"""The rights of the room by the names it asks for them. Roles: ``accounts.roles``."""

VIEW, CHANGE = "cooperation.view_activity", "cooperation.change_activity"
OVERRIDE = "cooperation.override_restriction"
IMPORT, EXPORT = "cooperation.import_activity", "cooperation.export_activity"
HISTORY = "cooperation.view_history"

VIEW_CALL, CHANGE_CALL = "cooperation.view_call", "cooperation.change_call"
VIEW_PROPOSAL, VIEW_EVERY_PROPOSAL = "cooperation.view_proposal", "cooperation.view_every_proposal"
CHANGE_PROPOSAL, EXPORT_PROPOSAL = "cooperation.change_proposal", "cooperation.export_proposal"
APPROVE_PROPOSAL = "cooperation.approve_proposal"
RECORD_RESULT = "cooperation.record_result"
