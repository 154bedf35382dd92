"""A course to learn from."""

from pathlib import Path

import pytest

from opstap.curriculum.models import Course
from opstap.curriculum.tests.packs import load_doors


@pytest.fixture
def doors(db: None, tmp_path: Path) -> Course:
    """The course of one module: a single and a multiple question."""
    return load_doors(tmp_path)
