import django.db.models as models
from django.conf import settings
from django.db import migrations

from core.migration_operations import Together


def give_to_the_office(apps, schema_editor):
    """Until now every saved mapping was everyone's."""
    apps.get_model("core", "MappingProfile").objects.update(is_shared=True)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_who_reads_a_comment_and_who_is_told"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="mappingprofile", name="mapping_profile_once"),
        Together(
            [
                migrations.AddField(
                    model_name="mappingprofile", name="headings", field=models.JSONField(blank=True, default=list)
                ),
                migrations.AddField(
                    model_name="mappingprofile",
                    name="is_shared",
                    field=models.BooleanField(default=False, verbose_name="for the whole office"),
                ),
            ]
        ),
        migrations.RunPython(give_to_the_office, migrations.RunPython.noop),
        Together(
            [
                migrations.AddConstraint(
                    model_name="mappingprofile",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_shared", True)),
                        fields=("importer", "name"),
                        name="mapping_profile_shared_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="mappingprofile",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_shared", False)),
                        fields=("importer", "name", "created_by"),
                        name="mapping_profile_own_once",
                    ),
                ),
            ]
        ),
    ]
