"""Tables to take along: CSV that a spreadsheet opens as it is meant.

A cell that begins like a formula is run when the file is opened. Such cells get an apostrophe in front, which
spreadsheets hide. Source: OWASP, "CSV Injection". Parts stand behind semicolons, as spreadsheets in Belgium expect.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse, StreamingHttpResponse

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_TYPE = "text/csv; charset=utf-8"


def cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_RUNS) or text.startswith(_RUNS) else text


def whole_table(rows: Iterable[Sequence[object]], filename: str) -> HttpResponse:
    """A short table as a download."""
    return _download(HttpResponse("".join(_lines(rows)), content_type=_TYPE), filename)


def long_table(rows: Iterable[Sequence[object]], filename: str) -> StreamingHttpResponse:
    """A table of any length as a download, sent on line by line."""
    return _download(StreamingHttpResponse(_lines(rows), content_type=_TYPE), filename)


class _Echo:
    """What `csv` writes to, so that each line can be sent on."""

    def write(self, text: str) -> str:
        return text


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    # The mark at the start makes a spreadsheet read the file as UTF-8.
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def _download[R: (HttpResponse, StreamingHttpResponse)](response: R, filename: str) -> R:
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Cache-Control"] = "no-store"
    return response
