"""How well the knowledge model predicts the next answer of students that it never met.

    PYTHONPATH=src:. .venv/bin/python -m bench.practice.answers --responses FILE [--json] [--quick]

FILE is a CSV with user_id, seq, item_id, skill_ids (separated by `;`) and correct; optional are answer, correct_answer, timestamp
(seconds) and split (train or test). Without a split, five folds by student: those
of `folds_ednet.csv` when the students are the same.
Everything is fitted and tuned on training students alone. Test students are met cold and followed answer by answer. Errors
and intervals are from a bootstrap over students. PFA and the freer model need numpy, scipy and scikit-learn; without them
they are left out, and that is said.
"""

import argparse
import json
import platform
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import process_time

from bench.practice.answers_data import (
    RESAMPLES,
    Pooled,
    Student,
    difference,
    figures,
    first_tries,
    splits_of,
    students_of,
)
from bench.practice.answers_models import Bank, Chances, elo, item_mean, ours

from opstap.practice.rules.features import (
    NAMES,
    Seen,
    SkillTrace,
    answered,
    features_of,
    hardened,
    meet,
    new_person,
    new_skill,
)
from opstap.practice.rules.readout import UNFITTED, chance_of
from opstap.practice.rules.readout_fit import fit_readout
from opstap.practice.rules.skill_filter import Priors

DRAWS = 1  # of the few training students, in each fold
BASE = "Elo, items learn"
OURS = "ours, items learn"


def say(*words: object) -> None:
    """To the error stream, so that --json stays clean."""
    print(*words, file=sys.stderr, flush=True)


def models(free: bool) -> dict[str, Callable[[Sequence[Student], Sequence[Student], list[str]], dict[str, Chances]]]:
    """What is compared, by group."""
    groups: dict[str, Callable[[Sequence[Student], Sequence[Student], list[str]], dict[str, Chances]]] = {
        "item mean": lambda a, b, _: {"item mean": item_mean(a, b)},
        "elo": lambda a, b, _: {
            "Elo": elo(a, b, learning=False, platt=False),
            "Elo, items learn": elo(a, b, learning=True, platt=False),
            "Elo, items learn, Platt": elo(a, b, learning=True, platt=True),
        },
        "ours": ours,
    }
    if free:
        from bench.practice.answers_free import freer, pfa

        groups["pfa"] = lambda a, b, _: {"PFA": pfa(a, b)}
        groups["freer"] = lambda a, b, _: {"freer (bench only)": freer(a, b)}
    return groups


def run(
    students: dict[str, Student], few: int | None, wanted: Sequence[str], free: bool, first: bool, note: list[str]
) -> dict[str, Pooled]:
    """Chances of every test student's answers, by model; with `first`, of first tries alone, after having followed all.

    With `few`, from so many training students, drawn in each fold.
    """
    found: dict[str, dict[str, list[tuple[float, int]]]] = {}
    for fold, (train, test) in enumerate(splits_of(students)):
        for draw in range(DRAWS if few else 1):
            some = random.Random(100 * fold + draw).sample(train, few) if few else train
            for group, model in models(free).items():
                if group not in wanted:
                    continue
                started = process_time()
                chances = model([students[s] for s in some], [students[s] for s in test], note)
                say(f"fold {fold} draw {draw} {group}: {process_time() - started:.0f} s")
                for name, mine in chances.items():
                    held = found.setdefault(name, {})
                    for s, ps in zip(test, mine, strict=True):
                        counts = first_tries(students[s]) if first else [True] * len(ps)
                        pairs = zip(ps, (row.right for row in students[s]), counts, strict=True)
                        held.setdefault(s, []).extend((p, right) for p, right, counted in pairs if counted)
    return {name: Pooled(held) for name, held in found.items()}


