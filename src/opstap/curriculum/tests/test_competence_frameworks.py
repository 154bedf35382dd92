"""Nobody invents a concept: every id and label that we ship stands in the framework itself."""

import json
import sys
from pathlib import Path

import pytest
import yaml

from opstap.curriculum.actions.load_catalogue import FOLDER
from opstap.curriculum.rules.competences import read_competences

ROOT = Path(__file__).resolve().parents[4]
EXTRACT = ROOT / "tests" / "data" / "frameworks"
# The whole frameworks, where somebody laid them beside the project.
WHOLE = ROOT.parent / "shared" / "data" / "frameworks"

type Labels = dict[tuple[str, str], dict[str, str]]


def labels_in(folder: Path) -> Labels:
    """Every concept with its labels, as the framework has them."""
    esco = json.loads((folder / "esco_it_security.json").read_text(encoding="utf-8"))
    nice = json.loads((folder / "nice_work_roles.json").read_text(encoding="utf-8"))
    ecsf = yaml.safe_load((folder / "ecsf_profiles.yaml").read_text(encoding="utf-8"))
    found: Labels = {}
    for concept in esco["occupations"] + esco["skills"]:
        found["esco", concept["uri"]] = {code: text for code, text in concept["label"].items() if text}
    found |= {("nice", role["id"]): {"en": role["name"]} for role in nice["work_roles"]}
    found |= {("ecsf", profile["id"]): {"en": profile["title"]} for profile in ecsf["profiles"]}
    return found


def ours() -> Labels:
    """The concepts of frameworks.yaml."""
    shipped = yaml.safe_load((FOLDER / "competences" / "frameworks.yaml").read_text(encoding="utf-8"))
    return {(name, one["id"]): one["label"] for name, framework in shipped.items() for one in framework["concepts"]}


@pytest.mark.parametrize("folder", [EXTRACT, WHOLE], ids=["extract", "whole"])
def test_every_concept_and_label_is_the_framework_s_own(folder: Path) -> None:
    if not folder.is_dir():
        sys.stdout.write(f"not compared with {folder}: it is not here\n")
        return
    theirs = labels_in(folder)
    invented = {key: label for key, label in ours().items() if theirs.get(key) != label}
    assert invented == {}


def test_every_concept_that_we_ship_is_used_and_each_framework_gives_its_notice() -> None:
    files = {f"competences/{path.name}": path.read_text("utf-8") for path in (FOLDER / "competences").glob("*.yaml")}
    entries, problems = read_competences(files)
    assert problems == []
    used = {(one.framework, one.concept) for entry in entries for one in entry.mappings}
    assert used == set(ours())
    assert all(any(one.framework == "esco" for one in entry.mappings) for entry in entries)
    assert (
        "This service uses the ESCO classification of the European Commission." in files["competences/frameworks.yaml"]
    )
