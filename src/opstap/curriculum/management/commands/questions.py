"""`bin/opstap questions import FILE --course ... --licence ... --author ...`: bring in a GIFT file."""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from opstap.curriculum.actions.import_questions import HasErrorsError, confirm_import, start_import
from opstap.curriculum.models import Course, QuestionImport, Skill
from opstap.curriculum.queries import report_of
from opstap.curriculum.rules.gift_questions import ReportLine
from opstap.curriculum.rules.upload import MOST_BYTES, NotTextError, decode
from opstap.curriculum.wording import NOT_TEXT, NOTES, OUTCOMES, WHY
from opstap.kit.ids import new_id
from opstap.people.models import Language


class Command(BaseCommand):
    help = "Bring in questions from a GIFT file: shows what becomes of each, then imports all of them or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["import"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--course", required=True, help="the course they belong to, for example sc-900")
        parser.add_argument("--licence", required=True, help="for example CC-BY-4.0")
        parser.add_argument("--author", required=True, help="who wrote them")
        parser.add_argument("--source", default="", help="where they come from; the file's name when left out")
        parser.add_argument("--language", default="en", choices=Language.values, help="the language of the questions")
        parser.add_argument(
            "--skill", action="append", default=[], help="a skill they test; may be given several times"
        )
        parser.add_argument("--check", action="store_true", help="only show the report, import nothing")

    def handle(self, *args: object, file: Path, course: str, skill: list[str], check: bool, **options: object) -> None:
        about = {name: str(options[name]) for name in ("language", "licence", "author", "source")}
        skills = self._skills(skill)
        found = Course.objects.filter(code=course).first()
        if found is None:
            raise CommandError(f"There is no course {course}. Load it first: bin/opstap course load PATH")
        text = self._text(file)
        if check:
            brought = QuestionImport(course=found, text=text, **about)
            self._show(report_of(brought))
            return
        brought = start_import(key=new_id(), course=found, filename=file.name, text=text, about=about, by=None)
        self._show(report_of(brought))
        try:
            lines = confirm_import(brought=brought, skills=skills)
        except HasErrorsError as error:
            brought.delete()
            raise CommandError("Nothing was imported: mend what cannot be read, or take it out.") from error
        self.stdout.write(f"{sum(line.outcome == 'import' for line in lines)} questions imported.")

    def _skills(self, codes: list[str]) -> list[Skill]:
        skills = list(Skill.objects.filter(code__in=codes))
        if missing := sorted(set(codes) - {one.code for one in skills}):
            raise CommandError(f"There is no skill {missing[0]}.")
        return skills

    def _text(self, file: Path) -> str:
        try:
            with file.open("rb") as opened:
                decoded = decode(opened.read(MOST_BYTES + 1))
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}") from error
        except NotTextError as error:
            raise CommandError(f"{file}: {NOT_TEXT[str(error)]}") from error
        if decoded.encoding == "windows-1252":
            self.stderr.write("Read as Windows text (windows-1252): check the letters with accents.")
        return decoded.text

    def _show(self, lines: list[ReportLine]) -> None:
        for line in lines:
            why = " ".join(str(text) for text in [WHY.get(line.why, ""), *(NOTES[note] for note in line.notes)] if text)
            self.stdout.write(f"  line {line.line}: {OUTCOMES[line.outcome]}: {line.title[:60]} {why}".rstrip())
        counts = Counter(line.outcome for line in lines)
        self.stdout.write("  " + ", ".join(f"{counts[one]} {word}" for one, word in OUTCOMES.items() if counts[one]))
