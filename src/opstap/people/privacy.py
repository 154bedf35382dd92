"""What people holds of a person, and how it forgets."""

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db.models import Q

from opstap.kit.clock import now
from opstap.kit.models import LedgerLine
from opstap.kit.privacy import Json, PrivacyHooks
from opstap.people.models import ConsentEvent, Person, RoleGrant


def export(person_id: UUID) -> Json:
    """The account, its roles, what was agreed to, the ways to sign in, and what the ledger says was done."""
    person = Person.objects.get(pk=person_id)
    return {
        "account": {
            "id": str(person.pk),
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "phone_verified": person.phone_verified,
            "language": person.language,
            "has_password": person.has_usable_password(),
            "joined_at": person.joined_at.isoformat(),
            "last_login": person.last_login.isoformat() if person.last_login else None,
        },
        "roles": _roles(person_id),
        "consents": _consents(person_id),
        "second_steps": [
            {"kind": row.type, "since": row.created_at.isoformat()}
            for row in Authenticator.objects.filter(user_id=person_id).order_by("created_at")
        ],
        "microsoft_accounts": [row.uid for row in SocialAccount.objects.filter(user_id=person_id)],
        "what_was_done": _ledger(person_id),
    }


def _roles(person_id: UUID) -> Json:
    return [
        {
            "role": row.role,
            "organisation": row.organisation.name,
            "from": row.granted_at.isoformat(),
            "until": row.ended_at.isoformat() if row.ended_at else None,
        }
        for row in RoleGrant.objects.filter(person_id=person_id).select_related("organisation").order_by("granted_at")
    ]


def _consents(person_id: UUID) -> Json:
    events = ConsentEvent.objects.filter(person_id=person_id).select_related("notice", "organisation")
    return [
        {
            "what": row.what,
            "notice": row.notice.kind,
            "version": row.notice.version,
            "about": row.organisation.name if row.organisation else None,
            "at": row.happened_at.isoformat(),
        }
        for row in events.order_by("happened_at")
    ]


def _ledger(person_id: UUID) -> Json:
    mine = Q(actor_id=person_id) | Q(subject_type="people.person", subject_id=person_id)
    return [
        {"verb": row.verb, "at": row.happened_at.isoformat(), "by_me": row.actor_id == person_id}
        for row in LedgerLine.objects.filter(mine).order_by("sequence")
    ]


def erase(person_id: UUID) -> int:
    """Empty the account and close it. What was agreed to stays as proof (5 years), under an id that names nobody."""
    deleted = sum(
        rows.delete()[0]
        for rows in (
            EmailAddress.objects.filter(user_id=person_id),
            Authenticator.objects.filter(user_id=person_id),
            SocialAccount.objects.filter(user_id=person_id),
            RoleGrant.objects.filter(person_id=person_id),
        )
    )
    emptied = Person.objects.filter(pk=person_id).update(
        name="",
        email=None,
        phone=None,
        phone_verified=False,
        language="en",
        password=make_password(None),
        last_login=None,
        is_active=False,
        erased_at=now(),
    )
    return deleted + emptied + _end_sessions(person_id)


def _end_sessions(person_id: UUID) -> int:
    """Delete the person's sessions. They are opaque, so each is opened: slow, rare, and nothing to keep up to date."""
    ended = 0
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person_id):
            session.delete()
            ended += 1
    return ended


HOOKS = PrivacyHooks("people", export, erase)
