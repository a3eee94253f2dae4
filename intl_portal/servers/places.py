"""Where the embedded servers keep data, sockets, locks and logs, and as which account they run.

Nothing here is made before somebody starts a server: settings may ask for the paths freely.
"""

import hashlib
import os
import pwd
import stat
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ACCOUNTS_FOR_ROOT = ("postgres", "nobody")
OUTSIDE = Path("/var/tmp")  # noqa: S108 - where root keeps what the account above cannot reach in the project


class UnusablePlace(Exception):
    """A folder that the servers need cannot be used; the message is a sentence for the person."""


def var_dir() -> Path:
    """Everything this installation writes: ``PORTAL_VAR``, or ``var/`` in the project."""
    return Path(os.environ.get("PORTAL_VAR") or PROJECT / "var").resolve()


def var_tag() -> str:
    """Ten characters that stand for ``var_dir()`` where a short name is needed."""
    return hashlib.sha256(os.fsencode(var_dir())).hexdigest()[:10]


def socket_dir() -> Path:
    """The folder of the sockets: a socket's path may have 107 bytes, and a checkout's may be longer."""
    return Path("/tmp") / f"intl-portal-{var_tag()}"  # noqa: S108 - owner and mode are checked by make_socket_dir


def lock_path(name: str) -> Path:
    return var_dir() / "run" / name


def log_path(name: str) -> Path:
    return var_dir() / "log" / f"{name}.log"


def server_account() -> pwd.struct_passwd | None:
    """The account the servers run as when it is not our own: PostgreSQL refuses to be run by root.

    Data made by an ordinary user keep that user as owner, so a later start by root runs as them.
    """
    if os.geteuid() != 0:
        return None
    data = var_dir() / "postgres"
    if data.exists() and (owner := data.stat().st_uid) != 0:
        return pwd.getpwuid(owner)
    for name in ACCOUNTS_FOR_ROOT:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise UnusablePlace("PostgreSQL cannot run as root and this machine has no account 'postgres' or 'nobody'.")


def is_reachable(path: Path, account: pwd.struct_passwd | None) -> bool:
    """Whether ``account`` may walk to ``path``: every folder above must let it through."""
    if account is None:
        return True
    return all(_lets_through(folder.stat(), account) for folder in [path, *path.parents])


def _lets_through(status: os.stat_result, account: pwd.struct_passwd) -> bool:
    if status.st_uid == account.pw_uid:
        return bool(status.st_mode & stat.S_IXUSR)
    return bool(status.st_mode & stat.S_IXOTH)


def make_var_dir() -> None:
    """Make ``var/`` with the folders of locks and logs; raises ``UnusablePlace`` when it cannot be written."""
    try:
        for folder in (var_dir() / "run", var_dir() / "log"):
            folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=var_dir() / "run"):
            pass
    except OSError as error:
        raise UnusablePlace(f"The folder {var_dir()} cannot be written: {error.strerror}.") from error


def make_socket_dir(account: pwd.struct_passwd | None) -> Path:
    """Make the socket folder, private to the account; a folder of somebody else's is refused, never used."""
    folder = socket_dir()
    owner = account.pw_uid if account else os.geteuid()
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {owner, os.geteuid()}:
        raise UnusablePlace(f"The folder {folder} belongs to somebody else; remove it or choose another PORTAL_VAR.")
    if status.st_uid != owner:
        os.chown(folder, owner, -1)
    folder.chmod(0o700)
    return folder


def make_data_dir(name: str, account: pwd.struct_passwd | None) -> Path:
    """Make and return the folder of one server's data, owned by ``account``.

    It is ``var/<name>``, or a link of that name to a folder outside where the project lies in a
    folder that the account may not enter. Removing the link is enough to start afresh.
    """
    data = var_dir() / name
    if not data.exists():
        if is_reachable(var_dir(), account):
            data.mkdir(mode=0o700)
        else:
            data.unlink(missing_ok=True)  # a link whose target is gone
            data.symlink_to(tempfile.mkdtemp(prefix=f"intl-portal-{name}-", dir=OUTSIDE))
        if account:
            os.chown(data, account.pw_uid, account.pw_gid)
    return data.resolve()
