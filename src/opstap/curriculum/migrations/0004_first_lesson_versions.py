"""Write down the version of each lesson that is there, so that every version that was ever shown can be shown again."""

from django.db import migrations


def write_versions(apps, schema_editor):
    Lesson = apps.get_model("curriculum", "Lesson")
    LessonVersion = apps.get_model("curriculum", "LessonVersion")
    for lesson in Lesson.objects.filter(versions=None).prefetch_related("skills").iterator(chunk_size=100):
        LessonVersion.objects.create(
            lesson=lesson,
            version=lesson.version,
            title=lesson.title,
            text=lesson.text,
            minutes=lesson.minutes,
            skills=sorted(skill.code for skill in lesson.skills.all()),
            origin="pack",
        )


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0003_competences")]

    operations = [migrations.RunPython(write_versions, migrations.RunPython.noop)]
