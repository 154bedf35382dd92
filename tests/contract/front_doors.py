"""Who goes into another station by a window: `python front_doors.py SOURCE_FOLDER` prints each such import.

import-linter cannot say this: a `protected` contract with wildcards lets `labs.views -> practice.views` pass.
"""

import sys

import grimp

# The doors of a station. Its views, forms, tasks and templates' code are its own.
OPEN = frozenset({"queries", "access", "actions", "models", "rules"})
# What everybody stands on or in, and who puts the house together.
GROUND = frozenset({"kit", "design"})
BUILDER = "site"


def by_the_window(graph: grimp.ImportGraph) -> list[str]:
    """Each import of another station's inside, as "importer -> imported"."""
    imports = ((a, b) for a in graph.modules for b in graph.find_modules_directly_imported_by(a))
    return sorted(f"{a} -> {b}" for a, b in imports if _is_inside(a) and _is_inside(b) and _is_window(a, b))


def _is_inside(module: str) -> bool:
    return module.startswith("opstap.") and module.count(".") >= 2 and ".tests." not in module


def _is_window(importer: str, imported: str) -> bool:
    own, other = importer.split(".")[1], imported.split(".")[1]
    return own not in {BUILDER, other} and other not in GROUND and imported.split(".")[2] not in OPEN


def graph() -> grimp.ImportGraph:
    return grimp.build_graph("opstap", exclude_type_checking_imports=True, cache_dir=None)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    sys.stdout.write("\n".join(by_the_window(graph())))