def speed(students: dict[str, Student]) -> dict[str, float]:
    """Processor time: microseconds for one answer (expect, features, chance, update of person and question), the best of five
    passes; and seconds to fit a million answers, made by repeating."""
    priors = Priors()
    flat = [row for s in students.values() for row in s]
    best = float("inf")
    for _ in range(5):
        bank = Bank(priors)
        started = process_time()
        for student in students.values():
            person = new_person(priors)
            skills: dict[str, SkillTrace] = {}
            memory: dict[str, Seen] = {}
            for row in student:
                held = [skills.get(name) or new_skill(priors) for name in row.skills]
                meeting = meet(person, held, bank.hard(row), memory.get(row.item, Seen()), priors, row.day)
                chance_of(UNFITTED, features_of(meeting))
                person, moved, memory[row.item] = answered(meeting, row.right, priors)
                skills.update(zip(row.skills, moved, strict=True))
                after = hardened(meeting, row.right)
                bank.items[row.item] = after.own
                bank.skills.update(zip(row.skills, after.skills, strict=True))
        best = min(best, process_time() - started)
    bank = Bank(priors)
    rows = [features for student in students.values() for features in bank.follow(student, learning=True)]
    times = 1_000_000 // len(rows) + 1
    many, scores = (rows * times)[:1_000_000], ([row.right for row in flat] * times)[:1_000_000]
    started = process_time()
    fit_readout(many, scores)
    return {"answer_us": best / len(flat) * 1e6, "skills_per_answer": sum(len(row.skills) for row in flat) / len(flat),
            "fit_1M_s": process_time() - started, "features": len(NAMES)}  # fmt: skip


def table(pooled: dict[str, Pooled], base: str, count: int) -> list[dict[str, object]]:
    """One line per model; with the difference from `base` where it was run."""
    lines = []
    for name, one in pooled.items():
        line: dict[str, object] = {"model": name, **asdict(figures(one, count))}
        if base in pooled and name != base:
            line["auc_gain"], line["loss_gain"] = difference(one, pooled[base], count)
        lines.append(line)
    return lines


def shown(title: str, lines: Sequence[dict[str, object]]) -> str:
    """A table in Markdown."""
    rows = [
        f"## {title}",
        "",
        f"| model | AUC | log loss | ECE | AUC less {BASE} | log loss less it |",
        "| --- " * 6 + "|",
    ]
    for line in lines:
        gains = [line.get("auc_gain"), line.get("loss_gain")]
        told = [f"{g[0]:+.4f} [{g[1]:+.4f}, {g[2]:+.4f}]" if isinstance(g, tuple) else "" for g in gains]
        rows.append(
            f"| {line['model']} | {line['auc']:.4f} ± {line['auc_error']:.4f} | {line['loss']:.4f} ± "
            f"{line['loss_error']:.4f} | {line['calibration']:.4f} | {told[0]} | {told[1]} |"
        )
    return "\n".join([*rows, ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--responses", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--quick", action="store_true", help="few draws of the bootstrap, and no freer model")
    parser.add_argument("--first-tries", action="store_true", help="figures of first tries at an item alone")
    parser.add_argument("--speed", action="store_true", help="also how long an answer and a refit take")
    parser.add_argument("--only", nargs="*", help="groups of models: item mean, elo, pfa, ours, freer")
    parser.add_argument(
        "--few", nargs="*", type=int, help="from so many training students instead of all, such as 30 100"
    )
    options = parser.parse_args()
    if not options.responses.exists():
        raise SystemExit(f"{options.responses} is not there. The data is not part of the project.")
    students = students_of(options.responses)
    free = not options.quick
    if free:
        try:
            import scipy  # noqa: F401
            import sklearn  # noqa: F401
        except ImportError:
            free = False
            say("scipy and scikit-learn are absent: without PFA and the freer model")
    count = 100 if options.quick else RESAMPLES
    wanted = options.only or list(models(free))
    notes: list[str] = []
    result: dict[str, object] = {"python": platform.python_version()}
    if options.speed:
        result["speed"] = speed(students)
    text = []
    for few in [None] if options.few is None else options.few:
        if few and len(splits_of(students)[0][0]) <= few:
            continue
        these = wanted if few is None else [one for one in wanted if one in {"item mean", "elo", "ours"}]
        title = f"{few} training students" if few else "All training students"
        result[title] = table(run(students, few, these, free, options.first_tries, notes), BASE, count)
        text.append(shown(title, result[title]))  # type: ignore[arg-type]
    result["chosen"] = notes
    print(
        json.dumps(result, indent=1)
        if options.json
        else "\n".join([*text, f"Speed: {result.get('speed', 'not measured')}", *notes])
    )


if __name__ == "__main__":
    main()
