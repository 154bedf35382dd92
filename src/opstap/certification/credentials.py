"""Open Badges 3.0 (1EdTech) as signed VC-JWTs: the one place that knows `openbadgeslib`.

Nothing here reads the database or the network. A credential names nobody: its holder is a salted hash, its words are English
for everybody, so that it tells no language. Who wants to check it elsewhere resolves the issuer's did:web to
`/.well-known/did.json`, where every public key stays, also of a key that is retired or lost.

The library is imported when it is used: it takes a quarter of a second, which no other command should pay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

# EdDSA over Ed25519: RFC 8037.
ALGORITHM = "EdDSA"


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both halves as PEM."""

    private: str
    public: str


@dataclass(frozen=True, slots=True)
class Signature:
    """What a credential is signed with, and in whose name: `kid` is the name of the key in the did:web document."""

    did: str
    kid: str
    private: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a credential is about, to be hashed with `salt`. `kind`: "emailAddress" or "accountId" (IdentifierTypeEnum)."""

    kind: str
    value: str
    salt: str


@dataclass(frozen=True, slots=True)
class Target:
    """A public description that an achievement is aligned to."""

    name: str
    code: str
    framework: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a credential says. `url` is its own page, `achievement` an id that all who earn the same share."""

    url: str
    achievement: str
    kind: str
    name: str
    description: str
    criteria: str
    evidence: str
    issuer: str
    issuer_url: str
    holder: Holder
    targets: tuple[Target, ...]
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Verified:
    """What a credential says once its signature held."""

    url: str
    name: str
    description: str
    criteria: str
    issuer: str
    did: str
    issued_at: datetime | None
    codes: tuple[str, ...]


class NotVerifiedError(Exception):
    """The signature does not hold, or what is signed is no Open Badge."""


def make_key() -> KeyPair:
    """A fresh Ed25519 pair."""
    from openbadgeslib.keys import KeyEd25519

    private, public = KeyEd25519().generate_keypair()
    return KeyPair(private.decode(), public.decode())


def did_of(site_url: str) -> str:
    """The did:web of an installation. did:web is always fetched over TLS, so its name says nothing of http or https."""
    from openbadgeslib.ob3 import did_web_from_url

    return did_web_from_url(f"https://{urlsplit(site_url).netloc}")


def did_document(did: str, keys: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What `/.well-known/did.json` shows: (kid, public PEM) of each key, the one that signs first."""
    from openbadgeslib.keys import public_jwk_from_pem
    from openbadgeslib.ob3 import build_did_document

    if not keys:
        return {"@context": ["https://www.w3.org/ns/did/v1"], "id": did, "verificationMethod": []}
    return build_did_document(did, [(kid, public_jwk_from_pem(public)) for kid, public in keys])


def sign(claim: Claim, signature: Signature) -> str:
    """The claim as a compact VC-JWT. Its header names the key and shows its public half.

    The library's own signer shows the key and does not name it; without a name a verifier takes the first key of the
    document, and every badge would break when the key is rotated.
    """
    import jwt
    from openbadgeslib.ob3 import OB3Signer

    signer = OB3Signer(signature.private, algorithm=ALGORITHM)
    headers = {"kid": f"{signature.did}#{signature.kid}", "jwk": signer._public_jwk()}
    payload = _credential(claim, signature.did).to_jwt_payload()
    return jwt.encode(payload, signer._load_privkey(), algorithm=ALGORITHM, headers=headers)


def verify(token: str, *, public: str) -> Verified:
    """Check the signature with the public key that we keep, and read what is signed. Raises NotVerifiedError."""
    from openbadgeslib.errors import LibOpenBadgesException
    from openbadgeslib.ob3 import OB3Verifier

    try:
        found = OB3Verifier(pubkey_pem=public).verify(token)
    except LibOpenBadgesException as error:
        raise NotVerifiedError(str(error)) from error
    return Verified(
        url=found.id or "",
        name=found.name or "",
        description=found.achievement.description,
        criteria=found.achievement.criteria_narrative,
        issuer=found.issuer.name,
        did=found.issuer.id,
        issued_at=found.issuance_date,
        codes=tuple(one.target_code for one in found.achievement.alignments if one.target_code),
    )


def _credential(claim: Claim, did: str) -> Any:
    from openbadgeslib.ob3 import Achievement, Alignment, Evidence, IdentityObject, Issuer, OpenBadgeCredential

    achievement = Achievement(
        id=claim.achievement,
        name=claim.name,
        description=claim.description,
        criteria_narrative=claim.criteria,
        achievement_type=claim.kind,
        alignments=[Alignment(one.name, one.url, one.framework, one.code) for one in claim.targets],
    )
    holder = claim.holder
    return OpenBadgeCredential(
        issuer=Issuer(id=did, name=claim.issuer, url=claim.issuer_url),
        recipient_id=None,
        achievement=achievement,
        id=claim.url,
        issuance_date=claim.issued_at,
        evidence=[Evidence(narrative=claim.evidence)] if claim.evidence else [],
        identifiers=[IdentityObject.create(holder.value, holder.salt, identity_type=holder.kind)],
    )
