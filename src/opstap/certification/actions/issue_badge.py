"""Sign a badge: for all exams of a track, or for a whole course."""

from datetime import datetime
from secrets import token_hex

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import override

from opstap.certification import badge_words
from opstap.certification.actions.rotate_signing_key import signing_key
from opstap.certification.credentials import Claim, Holder, Signature, did_of, sign
from opstap.certification.models import Badge
from opstap.certification.queries import fully_certified, standing_badge, url_of
from opstap.curriculum.models import Course, Exam
from opstap.kit import ledger
from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.models import LedgerLine
from opstap.people.models import Organisation, Person
from opstap.programme.models import Participation


class NotCertifiedError(Exception):
    """Not every exam of the track is passed and verified."""


def certify(participation: Participation, *, by: Person | None, at: datetime) -> Badge | None:
    """With the last exam: say once that the person is fully certified, and issue the badge. In the caller's transaction,
    which holds the participation's row."""
    if not fully_certified(participation):
        return None
    verb = "certification.fully_certified"
    said = LedgerLine.objects.filter(
        verb=verb, subject_type=participation._meta.label_lower, subject_id=participation.pk
    )
    first_time = not said.exists()
    badge = issue_track_badge(participation, at=at)
    if first_time:
        refs = {"person": str(participation.person_id), "badge": str(badge.pk)}
        ledger.record(verb, by=by, on=participation, at=at, refs=refs)
    return badge


def issue_track_badge(participation: Participation, *, at: datetime | None = None) -> Badge:
    """Sign the badge of the participation's track; gives the one that the person holds already. Raises NotCertifiedError."""
    if found := standing_badge(participation):
        return found
    if participation.group is None or not fully_certified(participation):
        raise NotCertifiedError
    track = participation.group.track
    badge = Badge(
        person=participation.person,
        issuer=participation.edition.programme.organisation,
        kind=Badge.Kind.TRACK,
        track=track,
        name=dict(track.name),
    )
    exams = list(Exam.objects.filter(tracks=track).order_by("code"))
    return _issue(badge, exams, at=at)


def issue_course_badge(person: Person, *, course: Course, issuer: Organisation, at: datetime | None = None) -> Badge:
    """Sign the certificate of a course; gives the one that the person holds already. The caller knows that the course is
    completed (`practice`), and for whom it was followed: a school or an employer."""
    mine = Badge.objects.filter(person=person, course=course, revoked_at__isnull=True)
    if found := mine.first():
        return found
    badge = Badge(person=person, issuer=issuer, kind=Badge.Kind.COURSE, course=course, name=dict(course.title))
    exams = [course.blueprint.exam] if course.blueprint else []
    return _issue(badge, exams, at=at)


def _issue(badge: Badge, exams: list[Exam], *, at: datetime | None) -> Badge:
    moment = at or now()
    key = signing_key(at=moment)
    badge.pk, badge.issued_at, badge.signed_with = new_id(), moment, key
    badge.credential = sign(_claim(badge, exams), Signature(did_of(settings.OPSTAP_URL), key.kid, key.private))
    try:
        with transaction.atomic():
            badge.save(force_insert=True)
    except IntegrityError:
        # Someone issued it at the same moment: there is one.
        subject = {"track": badge.track} if badge.track else {"course": badge.course}
        return Badge.objects.get(person=badge.person, revoked_at__isnull=True, **subject)
    refs = {"person": str(badge.person_id), "kind": str(badge.kind)}
    ledger.record("certification.badge_issued", by=None, on=badge, at=moment, refs=refs)
    return badge


def _claim(badge: Badge, exams: list[Exam]) -> Claim:
    # English for everybody: the language of a credential would tell its holder's.
    with override("en"):
        words = badge_words.words_of(badge, exams)
    subject = badge.track_id or badge.course_id
    return Claim(
        url=url_of(badge),
        achievement=f"urn:uuid:{subject}",
        kind="Certificate" if badge.kind == Badge.Kind.COURSE else "Badge",
        name=words.name,
        description=words.description,
        criteria=words.criteria,
        evidence=words.evidence,
        issuer=badge.issuer.name,
        issuer_url=settings.OPSTAP_URL,
        holder=_holder(badge),
        targets=badge_words.targets_of(exams),
        issued_at=badge.issued_at,
    )


def _holder(badge: Badge) -> Holder:
    """A hash of the mail address, which its owner can prove. Of a phone number a hash would hide nothing (there are too few
    numbers), so that whoever has only a phone is meant by a hash of an id that only we know."""
    person = badge.person
    if person is not None and person.email:
        return Holder("emailAddress", person.email.lower(), token_hex(16))
    return Holder("accountId", str(badge.person_id), token_hex(16))
