"""Many ledger lines at once, and whoever listens to them."""

from collections.abc import Sequence

from opstap.kit.ledger import listeners_of
from opstap.kit.models import LedgerLine, ListenerSeen
from opstap.kit.tasks import deliver
from opstap_demo.past import at


def save_lines(lines: Sequence[LedgerLine], *, made_anew: bool = False) -> list[LedgerLine]:
    """Save the lines in order and hand each to its listeners at its moment.

    `made_anew`: what the listeners would do is derived and made by a rebuild, so that they are only noted as having seen.
    """
    saved = LedgerLine.objects.bulk_create(lines, batch_size=500)
    listened = {verb: tuple(listeners_of(verb)) for verb in {line.verb for line in saved}}
    if made_anew:
        seen = [
            ListenerSeen(line=line, listener=name, seen_at=line.recorded_at)
            for line in saved
            for name in listened[line.verb]
        ]
        ListenerSeen.objects.bulk_create(seen, batch_size=500)
        return saved
    for line in saved:
        for name in listened[line.verb]:
            with at(line.recorded_at):
                deliver.call(line.sequence, name)
    return saved
