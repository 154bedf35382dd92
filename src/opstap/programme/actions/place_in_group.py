"""Put people who have a place in an edition into one of its groups."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from opstap.kit import ledger
from opstap.people.models import Person
from opstap.programme.models import Group, Participation


class GroupFullError(Exception):
    """There are fewer chairs than people."""


def place_in_group(group: Group, *, participations: Collection[UUID], by: Person | None) -> int:
    """Give these participations the group, all or none; gives how many were new in it. Raises GroupFullError.

    Only people of the group's edition who have no group yet are placed; the others are passed over, so that a resend
    changes nothing. The group's row is the lock: two managers who fill the last chair see each other.
    """
    with transaction.atomic():
        current = Group.objects.select_for_update().get(pk=group.pk)
        inside = Participation.objects.filter(group=current, stage__in=Participation.TAKING_PART).count()
        waiting = list(
            Participation.objects.filter(
                pk__in=participations,
                edition=current.edition_id,
                group__isnull=True,
                stage__in=Participation.TAKING_PART,
            )
        )
        if inside + len(waiting) > current.places:
            raise GroupFullError
        for one in waiting:
            one.group = current
            one.save(update_fields=["group"])
            ledger.record("programme.placed_in_group", by=by, on=one, refs={"group": str(current.pk)})
    return len(waiting)
