"""Fixed forms of the mock exam: only questions that nobody practised with, each in one form, in the shares of the outline."""

from collections import Counter
from collections.abc import Iterator

from opstap.curriculum.rules.check.finding import Finding, found
from opstap.curriculum.rules.check.material import Material, Outline
from opstap.curriculum.rules.marked_yaml import Node
from opstap.curriculum.rules.pack_entries import MockFormEntry, QuestionEntry

MOCK = "mock"


def check_forms(material: Material) -> Iterator[Finding]:
    """Every fault of the forms, and the mock questions that none of them has."""
    questions = {question.code: question for question in material.pack.questions}
    first: dict[str, MockFormEntry] = {}
    for form in material.pack.mock_forms:
        for code, place in _listed(form):
            question = questions.get(code)
            if question and question.pool != MOCK:
                message = (
                    f"{code} is practised with, so the mock would not measure: give it `pool: mock`, or take another"
                )
                yield found("form-practice-question", place, message)
            other = first.setdefault(code, form)
            if other is not form:
                message = f"{code} stands in the form {other.code} too: who did that one has seen it"
                yield found("form-shared-question", place, message)
        # A course that leaves out a domain, as a small or new one does, cannot keep the shares of the exam.
        if material.outline and material.outline.skills.keys() <= {module.domain for module in material.pack.modules}:
            asked = [questions[code] for code in form.questions if code in questions]
            yield from _weights(form, asked, material.outline)
    for question in material.pack.questions:
        if question.pool == MOCK and question.code not in first:
            place = question.place.get("pool") or question.place
            yield found(
                "mock-unused", place, f"no form has {question.code}: put it into one, or give it `pool: practice`"
            )


def shares(questions: list[QuestionEntry], outline: Outline) -> dict[str, float]:
    """How many questions each domain has; a question of two domains counts for half in each."""
    many: Counter[str] = Counter()
    for question in questions:
        domains = [domain for skill in question.skills if (domain := outline.domain_of(skill))]
        for domain in domains:
            many[domain] += 1 / len(domains)  # type: ignore[assignment]
    return {domain: many[domain] for domain in outline.skills}


def _weights(form: MockFormEntry, asked: list[QuestionEntry], outline: Outline) -> Iterator[Finding]:
    """A count is right when the range, of so many questions, rounds to it: half a question cannot be asked."""
    for domain, many in shares(asked, outline).items():
        weight = outline.weights.get(domain)
        if weight is None or not asked:
            continue
        low, high = (len(asked) * share / 100 for share in weight)
        if not low - 0.5 <= many <= high + 0.5:
            message = (
                f"{many:g} of {len(asked)} questions are of domain {domain}, {many / len(asked):.0%}; the outline says"
                f" {weight[0]} to {weight[1]} %"
            )
            yield found("form-weights", form.place, message)


def _listed(form: MockFormEntry) -> list[tuple[str, Node]]:
    node = form.place.get("questions") or form.place
    parts = node.value if isinstance(node.value, list) else []
    return list(zip(form.questions, parts, strict=False))
