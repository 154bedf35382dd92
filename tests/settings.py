"""The settings of the tests: Opstap's own in test mode, with a data folder of this run alone."""

import os
import tempfile

os.environ["OPSTAP_MODE"] = "test"
os.environ.setdefault("OPSTAP_DATA", tempfile.mkdtemp(prefix="opstap-test-"))

from opstap.site.settings import *  # noqa: F403

# WhiteNoise warns about a missing folder of collected files; tests serve from the finders.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):  # noqa: F405
    # A file, not memory: threads of a race, or of a browser and its server, then meet the locks that they meet for real.
    DATABASES["default"]["TEST"] = {"NAME": str(OPSTAP_DATA / "test.sqlite3")}  # noqa: F405
