"""All rules, one after the other."""

from collections.abc import Callable, Iterator

from opstap.curriculum.rules.check.finding import Finding
from opstap.curriculum.rules.check.keys import check_keys
from opstap.curriculum.rules.check.links import check_links
from opstap.curriculum.rules.check.material import Material
from opstap.curriculum.rules.check.mock_forms import check_forms
from opstap.curriculum.rules.check.negation import check_negation
from opstap.curriculum.rules.check.options import check_options
from opstap.curriculum.rules.check.outline import check_outline
from opstap.curriculum.rules.check.pairing import check_pairing
from opstap.curriculum.rules.check.plain_text import check_texts
from opstap.curriculum.rules.check.reading import check_reading
from opstap.curriculum.rules.check.similar import check_similar
from opstap.curriculum.rules.check.unused import check_unused

CHECKS: tuple[Callable[[Material], Iterator[Finding]], ...] = (
    check_outline,
    check_similar,
    check_options,
    check_keys,
    check_negation,
    check_forms,
    check_texts,
    check_reading,
    check_pairing,
    check_links,
    check_unused,
)


def check_quality(material: Material) -> list[Finding]:
    """Everything that the rules find in one pack, by file and line."""
    findings = [finding for check in CHECKS for finding in check(material)]
    return sorted(dict.fromkeys(findings), key=lambda one: (one.file, one.line, one.rule, one.field))
