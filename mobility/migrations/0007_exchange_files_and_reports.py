import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mobility', '0006_learning_agreements_steps_and_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExchangeColumnEvent',
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
                ('position', models.PositiveSmallIntegerField(verbose_name='place in the file')),
                ('heading', models.CharField(max_length=120, verbose_name='heading')),
                ('fact', models.CharField(blank=True, choices=[('project_number', 'project number'), ('stay_number', 'number of the stay here'), ('activity', 'activity'), ('given_name', 'given name'), ('family_name', 'family name'), ('email', 'e-mail'), ('born_on', 'date of birth'), ('nationality', 'nationality'), ('person_code', 'own code'), ('level', 'level'), ('field', 'field (ISCED-F code)'), ('sending_name', 'sending institution: name'), ('sending_oid', 'sending institution: OID'), ('sending_code', 'sending institution: Erasmus code'), ('sending_country', 'sending country'), ('receiving_name', 'receiving institution: name'), ('receiving_oid', 'receiving institution: OID'), ('receiving_code', 'receiving institution: Erasmus code'), ('receiving_country', 'receiving country'), ('receiving_city', 'receiving city'), ('starts_on', 'first day'), ('ends_on', 'last day'), ('days', 'days, as the programme counts them'), ('travel_days', 'travel days'), ('distance', 'distance (km)'), ('is_green', 'travels green'), ('language', 'language'), ('has_virtual_part', 'has a virtual part'), ('ects', 'ECTS credits'), ('teaching_hours', 'hours of teaching'), ('is_zero_grant', 'without a grant'), ('grant_total', 'grant in all (euro)')], max_length=30, verbose_name='filled from')),
                ('form', models.CharField(choices=[('plain', 'as it is'), ('date_dmy', 'date as DD/MM/YYYY'), ('yes_no', 'Yes or No'), ('upper', 'in capitals'), ('comma', 'number with a decimal comma')], default='plain', max_length=20, verbose_name='written')),
                ('constant', models.CharField(blank=True, max_length=120, verbose_name='always the same words')),
                ('is_required', models.BooleanField(default=False, verbose_name='must be filled')),
                ('is_used', models.BooleanField(default=True, verbose_name='in the file')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ParticipantReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('student', 'Student'), ('staff', 'Staff'), ('project', 'Project')], max_length=10, verbose_name='asked of')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('received', 'Received'), ('shown', 'Shown'), ('kept_back', 'Kept back')], default='asked', editable=False, max_length=10, verbose_name='state')),
                ('state_since', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='in this state since')),
                ('to_address', models.EmailField(max_length=254, verbose_name='sent to')),
                ('nonce', models.CharField(editable=False, max_length=64)),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('expires_at', models.DateTimeField(verbose_name='works until')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('may_be_shown', models.BooleanField(default=False, verbose_name='may be shown without the name')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ('-state_since', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='ParticipantReportEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('audience', models.CharField(choices=[('student', 'Student'), ('staff', 'Staff'), ('project', 'Project')], max_length=10, verbose_name='asked of')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('received', 'Received'), ('shown', 'Shown'), ('kept_back', 'Kept back')], default='asked', editable=False, max_length=10, verbose_name='state')),
                ('to_address', models.EmailField(max_length=254, verbose_name='sent to')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked')),
                ('expires_at', models.DateTimeField(verbose_name='works until')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('may_be_shown', models.BooleanField(default=False, verbose_name='may be shown without the name')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='rating')),
                ('text', models.TextField(blank=True, max_length=3000, verbose_name='words')),
            ],
            options={
                'verbose_name': 'answer of a report',
                'verbose_name_plural': 'answers of reports',
                'ordering': ('question__position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReportAnswerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('rating', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='rating')),
                ('text', models.TextField(blank=True, max_length=3000, verbose_name='words')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReportQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_local', models.BooleanField(default=False, help_text='Set when somebody changes the row. Take it off and the next load restores the supplied facts.', verbose_name='kept as changed here')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='source')),
                ('confidence', models.CharField(choices=[('sourced', 'From a source'), ('derived', 'Derived from sources'), ('memory', 'From memory, not verified'), ('planned', 'Announced, not yet in force'), ('local', 'Decided here')], default='local', max_length=10, verbose_name='confidence')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                ('audience', models.CharField(choices=[('student', 'Student'), ('staff', 'Staff'), ('project', 'Project')], max_length=10, verbose_name='asked of')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place')),
                ('kind', models.CharField(choices=[('rating', 'Rating from 1 to 5'), ('text', 'Words')], max_length=10, verbose_name='kind')),
                ('wording_en', models.CharField(max_length=300, verbose_name='question in English')),
                ('wording_sv', models.CharField(blank=True, max_length=300, verbose_name='question in Swedish')),
                ('is_asked', models.BooleanField(default=True, verbose_name='asked')),
            ],
            options={
                'verbose_name': 'question of the report',
                'verbose_name_plural': 'questions of the report',
                'ordering': ('audience', 'position', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ReportQuestionEvent',
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
                ('code', models.SlugField(db_index=False, max_length=40, verbose_name='code')),
                ('audience', models.CharField(choices=[('student', 'Student'), ('staff', 'Staff'), ('project', 'Project')], max_length=10, verbose_name='asked of')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place')),
                ('kind', models.CharField(choices=[('rating', 'Rating from 1 to 5'), ('text', 'Words')], max_length=10, verbose_name='kind')),
                ('wording_en', models.CharField(max_length=300, verbose_name='question in English')),
                ('wording_sv', models.CharField(blank=True, max_length=300, verbose_name='question in Swedish')),
                ('is_asked', models.BooleanField(default=True, verbose_name='asked')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ExchangeColumn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_local', models.BooleanField(default=False, help_text='Set when somebody changes the row. Take it off and the next load restores the supplied facts.', verbose_name='kept as changed here')),
                ('source', models.CharField(blank=True, max_length=250, verbose_name='source')),
                ('confidence', models.CharField(choices=[('sourced', 'From a source'), ('derived', 'Derived from sources'), ('memory', 'From memory, not verified'), ('planned', 'Announced, not yet in force'), ('local', 'Decided here')], default='local', max_length=10, verbose_name='confidence')),
                ('position', models.PositiveSmallIntegerField(verbose_name='place in the file')),
                ('heading', models.CharField(max_length=120, unique=True, verbose_name='heading')),
                ('fact', models.CharField(blank=True, choices=[('project_number', 'project number'), ('stay_number', 'number of the stay here'), ('activity', 'activity'), ('given_name', 'given name'), ('family_name', 'family name'), ('email', 'e-mail'), ('born_on', 'date of birth'), ('nationality', 'nationality'), ('person_code', 'own code'), ('level', 'level'), ('field', 'field (ISCED-F code)'), ('sending_name', 'sending institution: name'), ('sending_oid', 'sending institution: OID'), ('sending_code', 'sending institution: Erasmus code'), ('sending_country', 'sending country'), ('receiving_name', 'receiving institution: name'), ('receiving_oid', 'receiving institution: OID'), ('receiving_code', 'receiving institution: Erasmus code'), ('receiving_country', 'receiving country'), ('receiving_city', 'receiving city'), ('starts_on', 'first day'), ('ends_on', 'last day'), ('days', 'days, as the programme counts them'), ('travel_days', 'travel days'), ('distance', 'distance (km)'), ('is_green', 'travels green'), ('language', 'language'), ('has_virtual_part', 'has a virtual part'), ('ects', 'ECTS credits'), ('teaching_hours', 'hours of teaching'), ('is_zero_grant', 'without a grant'), ('grant_total', 'grant in all (euro)')], max_length=30, verbose_name='filled from')),
                ('form', models.CharField(choices=[('plain', 'as it is'), ('date_dmy', 'date as DD/MM/YYYY'), ('yes_no', 'Yes or No'), ('upper', 'in capitals'), ('comma', 'number with a decimal comma')], default='plain', max_length=20, verbose_name='written')),
                ('constant', models.CharField(blank=True, max_length=120, verbose_name='always the same words')),
                ('is_required', models.BooleanField(default=False, verbose_name='must be filled')),
                ('is_used', models.BooleanField(default=True, verbose_name='in the file')),
            ],
            options={
                'verbose_name': 'column of the exchange file',
                'verbose_name_plural': 'columns of the exchange file',
                'ordering': ('position', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('fact', ''), _negated=True), models.Q(('constant', ''), _negated=True), _connector='OR'), name='exchange_column_is_filled_from_something')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangecolumn',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_exchangecolumnevent" ("confidence", "constant", "fact", "form", "heading", "id", "is_local", "is_required", "is_used", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source") SELECT new_values."confidence", new_values."constant", new_values."fact", new_values."form", new_values."heading", new_values."id", new_values."is_local", new_values."is_required", new_values."is_used", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."position", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a0926ebe47cada8d062ad1014efdaf9f6dd0e80d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_19184', referencing='REFERENCING NEW TABLE AS new_values ', table='mobility_exchangecolumn', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangecolumn',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_exchangecolumnevent" ("confidence", "constant", "fact", "form", "heading", "id", "is_local", "is_required", "is_used", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source") SELECT new_values."confidence", new_values."constant", new_values."fact", new_values."form", new_values."heading", new_values."id", new_values."is_local", new_values."is_required", new_values."is_used", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."position", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6c79955ba2222a6241485382e80360b0f9ac9098', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fcb3d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mobility_exchangecolumn', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangecolumn',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_exchangecolumnevent" ("confidence", "constant", "fact", "form", "heading", "id", "is_local", "is_required", "is_used", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source") SELECT old_values."confidence", old_values."constant", old_values."fact", old_values."form", old_values."heading", old_values."id", old_values."is_local", old_values."is_required", old_values."is_used", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."position", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9f7aeab3b3c4b9ec517a10ebc225a7ad3cc8ab73', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_06264', referencing='REFERENCING OLD TABLE AS old_values ', table='mobility_exchangecolumn', when='AFTER')),
        ),
        migrations.AddField(
            model_name='exchangecolumnevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mobility.exchangecolumn'),
        ),
        migrations.AddField(
            model_name='participantreport',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='participantreport',
            name='mobility',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='report', to='mobility.mobility', verbose_name='stay'),
        ),
        migrations.AddField(
            model_name='participantreport',
            name='project',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='report', to='mobility.grantproject', verbose_name='grant project'),
        ),
        migrations.AddField(
            model_name='participantreportevent',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by'),
        ),
        migrations.AddField(
            model_name='participantreportevent',
            name='mobility',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mobility.mobility', verbose_name='stay'),
        ),
        migrations.AddField(
            model_name='participantreportevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mobility.participantreport'),
        ),
        migrations.AddField(
            model_name='participantreportevent',
            name='project',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mobility.grantproject', verbose_name='grant project'),
        ),
        migrations.AddField(
            model_name='reportanswer',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='mobility.participantreport'),
        ),
        migrations.AddField(
            model_name='reportanswerevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mobility.reportanswer'),
        ),
        migrations.AddField(
            model_name='reportanswerevent',
            name='report',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mobility.participantreport'),
        ),
        migrations.AddField(
            model_name='reportanswerevent',
            name='question',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='mobility.reportquestion'),
        ),
        migrations.AddField(
            model_name='reportanswer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='mobility.reportquestion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportquestionevent" ("audience", "code", "confidence", "id", "is_asked", "is_local", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "wording_en", "wording_sv") SELECT new_values."audience", new_values."code", new_values."confidence", new_values."id", new_values."is_asked", new_values."is_local", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."position", new_values."source", new_values."wording_en", new_values."wording_sv" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f0a30ebb2f0ffeb8209483e33811833214541aae', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_70fe6', referencing='REFERENCING NEW TABLE AS new_values ', table='mobility_reportquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportquestionevent" ("audience", "code", "confidence", "id", "is_asked", "is_local", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "wording_en", "wording_sv") SELECT new_values."audience", new_values."code", new_values."confidence", new_values."id", new_values."is_asked", new_values."is_local", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."position", new_values."source", new_values."wording_en", new_values."wording_sv" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eeac6479dc990112d39a7f237c9afc55418f3d68', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_43e7a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mobility_reportquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportquestionevent" ("audience", "code", "confidence", "id", "is_asked", "is_local", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "wording_en", "wording_sv") SELECT old_values."audience", old_values."code", old_values."confidence", old_values."id", old_values."is_asked", old_values."is_local", old_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."position", old_values."source", old_values."wording_en", old_values."wording_sv" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1ea0cf7dee78341cc0500b6a49b55d5701e75c66', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_efd39', referencing='REFERENCING OLD TABLE AS old_values ', table='mobility_reportquestion', when='AFTER')),
        ),
        migrations.AddField(
            model_name='reportquestionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='mobility.reportquestion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exchangecolumnevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='29e1bb7d97cec1d52537ce6e75bd0394ff518ff6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f16d5', table='mobility_exchangecolumnevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='participantreport',
            index=models.Index(fields=['state', '-state_since', '-id'], name='report_by_state'),
        ),
        migrations.AddConstraint(
            model_name='participantreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mobility__isnull', False), ('project__isnull', True)), models.Q(('mobility__isnull', True), ('project__isnull', False)), _connector='OR'), name='report_is_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='participantreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'shown'), _negated=True), ('may_be_shown', True), _connector='OR'), name='report_shown_is_allowed'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participantreport',
            trigger=pgtrigger.compiler.Trigger(name='state_edges', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{asked:received,kept_back:shown,received:kept_back,received:shown,shown:kept_back}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME USING ERRCODE = \'check_violation\', CONSTRAINT = \'mobility_participantreport_state_edge\', TABLE = TG_TABLE_NAME, COLUMN = \'state\'; ELSE RETURN NEW; END IF;', hash='e9c2046331efbacf473d64d7043c8253511e18e8', operation='UPDATE', pgid='pgtrigger_state_edges_206d4', table='mobility_participantreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participantreport',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_participantreportevent" ("answered_at", "asked_at", "asked_by_id", "audience", "expires_at", "id", "may_be_shown", "mobility_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "to_address") SELECT new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."audience", new_values."expires_at", new_values."id", new_values."may_be_shown", new_values."mobility_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."project_id", new_values."state", new_values."to_address" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='48a4f929e6ffa880f08dac4c18843c8c85711c41', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dee10', referencing='REFERENCING NEW TABLE AS new_values ', table='mobility_participantreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participantreport',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_participantreportevent" ("answered_at", "asked_at", "asked_by_id", "audience", "expires_at", "id", "may_be_shown", "mobility_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "to_address") SELECT new_values."answered_at", new_values."asked_at", new_values."asked_by_id", new_values."audience", new_values."expires_at", new_values."id", new_values."may_be_shown", new_values."mobility_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."project_id", new_values."state", new_values."to_address" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."asked_by_id" IS DISTINCT FROM (new_values."asked_by_id") OR old_values."audience" IS DISTINCT FROM (new_values."audience") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."may_be_shown" IS DISTINCT FROM (new_values."may_be_shown") OR old_values."mobility_id" IS DISTINCT FROM (new_values."mobility_id") OR old_values."project_id" IS DISTINCT FROM (new_values."project_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."to_address" IS DISTINCT FROM (new_values."to_address")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6adaf59c7dd0fcc8677cc8be8c2b9300467404ee', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6ed54', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mobility_participantreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participantreport',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_participantreportevent" ("answered_at", "asked_at", "asked_by_id", "audience", "expires_at", "id", "may_be_shown", "mobility_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "to_address") SELECT old_values."answered_at", old_values."asked_at", old_values."asked_by_id", old_values."audience", old_values."expires_at", old_values."id", old_values."may_be_shown", old_values."mobility_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."project_id", old_values."state", old_values."to_address" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='cc14b45780d4da81f115945704ec003e6ab9a5bf', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4b637', referencing='REFERENCING OLD TABLE AS old_values ', table='mobility_participantreport', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participantreportevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5d92bea75d7f609dcd9ca5a6f22240bdc7df2b9e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c956c', table='mobility_participantreportevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportanswerevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7a0476dfd004fc417354e4245558a9facb2efa37', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b2831', table='mobility_reportanswerevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='reportanswer',
            constraint=models.UniqueConstraint(fields=('report', 'question'), name='report_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='reportanswer',
            constraint=models.CheckConstraint(condition=models.Q(('rating__isnull', True), models.Q(('rating__gte', 1), ('rating__lte', 5)), _connector='OR'), name='report_rating_one_to_five'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportanswer',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportanswerevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "rating", "report_id", "text") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', new_values."id", new_values."question_id", new_values."rating", new_values."report_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4f7f262f3be8bb9ddd002e708b20edc25b4b245c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ca5c9', referencing='REFERENCING NEW TABLE AS new_values ', table='mobility_reportanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportanswer',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportanswerevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "rating", "report_id", "text") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', new_values."id", new_values."question_id", new_values."rating", new_values."report_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f7853d74ca53c8bd5f3b62c999db8bc0042f1b3e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2624f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='mobility_reportanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportanswer',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "mobility_reportanswerevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "rating", "report_id", "text") SELECT old_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', old_values."id", old_values."question_id", old_values."rating", old_values."report_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b4ba9609fe567f37ebfd6c8ebf5549e88aac2748', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_081f6', referencing='REFERENCING OLD TABLE AS old_values ', table='mobility_reportanswer', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportquestionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e056d66e421e511b4a37d560593884c3b86fb6c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_65064', table='mobility_reportquestionevent', when='BEFORE')),
        ),
    ]
