"""Migrations say what the models say, and none waits for a decision."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.contract.tree import stations


@pytest.mark.django_db
def test_the_models_have_not_drifted_from_the_migrations() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_two_migrations_claim_the_same_place() -> None:
    loader = MigrationLoader(None)
    assert loader.detect_conflicts() == {}


@pytest.mark.django_db
def test_every_table_of_ours_has_its_constraints_enforced() -> None:
    """SQLite is asked whether any row breaks a foreign key: with foreign keys off it would not have noticed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.check_constraints()
    assert "kit" in stations()
