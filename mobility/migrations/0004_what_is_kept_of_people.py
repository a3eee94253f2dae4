import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_who_stands_in_for_whom'),
        ('core', '0008_tags_of_all_rooms'),
        ('mobility', '0003_grants_as_kept_and_paid'),
        ('partners', '0008_tags_of_partners'),
        ('reference', '0005_rules_and_whose_rates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Forgetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_by_name', models.CharField(max_length=200, verbose_name='decided by')),
                ('decided_at', models.DateTimeField(auto_now_add=True, verbose_name='decided')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None, verbose_name='participants')),
                ('forgotten_count', models.PositiveIntegerField(default=0, verbose_name='forgotten')),
                ('stay_count', models.PositiveIntegerField(default=0, verbose_name='stays kept without a name')),
            ],
            options={
                'verbose_name': 'protocol of forgetting',
                'verbose_name_plural': 'protocols of forgetting',
                'ordering': ('-decided_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='PersonalExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_by_name', models.CharField(max_length=200, verbose_name='made by')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
                ('title', models.CharField(max_length=200, verbose_name='list')),
                ('filters', models.TextField(blank=True, verbose_name='filters')),
                ('columns', models.TextField(blank=True, verbose_name='columns')),
                ('row_count', models.PositiveIntegerField(verbose_name='rows')),
            ],
            options={
                'verbose_name': "export of people's data",
                'verbose_name_plural': "exports of people's data",
                'ordering': ('-made_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='StayRetention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_local', models.BooleanField(default=False, help_text='Set when somebody changes the row. Take it off and the next load restores the supplied facts.', verbose_name='kept as changed here')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='source')),
                ('confidence', models.CharField(choices=[('sourced', 'From a source'), ('derived', 'Derived from sources'), ('memory', 'From memory, not verified'), ('planned', 'Announced, not yet in force'), ('local', 'Decided here')], default='local', max_length=10, verbose_name='confidence')),
                ('because', models.CharField(choices=[('fallen_through', 'Declined or cancelled nomination'), ('case', 'Stay that took place'), ('records', 'Records of a grant project'), ('records_small', 'Records of a small grant project')], max_length=20, unique=True, verbose_name='what')),
                ('years', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='years')),
                ('most_euro', models.PositiveIntegerField(blank=True, null=True, verbose_name='up to a grant of (euro)')),
                ('rule', models.CharField(blank=True, max_length=20, verbose_name='rule')),
                ('sentence_en', models.CharField(max_length=300, verbose_name='what is said, in English')),
                ('sentence_sv', models.CharField(blank=True, max_length=300, verbose_name='what is said, in Swedish')),
            ],
            options={
                'verbose_name': "retention of people's data",
                'verbose_name_plural': "retention of people's data",
                'ordering': ('because',),
            },
        ),
        migrations.CreateModel(
            name='StayRetentionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('is_local', models.BooleanField(default=False, help_text='Set when somebody changes the row. Take it off and the next load restores the supplied facts.', verbose_name='kept as changed here')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='source')),
                ('confidence', models.CharField(choices=[('sourced', 'From a source'), ('derived', 'Derived from sources'), ('memory', 'From memory, not verified'), ('planned', 'Announced, not yet in force'), ('local', 'Decided here')], default='local', max_length=10, verbose_name='confidence')),
                ('because', models.CharField(choices=[('fallen_through', 'Declined or cancelled nomination'), ('case', 'Stay that took place'), ('records', 'Records of a grant project'), ('records_small', 'Records of a small grant project')], max_length=20, verbose_name='what')),
                ('years', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)], verbose_name='years')),
                ('most_euro', models.PositiveIntegerField(blank=True, null=True, verbose_name='up to a grant of (euro)')),
                ('rule', models.CharField(blank=True, max_length=20, verbose_name='rule')),
                ('sentence_en', models.CharField(max_length=300, verbose_name='what is said, in English')),
                ('sentence_sv', models.CharField(blank=True, max_length=300, verbose_name='what is said, in Swedish')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='forgetting',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='forgetting',
            name='job',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.job'),
        ),
        migrations.AddField(
            model_name='personalexport',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by'),
        ),
        migrations.AddField(
            model_name='personalexport',
            name='participant',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='mobility.participant', verbose_name='participant'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayretention',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_stayretentionevent" ("because", "confidence", "id", "is_local", "most_euro", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "sentence_en", "sentence_sv", "source", "years") SELECT new_values."because", new_values."confidence", new_values."id", new_values."is_local", new_values."most_euro", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."rule", new_values."sentence_en", new_values."sentence_sv", new_values."source", new_values."years" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7f9bc4ff8f330bcc897d1ce4cdc4fdede8272411', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_331ac', referencing='REFERENCING NEW TABLE AS new_values ', table='mobility_stayretention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayretention',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_stayretentionevent" ("because", "confidence", "id", "is_local", "most_euro", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "sentence_en", "sentence_sv", "source", "years") SELECT new_values."because", new_values."confidence", new_values."id", new_values."is_local", new_values."most_euro", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."rule", new_values."sentence_en", new_values."sentence_sv", new_values."source", new_values."years" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='abc128ff633a1b2c1ba9fc620e25033d5fe52bd0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ae2ed', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mobility_stayretention', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayretention',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_stayretentionevent" ("because", "confidence", "id", "is_local", "most_euro", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule", "sentence_en", "sentence_sv", "source", "years") SELECT old_values."because", old_values."confidence", old_values."id", old_values."is_local", old_values."most_euro", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."rule", old_values."sentence_en", old_values."sentence_sv", old_values."source", old_values."years" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='299f33117dfe71a07ca169004306470b3ac570d5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_76284', referencing='REFERENCING OLD TABLE AS old_values ', table='mobility_stayretention', when='AFTER')),
        ),
        migrations.AddField(
            model_name='stayretentionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mobility.stayretention'),
        ),
        migrations.AddIndex(
            model_name='personalexport',
            index=models.Index(fields=['-made_at', '-id'], name='personal_export_newest'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='stayretentionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='74b8b3c2783cfc299d84106dd2faa0a57296b398', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ed77c', table='mobility_stayretentionevent', when='BEFORE')),
        ),
    ]
