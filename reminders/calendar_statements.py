"""The statements of the calendar. ``{watched}`` is the SQL of a question's dates, with its own parameters there."""

from reminders.sweep_statements import WATCHED

# The dates of a question, each with whether somebody has put it aside.
MARKED = f"""
    WITH {WATCHED} AS ({{watched}}),
         marked AS (
             SELECT watched.*, arrangement.id IS NOT NULL AS is_aside
               FROM watched
               LEFT JOIN reminders_arrangement arrangement
                      ON arrangement.source = watched.source AND arrangement.object_id = watched.object_id
                     AND arrangement.due_on = watched.due_on
                     AND (arrangement.is_not_needed OR arrangement.rests_until > %s)
         )
"""  # noqa: S608 (names of our own)

COUNTS = f"""{MARKED}
    SELECT due_on, COUNT(*) FILTER (WHERE NOT is_aside), COUNT(*) FILTER (WHERE is_aside)
      FROM marked
     GROUP BY due_on
"""  # noqa: S608 (names of our own)

FIRST_OF_EACH_DAY = f"""{MARKED},
         placed AS (
             SELECT marked.*,
                    ROW_NUMBER() OVER (PARTITION BY due_on ORDER BY is_aside, due_at, source, object_id) AS place
               FROM marked
              WHERE %s OR NOT is_aside
         )
    SELECT source, object_id, due_on, owner_id, unit_id, title, since, page_id, due_at, zone
      FROM placed
     WHERE place <= %s
     ORDER BY due_on, place
"""  # noqa: S608 (names of our own)
