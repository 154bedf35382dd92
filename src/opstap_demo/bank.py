"""A trainer brings in a file of questions, which then wait for someone to say what they test."""

from datetime import datetime, timedelta

from opstap.curriculum.actions.import_questions import confirm_import, start_import
from opstap.kit.ids import new_id
from opstap_demo.cast import DATA
from opstap_demo.material import Material
from opstap_demo.past import at
from opstap_demo.school import School

FILE = "questions.gift"


def bring_questions(school: School, material: Material, now: datetime) -> None:
    """The same two steps as on the pages: the report, then yes."""
    if material.course is None:
        return
    author = school.staff["author"]
    about = {"language": "en", "licence": "CC-BY-4.0", "author": author.name, "source": ""}
    text = (DATA / FILE).read_text(encoding="utf-8")
    with at(now - timedelta(days=3)):
        brought = start_import(key=new_id(), course=material.course, filename=FILE, text=text, about=about, by=author)
    with at(now - timedelta(days=3) + timedelta(minutes=8)):
        confirm_import(brought=brought)
