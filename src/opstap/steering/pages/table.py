"""The funnel as lines of a table to take along, with its day and how each step is counted."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opstap.steering.pages import funnel, words
from opstap.steering.queries.goals import State


def table(state: State, *, named: bool) -> Iterator[list[object]]:
    """First what it is and of which day, then the funnel, then the groups."""
    yield [words.edition_name(state.facts.edition), state.today.isoformat()]
    yield [_("Step"), _("People"), _("Goal"), _("How it is counted")]
    for row in funnel.lines(state, named=named):
        yield [row.label, row.shown, row.goal, row.counted]
    yield []
    yield [_("Group"), *(words.LABELS[step] for step in funnel.OF_A_GROUP)]
    for group in funnel.group_lines(state, named=named):
        yield [group.name, *(number for label, number in group.cells)]
