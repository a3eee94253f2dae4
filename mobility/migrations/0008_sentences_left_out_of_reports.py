import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.migration_operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('mobility', '0007_bips_on_the_public_site'),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name='reportanswer',
                    name='insert_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='reportanswer',
                    name='update_update',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='reportanswer',
                    name='delete_delete',
                ),
                migrations.AddField(
                    model_name='reportanswer',
                    name='left_out',
                    field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None, verbose_name='sentences left out'),
                ),
                migrations.AddField(
                    model_name='reportanswerevent',
                    name='left_out',
                    field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None, verbose_name='sentences left out'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportanswer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportanswerevent" ("id", "left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "rating", "report_id", "text") SELECT new_values."id", new_values."left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."question_id", new_values."rating", new_values."report_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ed0437a2124c97acfca8980325a77e46c586d49b', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ca5c9', referencing='REFERENCING NEW TABLE AS new_values ', table='mobility_reportanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportanswer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportanswerevent" ("id", "left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "rating", "report_id", "text") SELECT new_values."id", new_values."left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."question_id", new_values."rating", new_values."report_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bc24efc02e981946224216f1e6115feb78c48cc2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2624f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mobility_reportanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='reportanswer',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportanswerevent" ("id", "left_out", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "rating", "report_id", "text") SELECT old_values."id", old_values."left_out", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."question_id", old_values."rating", old_values."report_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='68ab903341db0632865010439ee2a2933f5f8a74', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_081f6', referencing='REFERENCING OLD TABLE AS old_values ', table='mobility_reportanswer', when='AFTER')),
                ),
            ]
        ),
    ]
