import django.db.models.deletion
from django.db import migrations, models


def carry_over(apps, schema_editor):
    """Tags and their history keep their numbers. No entry of history says that they were made anew."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_tag DISABLE TRIGGER USER")
        for name, key in (("Tag", "id"), ("TagEvent", "pgh_id")):
            old, new = apps.get_model("agreements", name)._meta, apps.get_model("core", name)._meta
            columns = ", ".join(f'"{field.column}"' for field in new.concrete_fields)
            cursor.execute(f"INSERT INTO {new.db_table} ({columns}) SELECT {columns} FROM {old.db_table}")
            highest = f"SELECT COALESCE(MAX({key}), 0) + 1 FROM {new.db_table}"
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{new.db_table}', '{key}'), ({highest}), false)")
        cursor.execute("ALTER TABLE core_tag ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0021_proposals_know_their_condition"),
        ("core", "0008_tags_of_all_rooms"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="tagging",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="taggings",
                to="core.tag",
                verbose_name="tag",
            ),
        ),
        migrations.AlterField(
            model_name="taggingevent",
            name="tag",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="core.tag",
                verbose_name="tag",
            ),
        ),
        migrations.DeleteModel(name="TagEvent"),
        migrations.DeleteModel(name="Tag"),
    ]
