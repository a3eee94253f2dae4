"""The texts that come with the portal. They are the office's from then on: what it changed or retired is left alone."""

import json
from pathlib import Path

from partners.models import MailTemplate

TEXTS = Path(__file__).parent.parent / "data" / "mail_templates.json"


def supply_templates() -> int:
    """Write those texts of which there is none of the name, in use or not; returns how many."""
    known = set(MailTemplate.objects.values_list("name", flat=True))
    texts = [text for text in json.loads(TEXTS.read_text(encoding="utf-8")) if text["name"] not in known]
    return len(MailTemplate.objects.bulk_create(MailTemplate(**text) for text in texts))
