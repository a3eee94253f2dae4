"""What an adopted report said, kept so that everybody can see that it has not been changed since."""

import hashlib
import json

from quality.models import QualityReport


def canonical(contents: dict) -> bytes:
    """The values as JSON in the one way that the checksum is taken of: sorted keys, no blanks, UTF-8."""
    return json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def checksum(contents: dict) -> str:
    return hashlib.sha256(canonical(contents)).hexdigest()


def is_unchanged(report: QualityReport) -> bool:
    """Whether an adopted report still is what was adopted."""
    return report.frozen is not None and checksum(report.frozen) == report.sha256
