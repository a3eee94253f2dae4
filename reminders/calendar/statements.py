"""The statements of the calendar. ``{watched}`` is the SQL of a question's dates, with its own parameters there."""

from dataclasses import replace

from django.db import connection

from reminders.dates import DateQuestion, Standing
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

# The first few lines of each day, and more dates of the one day that is listed; with each, how many of its day wait and
# how many are put aside. What is alike, and more than so many, is one line: the first of them, with their number. A day
# has its first row even where that one is put aside and not shown.
FIRST_OF_EACH_DAY = f"""{MARKED},
         counted AS (
             SELECT marked.*, COUNT(*) OVER alike AS number, ROW_NUMBER() OVER (alike ORDER BY due_at, object_id) AS nth
               FROM marked
             WINDOW alike AS (PARTITION BY due_on, source, group_key, is_aside)
         ),
         told AS (
             SELECT counted.*, group_key IS NULL OR is_aside OR number <= %s AS is_alone FROM counted
         ),
         placed AS (
             SELECT told.*, ROW_NUMBER() OVER in_order AS place,
                    COUNT(*) FILTER (WHERE nth = 1 OR is_alone) OVER in_order AS line,
                    COUNT(*) FILTER (WHERE NOT is_aside) OVER (PARTITION BY due_on) AS waiting,
                    COUNT(*) FILTER (WHERE is_aside) OVER (PARTITION BY due_on) AS aside
               FROM told
             WINDOW in_order AS (PARTITION BY due_on ORDER BY is_aside, due_at, source, object_id)
         ),
         chosen AS (
             SELECT placed.*, (nth = 1 OR is_alone) AND line <= %s AS is_line, due_on = %s AND place <= %s AS is_listed,
                    %s OR NOT is_aside AS is_shown
               FROM placed
         )
    SELECT waiting, aside, CASE WHEN is_alone THEN 1 ELSE number END, is_line AND is_shown, is_listed AND is_shown,
           source, object_id, due_on, owner_id, unit_id, title, since, page_id, due_at, zone, group_key
      FROM chosen
     WHERE is_line OR is_listed
     ORDER BY due_on, place
"""  # noqa: S608 (names of our own)

TOTALS = f"""{MARKED}
    SELECT COUNT(*) FILTER (WHERE NOT is_aside), COUNT(*) FILTER (WHERE is_aside) FROM marked
"""  # noqa: S608 (names of our own)


class DatesInSQL:
    """The dates of a question, whatever is arranged about them, put into SQL once and read by any of the statements."""

    def __init__(self, question: DateQuestion):
        self._question = replace(question, standing=Standing.ANY)
        self._put_into_sql(self._question)

    def read(self, statement: str, *parameters) -> list[tuple]:
        """The rows of ``statement``, whose own ``parameters`` follow the day; none where the person may read no row."""
        return self._question.around_faults(lambda asked: self._read(asked, statement, parameters))

    def _read(self, question: DateQuestion, statement: str, parameters: tuple) -> list[tuple]:
        if question is not self._question:
            self._put_into_sql(question)
        if not self._watched:
            return []
        with connection.cursor() as cursor:
            cursor.execute(statement.format(watched=self._watched), [*self._parameters, question.on, *parameters])
            return cursor.fetchall()

    def _put_into_sql(self, question: DateQuestion):
        self._question = question
        self._watched, self._parameters = question.statement() or ("", ())
