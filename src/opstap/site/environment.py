"""Read settings from the environment, and fail loudly on junk."""

import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file that `NAME_FILE` points to (how containers pass secrets)."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off."""
    value = text(name, str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error


def listing(name: str) -> list[str]:
    """A comma-separated list."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def kept_secret(name: str, folder: Path, *, fernet: bool = False) -> str:
    """The variable, or else a secret made on first use and kept in `folder` for the owner alone."""
    if value := text(name):
        return value
    path = folder / f"{name.lower()}.secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        value = Fernet.generate_key().decode() if fernet else secrets.token_urlsafe(50)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(value)
    return path.read_text().strip()


def database(url: str, folder: Path) -> dict[str, object]:
    """Django's database settings from `postgres://user:password@host:port/name`, or one SQLite file in `folder`.

    SQLite: write-ahead log, foreign keys on, IMMEDIATE transactions (a reader that turns writer cannot deadlock), 5 s of
    patience. PostgreSQL: Django's own pool, because it is behind many short requests.
    """
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "opstap.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA cache_size=-20000; PRAGMA ignore_check_constraints=OFF",
            },
        }
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL must read postgres://user:password@host:port/name, or be empty for SQLite"
        )
    options: dict[str, object] = {"pool": {"min_size": 1, "max_size": number("OPSTAP_POOL", 8), "timeout": 10}}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
