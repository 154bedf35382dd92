"""All that the page of goals and its printed report are given."""

from opstap.steering.pages import funnel, help_most, outlook, over_time, words
from opstap.steering.queries.goals import Choice, State
from opstap.steering.rules.forecast import FEW, Worlds


def goals_page(choice: Choice, state: State) -> dict[str, object]:
    """The page; `choice.named` says whether this reader may see names, and so small numbers."""
    named = choice.named
    # The same edition gives the same numbers until something new is recorded: no reload changes a forecast.
    worlds = Worlds(state.outlook, seed=str(choice.edition.pk))
    found = outlook.outcomes(state, worlds)
    rows = funnel.lines(state, named=named)
    return {
        "edition": choice.edition,
        "name": words.edition_name(choice.edition),
        "others": [(other, words.edition_name(other)) for other in choice.others],
        "named": named,
        "today": state.today,
        "sentences": outlook.sentences(state, found, named=named),
        "figures": outlook.figures(state, named=named),
        "honest": outlook.honest(state),
        "early": bool(found) and state.outlook.evidence.ended < FEW,
        "charts": over_time.lines(state, worlds, found, named=named),
        "help_most": help_most.help_most(worlds, found, named=named),
        "rates": help_most.rates(state.outlook.evidence) if named else [],
        "funnel": funnel.chart(rows),
        "lines": rows,
        "group_steps": [words.LABELS[step] for step in funnel.OF_A_GROUP],
        "group_lines": funnel.group_lines(state, named=named),
    }
