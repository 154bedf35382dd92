"""The settings of the tests: Opstap's own in test mode, with a data folder of this run alone."""

import atexit
import os
import shutil
import tempfile

os.environ["OPSTAP_MODE"] = "test"
if "OPSTAP_DATA" not in os.environ:
    os.environ["OPSTAP_DATA"] = tempfile.mkdtemp(prefix="opstap-test-")
    atexit.register(shutil.rmtree, os.environ["OPSTAP_DATA"], ignore_errors=True)

from opstap.site.settings import *  # noqa: F403

# WhiteNoise warns about a missing folder of collected files; tests serve from the finders.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):  # noqa: F405
    # A file, not memory: threads of a race, or of a browser and its server, then meet the locks that they meet for real.
    # Its own for each process: two runs at once would otherwise read each other's write-ahead log.
    DATABASES["default"]["TEST"] = {"NAME": str(OPSTAP_DATA / f"test-{os.getpid()}.sqlite3")}  # noqa: F405
    # Nothing here has to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"  # type: ignore[index]  # noqa: F405
