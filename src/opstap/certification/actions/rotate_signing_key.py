"""The key with which badges are signed: made when it is first needed, replaced by a newer one when someone asks."""

from datetime import datetime

from django.db import transaction

from opstap.certification.credentials import make_key
from opstap.certification.models import SigningKey
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.kit.encrypted import WrongKeyError
from opstap.kit.ids import new_id


def signing_key(*, at: datetime | None = None) -> SigningKey:
    """The newest key that is not retired; the first one is made here.

    Also made here: another one when the private half of the newest cannot be read (a lost `OPSTAP_FIELD_KEYS`). What it
    signed stays valid, because its public half stays published. Two who need a key at once may make two: both are
    published, and the newer signs from then on.
    """
    try:
        found = SigningKey.objects.filter(retired_at__isnull=True).order_by("-made_at", "-pk").first()
    except WrongKeyError:
        found = None
    return found or _make(at or now())


def rotate_signing_key(*, at: datetime | None = None) -> SigningKey:
    """Make a new key and retire every other: its private half is thrown away, its public half stays published."""
    moment = at or now()
    with transaction.atomic():
        old = SigningKey.objects.select_for_update().filter(retired_at__isnull=True).defer("private")
        names = list(old.values_list("pk", flat=True))
        made = _make(moment)
        SigningKey.objects.filter(pk__in=names).update(private="", retired_at=moment)
    return made


def _make(moment: datetime) -> SigningKey:
    pair = make_key()
    pk = new_id()
    made = SigningKey(pk=pk, kid=f"{moment:%Y-%m-%d}-{pk.hex[-6:]}", public=pair.public, private=pair.private)
    made.made_at = moment
    made.save(force_insert=True)
    ledger.record("certification.key_made", by=None, on=made, at=moment)
    return made
