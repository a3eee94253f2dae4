"""The database's own word on what was signed: it is neither deleted nor rewritten."""

import pgtrigger

from mobility.learning.enums import VersionState


class KeepsWhatAllSigned(pgtrigger.Trigger):
    """Refuse to delete a version that all three signed (KA131-53), as a check violation."""

    def __init__(self):
        super().__init__(
            name="keeps_what_all_signed",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Q(old__signed_at__isnull=False),
            func="""
                RAISE EXCEPTION 'a learning agreement that all have signed is not deleted'
                      USING ERRCODE = 'check_violation', CONSTRAINT = 'learning_version_signed_is_kept', TABLE = TG_TABLE_NAME;
            """,  # noqa: E501 (a break would be another trigger to the database)
        )


class StaysAsSigned(pgtrigger.Trigger):
    """Refuse to write components of a version that somebody has signed, as a check violation."""

    def __init__(self):
        editable = ", ".join(f"'{state}'" for state in VersionState.editable)
        super().__init__(
            name="stays_as_signed",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"""
                IF EXISTS (SELECT 1 FROM mobility_learningagreementversion
                            WHERE id = COALESCE(NEW.version_id, OLD.version_id) AND state NOT IN ({editable})) THEN
                    RAISE EXCEPTION 'components stay as they were signed'
                          USING ERRCODE = 'check_violation', CONSTRAINT = 'learning_component_stays_as_signed', TABLE = TG_TABLE_NAME;
                END IF;
                IF TG_OP = 'DELETE' THEN
                    RETURN OLD;
                END IF;
                RETURN NEW;
            """,  # noqa: E501, S608 (the states are ours)
        )
