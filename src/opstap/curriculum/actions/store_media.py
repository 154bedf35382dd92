"""Store the figures of a course. Other bytes under a path are another row; the older one stays for who still shows it."""

from collections.abc import Mapping
from hashlib import sha256

from opstap.curriculum.models import Course, Media
from opstap.curriculum.rules.pack_entries import MediaEntry
from opstap.curriculum.rules.report import Report


def store_media(*, course: Course, media: Mapping[str, MediaEntry], report: Report) -> None:
    """Make the figures of `course` those of the pack, inside the caller's transaction."""
    current = {one.path: one for one in course.media.filter(current=True).defer("content")}
    for path, entry in media.items():
        digest = sha256(entry.content).hexdigest()
        old = current.pop(path, None)
        if old is not None and old.sha256 == digest:
            report.add("figures", "unchanged")
            continue
        if old is not None:
            Media.objects.filter(pk=old.pk).update(current=False)
        values = {
            "content": entry.content,
            "content_type": entry.content_type,
            "width": entry.width,
            "height": entry.height,
            "current": True,
        }
        Media.objects.update_or_create(course=course, path=path, sha256=digest, defaults=values)
        report.add("figures", "changed" if old is not None else "new")
    for gone in current.values():
        Media.objects.filter(pk=gone.pk).update(current=False)
        report.add("figures", "retired")
