"""docs/pages.md: which address is open to whom, as the crawl found it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from tests.demonstration.addresses import Address
from tests.demonstration.crawl import Crawl, Visit, named
from tests.demonstration.world import ELSEWHERE, NOBODY

OPENS, SENDS, SENT_ON, SIGN_IN, SHUT = "●", "✎", "→", "?", "·"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "nobody": (NOBODY,),
    "candi­date": ("candidate",),
    "learner": ("learner",),
    "another learner": ("learner_ar",),
    "coach": ("coach",),
    "another coach": ("coach_fr",),
    "mana­ger": ("manager",),
    "exam coordi­nator": ("exam_coordinator",),
    "author": ("author",),
    "review­er": ("reviewer",),
    "admini­strator": ("administrator",),
    "employ­er": ("employer",),
    "employ­ee": ("employee",),
    "refer­rer": ("referrer",),
    "fun­der": ("funder",),
    "equality officer": ("equality_officer",),
    "else­where": ELSEWHERE,
}
INTRODUCTION = f"""# Pages

Every address, and what each kind of person meets there. Made from real visits to the demonstration: `tests/demonstration`
opens each address as everybody, and fails when a page breaks, asks more than 15 queries, shows a name to someone who may not
read it, or is not what this page says. After a change: `OPSTAP_WRITE_PAGES=1 bin/test tests/demonstration`.

{OPENS} the page opens · {SENDS} only takes what is sent · {SENT_ON} leads to another page · {SIGN_IN} asks to sign in ·
{SHUT} not there (404). *Elsewhere* is a learner, coach, manager and employer of another school or firm; where they differ,
the most that one of them meets. A demonstration has one more page, `/demonstration/`, where anybody becomes anybody.
"""


def as_markdown(crawl: Crawl, addresses: Mapping[str, Address]) -> str:
    """The whole page."""
    return INTRODUCTION + "".join(_sections(crawl, addresses))


def _sections(crawl: Crawl, addresses: Mapping[str, Address]) -> Iterator[str]:
    for station, names in groupby(crawl.read, key=_station):
        yield f"\n## {station}\n| address | whose | {' | '.join(COLUMNS)} |\n|{' --- |' * 2}{' :-: |' * len(COLUMNS)}\n"
        for name in names:
            yield _line(crawl, name, addresses[name])


def _station(name: str) -> str:
    station, colon, _ = name.partition(":")
    if colon:
        return station
    return "signing in" if name.startswith(("account_", "mfa_", "openid_", "socialaccount_")) else "site"


def _line(crawl: Crawl, name: str, address: Address) -> str:
    # What only takes a POST says so to everybody; what a stranger meets who sends something says more.
    visits = crawl.read[name] | crawl.sent[name] if address.posts else crawl.read[name]
    cells = (_cell([visits[code] for code in codes]) for codes in COLUMNS.values())
    path = crawl.paths[named(name)].replace("|", "\\|")
    return f"| `{path}` | {address.whose} | {' | '.join(cells)} |\n"


def _cell(visits: list[Visit]) -> str:
    marks = [_mark(visit) for visit in visits]
    return min(marks, key=(OPENS, SENDS, SENT_ON, SIGN_IN, SHUT).index)


def _mark(visit: Visit) -> str:
    if visit.status == 302:
        return SIGN_IN if visit.asked_to_sign_in else SENT_ON
    if visit.status == 405:
        return SENDS
    return OPENS if visit.status == 200 else SHUT
