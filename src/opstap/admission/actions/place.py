"""What a decision means in the programme: a place and the role of learner, or both taken back."""

from uuid import UUID, uuid5

from opstap.admission.models import Application
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.people.actions.grant_role import grant_role
from opstap.people.models import Organisation, Person, Role, RoleGrant
from opstap.programme.actions.change_stage import change_stage
from opstap.programme.actions.offer_place import offer_place
from opstap.programme.models import Participation, Stage


class PlaceInUseError(Exception):
    """The person has come to class already: their place is ended in the programme, not by a decision on admission."""


def give_place(application: Application, *, by: Person, key: UUID) -> None:
    """Offer the place in the call's edition, and let the person in as a learner of the school."""
    edition = application.call.edition
    offer_place(application.person, edition=edition, by=by, key=uuid5(key, "offer"))
    grant_role(
        application.person,
        role=Role.LEARNER,
        organisation=edition.programme.organisation,
        by=by,
        key=uuid5(key, "learner"),
    )


def take_back_place(application: Application, *, by: Person, key: UUID) -> None:
    """End an offer that was not taken up yet. Raises PlaceInUseError.

    The role ends with it, unless the person takes part in another edition of the same school.
    """
    edition = application.call.edition
    organisation = edition.programme.organisation
    mine = Participation.objects.filter(person=application.person)
    offered = mine.filter(edition=edition).first()
    if offered is not None:
        if offered.stage != Stage.OFFERED:
            raise PlaceInUseError
        change_stage(offered, to=Stage.LEFT, by=by, reason="other", key=uuid5(key, "take back"))
    if not mine.filter(edition__programme__organisation=organisation).exclude(stage=Stage.LEFT).exists():
        _end_learner(application.person, organisation, by=by)


def _end_learner(person: Person, organisation: Organisation, *, by: Person) -> None:
    """End the role that the place gave. Not by `people.actions.end_role`: that is an administrator's act, this follows from
    a decision or from the person's own wish."""
    grants = RoleGrant.objects.select_for_update().filter(
        person=person, role=Role.LEARNER, organisation=organisation, ended_at__isnull=True
    )
    for grant in grants:
        grant.ended_at = now()
        grant.save(update_fields=["ended_at"])
        refs = {"person": str(person.pk), "role": grant.role, "organisation": str(organisation.pk)}
        ledger.record("people.role_ended", by=by, on=grant, at=grant.ended_at, refs=refs)
