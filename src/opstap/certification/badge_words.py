"""What a badge says, in words: in English inside the credential, in the reader's language on its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opstap.certification.credentials import Target
from opstap.certification.models import Badge
from opstap.curriculum.models import Exam
from opstap.kit.translated import in_language

STUDY_GUIDE = "https://learn.microsoft.com/credentials/certifications/resources/study-guides/{}"


@dataclass(frozen=True, slots=True)
class Words:
    """In the active language."""

    name: str
    description: str
    criteria: str
    evidence: str


def words_of(badge: Badge, exams: Sequence[Exam]) -> Words:
    """The words of a badge for these exams."""
    return of(badge.kind, in_language(badge.name), badge.issuer.name, [exam.code for exam in exams])


def of(kind: str, name: str, issuer: str, codes: Sequence[str]) -> Words:
    """The same, from what a verified credential says."""
    said = _("Issued by %(issuer)s; not a Microsoft certificate.") % {"issuer": issuer}
    if kind == Badge.Kind.COURSE:
        return Words(name, said, _("Finished every part of the course: read it, or passed the short test on it."), "")
    criteria = ngettext(
        "Passed this exam of Microsoft: %(codes)s.", "Passed these exams of Microsoft: %(codes)s.", len(codes)
    ) % {"codes": ", ".join(codes)}
    evidence = _("Someone of the school saw each result on Microsoft's own record before this badge was signed.")
    return Words(name, said, criteria, evidence)


def targets_of(exams: Sequence[Exam]) -> tuple[Target, ...]:
    """The public outline of each exam."""
    return tuple(
        Target(exam.certification, exam.code, "Microsoft Learn", STUDY_GUIDE.format(exam.code.lower()))
        for exam in exams
    )
