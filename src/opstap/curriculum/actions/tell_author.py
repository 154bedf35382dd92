"""Write to the author of a change, in their language."""

from uuid import uuid5

from django.conf import settings
from django.urls import reverse

from opstap.curriculum.models import Revision
from opstap.curriculum.queries.revisions import title_of
from opstap.messages.actions.tell import NoAddressError, tell


def tell_author(revision: Revision, template: str, *, sequence: int) -> None:
    """One message per ledger line (`sequence`): the same change may be sent back more than once."""
    author = revision.author
    if author is None or author.erased_at is not None:
        return
    context = {
        "title": title_of(revision, author.language),
        "remarks": revision.remarks,
        "link": settings.OPSTAP_URL + reverse("curriculum:revision", args=[revision.pk]),
    }
    try:
        tell(
            event=uuid5(revision.pk, str(sequence)),
            template=template,
            language=author.language,
            person=author,
            context=context,
        )
    except NoAddressError:
        return
