"""DuckDB's cells as JSON, written the way Kusto writes them."""

import json
import math
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from opstap.labs.engine.result import Cell


def cell(value: Any, kind: str) -> Cell:
    """One value of a column of that KQL type. A null string is "": KQL's strings are never null."""
    if value is None:
        return "" if kind == "string" else None
    if kind == "dynamic":
        return _dynamic(value)
    return _scalar(value)


def _dynamic(value: Any) -> Cell:
    """A JSON document as what it holds: the string "b", not the text of its quotes."""
    if isinstance(value, str):
        try:
            return _finite(json.loads(value))
        except (ValueError, RecursionError):
            return value
    return _finite(value)


def _finite(value: Any) -> Cell:
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _finite(one) for key, one in value.items()}
    return _scalar(value)


def _scalar(value: Any) -> Cell:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else _infinite(value)
        case datetime():
            return moment(value)
        case date():
            return moment(datetime(value.year, value.month, value.day, tzinfo=UTC))
        case timedelta():
            return span(value)
        case Decimal() | UUID():
            return str(value)
        case bytes():
            return value.hex()
    return str(value)


def _infinite(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def moment(value: datetime) -> str:
    """ISO 8601 with seven digits after the point, as Kusto has 100 ns and DuckDB 1 µs: the last is always 0."""
    plain = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return f"{plain:%Y-%m-%dT%H:%M:%S}.{plain.microsecond:06d}0Z".rjust(28, "0")


def span(value: timedelta) -> str:
    """[-][d.]hh:mm:ss[.fffffff]"""
    sign, whole = ("-", -value) if value < timedelta(0) else ("", value)
    hours, rest = divmod(whole.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    days = f"{whole.days}." if whole.days else ""
    fraction = f".{whole.microseconds:06d}0" if whole.microseconds else ""
    return f"{sign}{days}{hours:02d}:{minutes:02d}:{seconds:02d}{fraction}"
