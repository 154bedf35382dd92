"""Who may do what with a proposed change, and when. Whoever wrote it never publishes it."""

from collections.abc import Collection

DRAFT, REVIEW, PUBLISHED, WITHDRAWN = "draft", "review", "published", "withdrawn"
OPEN = frozenset({DRAFT, REVIEW})
AUTHOR, REVIEWER, ADMINISTRATOR = "author", "reviewer", "administrator"
WRITERS = frozenset({AUTHOR, REVIEWER, ADMINISTRATOR})
REVIEWERS = frozenset({REVIEWER, ADMINISTRATOR})

SAVE, SEND, TAKE_BACK, PUBLISH, SEND_BACK, WITHDRAW = "save", "send", "take_back", "publish", "send_back", "withdraw"
# Action -> the state it starts from; withdrawing starts from both that are open.
STARTS_FROM = {
    SAVE: frozenset({DRAFT}),
    SEND: frozenset({DRAFT}),
    TAKE_BACK: frozenset({REVIEW}),
    PUBLISH: frozenset({REVIEW}),
    SEND_BACK: frozenset({REVIEW}),
    WITHDRAW: OPEN,
}
OF_THE_AUTHOR = frozenset({SAVE, SEND, TAKE_BACK, WITHDRAW})


def may(action: str, *, state: str, own: bool, roles: Collection[str]) -> bool:
    """Whether someone with these roles may do it now; `own`: they wrote it. An administrator may withdraw for another."""
    held = frozenset(roles)
    if state not in STARTS_FROM[action]:
        return False
    if action in OF_THE_AUTHOR:
        return (own and bool(held & WRITERS)) or (action == WITHDRAW and ADMINISTRATOR in held)
    return not own and bool(held & REVIEWERS)
