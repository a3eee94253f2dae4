"""The database's own word on adopted reports: what they say stays."""

import pgtrigger

from quality.enums import ReportState


class KeepsWhatIsAdopted(pgtrigger.Trigger):
    """Refuse to delete an adopted report, or to write what it says anew, as a check violation."""

    def __init__(self):
        super().__init__(
            name="keeps_what_is_adopted",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            condition=pgtrigger.Q(old__state=ReportState.ADOPTED.value),
            func="""
                IF TG_OP = 'DELETE' OR NEW.frozen IS DISTINCT FROM OLD.frozen OR NEW.sha256 <> OLD.sha256
                        OR NEW.academic_year <> OLD.academic_year THEN
                    RAISE EXCEPTION 'an adopted report stays as it is'
                          USING ERRCODE = 'check_violation', CONSTRAINT = 'quality_report_adopted_is_kept', TABLE = TG_TABLE_NAME;
                END IF;
                RETURN NEW;
            """,  # noqa: E501 (a break would be another trigger to the database)
        )


class StaysAsAdopted(pgtrigger.Trigger):
    """Refuse to write the texts of an adopted report, as a check violation."""

    def __init__(self):
        super().__init__(
            name="stays_as_adopted",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            func=f"""
                IF EXISTS (SELECT 1 FROM quality_qualityreport
                            WHERE id = COALESCE(NEW.report_id, OLD.report_id) AND state = '{ReportState.ADOPTED.value}') THEN
                    RAISE EXCEPTION 'texts of an adopted report stay as they are'
                          USING ERRCODE = 'check_violation', CONSTRAINT = 'report_block_stays_as_adopted', TABLE = TG_TABLE_NAME;
                END IF;
                IF TG_OP = 'DELETE' THEN
                    RETURN OLD;
                END IF;
                RETURN NEW;
            """,  # noqa: E501, S608 (the state is ours)
        )
