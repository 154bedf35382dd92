"""`python -m opstap COMMAND`, or `bin/opstap COMMAND`: every management command under one name."""

import os
import sys


def main() -> None:
    """Run one command with Opstap's settings; without a command, say what there is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opstap.site.settings")
    from opstap.site.command_line import run

    run(sys.argv[1:])


if __name__ == "__main__":
    main()
