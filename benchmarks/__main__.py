"""``python -m benchmarks [--json FILE] [--most 100000] [--times 30]``: the promises of the design, measured.

Makes a database of its own on the configured server, fills it, asks every kind of page, runs the
imports, the export and the sweep, prints one table and removes the database again.
"""

import argparse
import os
import sys
from pathlib import Path

from intl_portal.servers import embedded_servers

STEPS = (10, 10_000, 100_000)


def main() -> int:
    arguments = parse_arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intl_portal.settings")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    with embedded_servers():
        import django

        django.setup()
        from benchmarks.reporting import as_table, write_json
        from benchmarks.running import run

        figures = run([step for step in STEPS if step <= arguments.most], times=arguments.times)
        print(as_table(figures))
        if arguments.json:
            write_json(figures, arguments.json)
    return 0


def parse_arguments():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the portal.")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    parser.add_argument("--most", type=int, default=STEPS[-1], help="the largest number of agreements to measure")
    parser.add_argument("--times", type=int, default=30, help="how often each page is asked")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
