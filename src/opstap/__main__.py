"""`python -m opstap COMMAND`: every management command under one name."""

import os
import sys


def main() -> None:
    """Run one command with Opstap's settings; without a command, list what there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opstap.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["opstap", *sys.argv[1:]])


if __name__ == "__main__":
    main()
