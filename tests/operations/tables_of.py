"""What a database consists of, whatever version its server has: names of everything, and the types of columns."""

SHAPE = """
    SELECT 'column', table_name, column_name, data_type || ' ' || is_nullable
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'index', tablename, indexname, '' FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, contype::text
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, '' FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', '', proname, '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def shape(cursor) -> set[tuple[str, str, str, str]]:
    cursor.execute(SHAPE)
    return set(cursor.fetchall())
