"""One ZIP for the archive: a folder for each agreement, and a list of checksums that ``sha256sum -c`` accepts."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import PurePosixPath

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.models import Agreement, Document
from agreements.registry.archive.facts import made_words, sections_of
from agreements.registry.archive.history_files import history_files
from agreements.registry.archive.naming import document_name, folder_of
from core.institution_name import institution_name
from core.jobs import Progress, silent
from core.papers.pdf import paper_pdf

CHECKSUMS = "SHA256SUMS"
BYTES_AT_ONCE = 256 * 1024


class Parcel:
    """A ZIP being written to ``stream``. ``problems`` are sentences about what the archive should know."""

    def __init__(self, stream, *, actor):
        self.actor = actor
        self.made_at = timezone.now()
        self.problems: list[str] = []
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        self._sums: list[tuple[str, str]] = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._zip.close()

    def write(self, agreements: Iterable[Agreement], *, total: int, progress: Progress = silent):
        """Everything of each agreement that the actor may read, then what belongs to the parcel itself."""
        for done, agreement in enumerate(agreements, start=1):
            self._write_agreement(agreement)
            progress(done, total)
        self._add("READ-ME.txt", self._read_me(total))
        self._zip.writestr(CHECKSUMS, "".join(f"{digest}  {path}\n" for digest, path in self._sums))

    def _write_agreement(self, agreement: Agreement):
        folder = PurePosixPath(folder_of(agreement))
        documents = list(
            Document.objects.visible_to(self.actor)
            .filter(agreement=agreement)
            .select_related("language", "uploaded_by")
            .order_by("uploaded_at", "pk")
        )
        facts = self._facts(agreement, documents)
        self._add(folder / "agreement.pdf", paper_pdf(**facts))
        facts |= {"sections": [asdict(section) for section in facts["sections"]]}
        self._add(folder / "agreement.json", json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
        for name, text in history_files(agreement).items():
            self._add(folder / name, text)
        for place, document in enumerate(documents, start=1):
            self._add_document(folder / "documents" / document_name(place, document), agreement, document)

    def _facts(self, agreement: Agreement, documents) -> dict:
        return {
            "title": agreement.title,
            "number": agreement.number,
            "institution": institution_name(),
            "made": made_words(self.actor, self.made_at),
            "language": (get_language() or "en").partition("-")[0],
            "sections": sections_of(agreement, documents),
        }

    def _add(self, path, content: str | bytes):
        data = content.encode() if isinstance(content, str) else content
        self._zip.writestr(str(path), data)
        self._sums.append((hashlib.sha256(data).hexdigest(), str(path)))

    def _add_document(self, path, agreement: Agreement, document: Document):
        """The file, read piece by piece; one that is lost, or changed since it came in, is told and not hidden."""
        words = {"document": document.title, "agreement": agreement.title}
        try:
            file = document.file.open("rb")
        except OSError:
            self.problems.append(_("“%(document)s” of “%(agreement)s”: the file is not in the store.") % words)
            return
        digest = hashlib.sha256()
        with file, self._zip.open(str(path), "w", force_zip64=True) as target:
            while piece := file.read(BYTES_AT_ONCE):
                digest.update(piece)
                target.write(piece)
        self._sums.append((digest.hexdigest(), str(path)))
        if digest.hexdigest() != document.sha256:
            sentence = _("“%(document)s” of “%(agreement)s”: the file is not the one that was attached.")
            self.problems.append(sentence % words)

    def _read_me(self, total: int) -> str:
        lines = [
            f"{institution_name()}: {made_words(self.actor, self.made_at)}",
            "",
            _("Agreements: %(count)s. Each has a folder with:") % {"count": total},
            "  agreement.pdf   " + _("the agreement as registered, PDF/A"),
            "  agreement.json  " + _("the same facts for a machine"),
            "  history.txt     " + _("what happened to it, to be read; history.csv is the same as a table"),
            "  history.json    " + _("every record of the history as the database made it"),
            "  documents/      " + _("every version of every document"),
            "",
            _("Whether every file is whole: %(command)s") % {"command": f"sha256sum -c {CHECKSUMS}"},
        ]
        return "\n".join([*lines, *(["", _("Please note:"), *self.problems] if self.problems else [])]) + "\n"
