#!/usr/bin/env python
"""Django's command line; starts the embedded servers first when the settings point at them."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "intl_portal.settings")
    from django.core.management import execute_from_command_line

    from intl_portal.servers import servers_for_command

    with servers_for_command(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
