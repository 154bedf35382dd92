"""What is wrong with a visit, one line per fault."""

from collections.abc import Iterator

from tests.demonstration.addresses import Address
from tests.demonstration.crawl import Visit
from tests.demonstration.world import NOBODY

REFUSED = frozenset({403, 404, 405})


def fault(address: Address, code: str, visit: Visit) -> str:
    """Why this is not what the table says, or ""."""
    if address.loose:
        return ""
    if code in address.sends_on:
        sent = visit.status == 302 and not visit.asked_to_sign_in
        return "" if sent else f"should be sent on, and met {met(visit)}"
    if code in address.opens:
        wanted = 405 if address.posts else 200
        return "" if visit.status == wanted else f"should meet {wanted}, and met {met(visit)}"
    if code == NOBODY and visit.asked_to_sign_in:
        return ""
    # A page that only takes a POST may say so to everybody.
    return (
        "" if visit.status == 404 or (address.posts and visit.status == 405) else f"is a stranger and met {met(visit)}"
    )


def met(visit: Visit) -> str:
    """In words."""
    return f"{visit.status} to {visit.sent_to}" if visit.sent_to else str(visit.status)


def faults(addresses: dict[str, Address], read: dict[str, dict[str, Visit]]) -> Iterator[str]:
    """Every visit that the table does not allow."""
    for name, visits in read.items():
        for code, visit in visits.items():
            if wrong := fault(addresses[name], code, visit):
                yield f"{name}: {code} {wrong}"


def accepted(sent: dict[str, dict[str, Visit]]) -> Iterator[str]:
    """Every form of a stranger that was not refused."""
    for name, visits in sent.items():
        for code, visit in visits.items():
            if visit.status not in REFUSED and not (code == NOBODY and visit.asked_to_sign_in):
                yield f"{name}: {code} is a stranger, sent something and met {met(visit)}"
