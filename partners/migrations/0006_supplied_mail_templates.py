"""The texts of mails to partners that come with the portal; from then on they are the office's."""

import json
from pathlib import Path

from django.db import migrations

TEXTS = Path(__file__).parent.parent / "data" / "mail_templates.json"


def supply(apps, schema_editor):
    """Those of which there is none of the name, so that nothing an office wrote is touched."""
    templates = apps.get_model("partners", "MailTemplate").objects
    known = set(templates.values_list("name", flat=True))
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    templates.bulk_create(templates.model(**text) for text in texts if text["name"] not in known)


class Migration(migrations.Migration):
    dependencies = [("partners", "0005_writing_to_partners")]

    operations = [migrations.RunPython(supply, migrations.RunPython.noop)]
