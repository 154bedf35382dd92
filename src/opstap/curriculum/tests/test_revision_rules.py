"""Who may do what with a change, and when."""

from itertools import product

import pytest

from opstap.curriculum.rules.revision import (
    ADMINISTRATOR,
    AUTHOR,
    DRAFT,
    PUBLISH,
    PUBLISHED,
    REVIEW,
    REVIEWER,
    SAVE,
    SEND,
    SEND_BACK,
    STARTS_FROM,
    TAKE_BACK,
    WITHDRAW,
    WITHDRAWN,
    may,
)

STATES = (DRAFT, REVIEW, PUBLISHED, WITHDRAWN)
# Everything that is allowed; whatever is not written here is not.
ALLOWED = {
    *product([SAVE, SEND, WITHDRAW], [DRAFT], [True], [AUTHOR, REVIEWER, ADMINISTRATOR]),
    *product([TAKE_BACK, WITHDRAW], [REVIEW], [True], [AUTHOR, REVIEWER, ADMINISTRATOR]),
    *product([PUBLISH, SEND_BACK], [REVIEW], [False], [REVIEWER, ADMINISTRATOR]),
    *product([WITHDRAW], [DRAFT, REVIEW], [False], [ADMINISTRATOR]),
}


@pytest.mark.parametrize("action", sorted(STARTS_FROM))
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, ADMINISTRATOR, "learner", "coach", "manager"])
def test_the_table(action: str, state: str, own: bool, role: str) -> None:
    assert may(action, state=state, own=own, roles={role}) == ((action, state, own, role) in ALLOWED)


@pytest.mark.parametrize("state", STATES)
def test_nobody_publishes_their_own_whatever_they_are(state: str) -> None:
    everything = {AUTHOR, REVIEWER, ADMINISTRATOR}
    assert not may(PUBLISH, state=state, own=True, roles=everything)
    assert not may(SEND_BACK, state=state, own=True, roles=everything)
