"""The statements of the sweep. ``{watched}`` is the SQL of one source's rows, with its own parameters in that place."""

from reminders.keepers import HEADS_SQL, KEEPERS_SQL, REACHED_SQL
from reminders.kinds import ESCALATION_REPEATS_DAYS

WATCHED = "watched (source, object_id, due_on, owner_id, unit_id, title, since, page_id, due_at, zone, group_key)"

# What people have arranged about a date holds for that very date: a moved one is due again.
DATED = """
    dated AS (
        SELECT watched.source, watched.object_id, watched.due_on, watched.owner_id, watched.unit_id,
               arrangement.keeper_id,
               CASE WHEN arrangement.due_on = watched.due_on THEN arrangement.rests_until END AS rests_until,
               GREATEST(watched.since, schedule.started_on, sighting.owed_from) AS owed_from
          FROM schedule
          CROSS JOIN watched
          LEFT JOIN reminders_arrangement arrangement
                 ON arrangement.source = watched.source AND arrangement.object_id = watched.object_id
          LEFT JOIN reminders_sighting sighting
                 ON sighting.source = watched.source AND sighting.object_id = watched.object_id
         WHERE arrangement.due_on IS DISTINCT FROM watched.due_on
            OR NOT (arrangement.is_not_needed OR COALESCE(arrangement.rests_until > schedule.day, false))
    )
"""

NOTICE = "(source, object_id, due_on, lead, recipient_id, told_as, instead_of_id, fate, created_at)"

# New dates and moved ones. A step whose new day had passed by the last sweep counts as told.
SIGHTINGS = f"""
    WITH today AS (SELECT %s::date AS day),
         {WATCHED} AS ({{watched}}),
         news AS (
             SELECT watched.source, watched.object_id, watched.due_on
               FROM watched
               LEFT JOIN reminders_sighting known
                      ON known.source = watched.source AND known.object_id = watched.object_id
              WHERE known.id IS NULL OR known.due_on <> watched.due_on OR known.gone_on IS NOT NULL
         )
    INSERT INTO reminders_sighting AS known (source, object_id, due_on, moves, seen_at)
    SELECT source, object_id, due_on, 0, now() FROM news
        ON CONFLICT ON CONSTRAINT sighting_once DO UPDATE
       SET due_on = EXCLUDED.due_on,
           moved_from = CASE WHEN known.due_on <> EXCLUDED.due_on THEN known.due_on ELSE known.moved_from END,
           owed_from = CASE WHEN known.due_on <> EXCLUDED.due_on
                            THEN (SELECT LEAST(day, %s::date + 1) FROM today) ELSE known.owed_from END,
           moves = known.moves + 1,
           gone_on = NULL,
           seen_at = now()
"""  # noqa: S608 (the parts are ours and Django's own)

GONE = f"""
    WITH today AS (SELECT %s::date AS day),
         {WATCHED} AS ({{watched}})
    UPDATE reminders_sighting known
       SET gone_on = today.day, moves = known.moves + 1, seen_at = now()
      FROM today
     WHERE known.source = %s AND known.gone_on IS NULL
       AND NOT EXISTS (SELECT 1 FROM watched WHERE watched.object_id = known.object_id)
"""  # noqa: S608 (the parts are ours and Django's own)

# The step of a date: the smallest lead that is not smaller than the days left, or the end of a rest that came later.
STEPS = f"""
    WITH schedule AS (
             SELECT %s::date AS day, %s::varchar AS office, %s::int[] AS leads, %s::date AS started_on,
                    %s::date AS swept_on
         ),
         today AS (SELECT day, office FROM schedule),
         {WATCHED} AS ({{watched}}),
         {DATED},
         {REACHED_SQL},
         steps AS (
             SELECT dated.*, LEAST(leads[WIDTH_BUCKET(due_on - day - 1, leads) + 1],
                                   CASE WHEN rests_until <= day THEN due_on - rests_until END) AS lead
               FROM dated
               CROSS JOIN schedule
         ),
         {KEEPERS_SQL},
         noted AS (
             INSERT INTO reminders_notice {NOTICE}
             SELECT source, object_id, due_on, lead, kept.recipient_id, kept.told_as, kept.instead_of_id,
                    CASE WHEN due_on - lead < owed_from THEN 'before' ELSE 'to_tell' END, now()
               FROM steps
               JOIN kept USING (object_id)
              WHERE lead IS NOT NULL
                 ON CONFLICT DO NOTHING
             RETURNING object_id, lead, recipient_id, told_as, instead_of_id, fate
         ),
         overtaken AS (
             INSERT INTO reminders_notice {NOTICE}
             SELECT source, object_id, due_on, missed.lead, noted.recipient_id, noted.told_as, noted.instead_of_id,
                    'skipped', now()
               FROM noted
               JOIN steps USING (object_id)
               CROSS JOIN schedule
               CROSS JOIN LATERAL UNNEST(leads) AS missed (lead)
              WHERE noted.fate = 'to_tell' AND missed.lead > noted.lead
                AND due_on - missed.lead > swept_on AND due_on - missed.lead >= owed_from
                 ON CONFLICT DO NOTHING
         )
    SELECT COUNT(*) FROM noted WHERE fate = 'to_tell'
"""  # noqa: S608 (the parts are ours and Django's own)

# The head is told once; the office at its turn and every four weeks after it, for as long as the date waits.
ESCALATIONS = f"""
    WITH schedule AS (
             SELECT %s::date AS day, %s::varchar AS office, %s::int AS head_after, %s::int AS office_after,
                    %s::date AS started_on
         ),
         today AS (SELECT day, office FROM schedule),
         {WATCHED} AS ({{watched}}),
         {DATED},
         {REACHED_SQL},
         {HEADS_SQL},
         raised AS (
             SELECT dated.*, -head_after AS lead, recipient_id, instead_of_id, 'head' AS told_as
               FROM dated
               CROSS JOIN schedule
               JOIN heads USING (unit_id)
              WHERE day - due_on >= head_after
             UNION ALL
             SELECT dated.*,
                    due_on - day + (day - due_on - office_after) %% {ESCALATION_REPEATS_DAYS},
                    recipient_id, instead_of_id, 'escalated'
               FROM dated
               CROSS JOIN schedule
               CROSS JOIN office
              WHERE day - due_on >= office_after
         ),
         noted AS (
             INSERT INTO reminders_notice {NOTICE}
             SELECT source, object_id, due_on, lead, recipient_id, told_as, instead_of_id,
                    CASE WHEN due_on - lead < owed_from THEN 'before' ELSE 'to_tell' END, now()
               FROM raised
                 ON CONFLICT DO NOTHING
             RETURNING fate
         )
    SELECT COUNT(*) FROM noted WHERE fate = 'to_tell'
"""  # noqa: S608 (the parts are ours and Django's own)
