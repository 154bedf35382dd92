"""The register of personal data in the words of the person: what for, why we may, how long."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.translation import gettext, gettext_lazy

from opstap.kit.personal import Basis, Personal, Retention

STATIONS = {
    "people": gettext_lazy("Your account"),
    "messages": gettext_lazy("Messages"),
    "curriculum": gettext_lazy("What is taught"),
    "programme": gettext_lazy("Your training"),
    "practice": gettext_lazy("Your exercises"),
    "admission": gettext_lazy("Your application"),
    "labs": gettext_lazy("Your hands-on tasks"),
    "certification": gettext_lazy("Your exams"),
    "jobs": gettext_lazy("Your road to a job"),
    "guidance": gettext_lazy("Your guidance"),
}
BASES = {
    Basis.CONSENT: gettext_lazy("you said yes"),
    Basis.CONTRACT: gettext_lazy("our agreement with you"),
    Basis.LEGAL_DUTY: gettext_lazy("the law asks it"),
    Basis.LEGITIMATE_INTEREST: gettext_lazy("a safe system"),
    Basis.SENSITIVE: gettext_lazy("you said yes to this very question"),
}
RETENTIONS = {
    Retention.ACCOUNT: gettext_lazy("until you erase your account"),
    Retention.DECISION_2_YEARS: gettext_lazy("2 years after the decision"),
    Retention.PROGRAMME_5_YEARS: gettext_lazy("5 years after your programme ends"),
    Retention.MESSAGE_1_YEAR: gettext_lazy("1 year after sending"),
    Retention.CALL_CLOSES: gettext_lazy("6 months after applications close"),
    Retention.PSEUDONYM: gettext_lazy("it stays, with no link to you"),
}


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the table."""

    purpose: str
    basis: str
    retention: str


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """What one station keeps."""

    title: str
    lines: list[RegisterLine]


def register_parts() -> list[RegisterPart]:
    """Every station that keeps something, in the order of the road; equal lines of several fields are one."""
    parts = []
    for config in apps.get_app_configs():
        kept = {line for model in config.get_models() for line in getattr(model, "personal", {}).values()}
        if kept:
            lines = [_line(line) for line in sorted(kept, key=lambda line: (line.retention, line.purpose))]
            station = config.name.rpartition(".")[2]
            parts.append(RegisterPart(str(STATIONS.get(station, config.verbose_name)), lines))
    return parts


def _line(line: Personal) -> RegisterLine:
    return RegisterLine(gettext(line.purpose), str(BASES[line.basis]), str(RETENTIONS[line.retention]))
