"""Read `mock-forms.yaml` of a pack: the fixed forms of its mock exams."""

from opstap.curriculum.rules.marked_yaml import Node, Problem
from opstap.curriculum.rules.pack_entries import MockFormEntry, ModuleEntry
from opstap.curriculum.rules.pack_kinds import Ground

FORMS_FILE = "mock-forms.yaml"


def read_forms(node: Node, modules: tuple[ModuleEntry, ...], ground: Ground) -> tuple[MockFormEntry, ...]:
    """Every form of the file; its questions must be questions of the pack. Faults go to the reader."""
    reader = ground.reader
    reader.mapping(node, required=("forms",))
    forms: list[MockFormEntry] = []
    for position, part in enumerate(reader.items(node.get("forms")), start=1):
        reader.mapping(part, required=("id", "title", "questions"))
        listed = part.get("questions")
        form = MockFormEntry(
            code=reader.slug(part.get("id"), most=80),
            title=reader.texts(part.get("title"), required=ground.languages, most=200),
            questions=tuple(reader.text(one, most=120) for one in reader.items(listed)),
            position=position,
            place=part,
        )
        if listed is not None and listed.value == []:
            reader.wrong(listed, "name at least one question")
        if any(form.code == other.code for other in forms):
            reader.wrong(part, f"the form id {form.code} stands twice here: give each its own", "id-taken")
        if listed is not None:
            reader.problems += _faults(form, listed, modules, reader.unreadable)
        forms.append(form)
    return tuple(forms)


def _faults(form: MockFormEntry, listed: Node, modules: tuple[ModuleEntry, ...], unreadable: set[str]) -> list[Problem]:
    cases = {one.code: one.case.code if one.case else "" for module in modules for one in module.questions}
    # A file that cannot be read may hold them.
    complete = not any(file.endswith("questions.yaml") for file in unreadable)
    faults: list[Problem] = []
    seen: dict[str, int] = {}
    parts = listed.value if isinstance(listed.value, list) else []
    for position, (part, code) in enumerate(zip(parts, form.questions, strict=True)):
        if code in seen:
            message = f"{code} stands in this form already: keep one of the two"
            faults.append(part.problem(message, "form-question-unknown"))
        elif code and code not in cases and complete:
            faults.append(part.problem(f"{code} is not a question of this pack: mend the id", "form-question-unknown"))
        case = cases.get(code, "")
        last = max((place for one, place in seen.items() if case and cases.get(one) == case), default=position - 1)
        if last < position - 1:
            message = f"stands apart from the other questions of the case {case}: put them together"
            faults.append(part.problem(message, "form-question-unknown"))
        seen.setdefault(code, position)
    return faults
