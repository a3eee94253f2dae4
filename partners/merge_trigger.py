"""The database's own part in mergers: no row ever points at an institution that was merged into another."""

import pgtrigger


class LeadsToSurvivor(pgtrigger.Trigger):
    """Make ``field`` of a new row, or of one that is moved, point at the survivor.

    Somebody may save a contact, or an import a party, in the moment in which its institution is merged: the statement
    waits for the merger (the row is locked for its key, as the foreign key's own check would do) and then goes where
    everything else went.
    """

    when = pgtrigger.Before

    def __init__(self, *, field: str):
        self.field = field
        super().__init__(name=f"{field}_of_survivor", operation=pgtrigger.Insert | pgtrigger.UpdateOf(f"{field}_id"))

    def get_declare(self, model):
        return [("survivor", "bigint")]

    def get_func(self, model):
        table = model._meta.get_field(self.field).related_model._meta.db_table
        column = f"{self.field}_id"
        return f"""
            SELECT merged_into_id INTO survivor FROM "{table}" WHERE id = NEW."{column}" FOR KEY SHARE;
            IF survivor IS NOT NULL THEN
                NEW."{column}" = survivor;
            END IF;
            RETURN NEW;
        """  # noqa: S608 - names of our own models
