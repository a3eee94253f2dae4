"""What a killed keeper leaves behind: a server without anybody who would stop it, or its stale pid file."""

from pathlib import Path

import psutil

PATIENCE_S = 10


def remove(pid_file: Path, mark: str) -> None:
    """Stop the server of ``pid_file`` if it still runs, and remove the file if its pid is another program's by now."""
    process = process_of(pid_file)
    if process is None:
        return
    if not carries(process, mark):
        pid_file.unlink(missing_ok=True)
        return
    helpers = process.children(recursive=True)
    process.send_signal(psutil.signal.SIGINT)
    _, still_there = psutil.wait_procs([process, *helpers], PATIENCE_S)
    for one in still_there:
        one.kill()
    psutil.wait_procs(still_there, PATIENCE_S)


def process_of(pid_file: Path) -> psutil.Process | None:
    try:
        return psutil.Process(int(pid_file.read_text().split()[0]))
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return None


def carries(process: psutil.Process, mark: str) -> bool:
    try:
        return any(mark in part for part in process.cmdline())
    except psutil.Error:
        return False
