"""The rights of work plans and activities, by the names the room asks for them. Roles: ``accounts.roles``."""

VIEW, CHANGE = "cooperation.view_activity", "cooperation.change_activity"
OVERRIDE = "cooperation.override_restriction"
IMPORT, EXPORT = "cooperation.import_activity", "cooperation.export_activity"
HISTORY = "cooperation.view_history"
