import re

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from core.search_text import fold_all

from core.migration_operations import Together

ADDRESS = re.compile(r"https?://\S+")


def fold_what_was_told(apps, schema_editor):
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still to come takes no index
    mails = apps.get_model("reminders", "OutgoingMail").objects
    for mail in mails.select_related("recipient").iterator():
        name = mail.recipient.name if mail.recipient else ""
        words = fold_all(name, mail.to_address, mail.subject, ADDRESS.sub(" ", mail.text))
        mails.filter(pk=mail.pk).update(search_text=words)


class Migration(migrations.Migration):
    dependencies = [
        ("reminders", "0003_why_decisions_are_told_and_when_weeks_were"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="outgoingmail", name="mail_waiting"),
        migrations.AddField(
            model_name="outgoingmail",
            name="trouble",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_address", "This person has no e-mail address."),
                    ("left", "This person had left before the mail could be sent."),
                    ("unreachable", "The mail server cannot be reached, or takes no mail from the portal now."),
                    ("later", "The mail server wants this mail later."),
                    ("refused", "The mail server refuses this mail."),
                    ("unsendable", "The mail cannot be sent as it is written."),
                ],
                max_length=12,
                verbose_name="what is in the way",
            ),
        ),
        migrations.AlterField(
            model_name="outgoingmail",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waits to be sent"),
                    ("sending", "Being sent"),
                    ("retry", "Will be tried again"),
                    ("sent", "Sent"),
                    ("failed", "Not delivered"),
                    ("given_up", "Given up"),
                ],
                default="queued",
                max_length=10,
                verbose_name="state",
            ),
        ),
        Together(
            [
                migrations.AddField(
                    model_name="outgoingmail", name="search_text", field=models.TextField(default="", editable=False)
                ),
                migrations.AddField(
                    model_name="outgoingmail",
                    name="search_vector",
                    field=models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("search_text", config="simple"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ]
        ),
        migrations.RunPython(fold_what_was_told, migrations.RunPython.noop, elidable=True),
        Together(
            [
                migrations.AddIndex(
                    model_name="outgoingmail",
                    index=django.contrib.postgres.indexes.GinIndex(fields=["search_vector"], name="outgoingmail_search"),
                ),
                migrations.AddIndex(
                    model_name="outgoingmail",
                    index=models.Index(
                        condition=models.Q(("state__in", ("queued", "retry", "sending"))),
                        fields=["id"],
                        name="mail_under_way",
                    ),
                ),
                migrations.AddIndex(
                    model_name="outgoingmail",
                    index=models.Index(fields=["state", "-created_at", "-id"], name="mail_by_state"),
                ),
            ]
        ),
    ]
