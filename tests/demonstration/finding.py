"""How the table of addresses finds the arguments of an address."""

from collections.abc import Callable

from tests.demonstration.world import World

type Arguments = dict[str, object]
type Finder = Callable[[World], Arguments]


def pk(find: Callable[[World], object]) -> Finder:
    """The row's id as the address's only argument."""
    return lambda world: {"pk": find(world).pk}  # type: ignore[attr-defined]


def fixed(**arguments: object) -> Finder:
    """Arguments that no row stands behind."""
    return lambda world: arguments


NOTHING = fixed()


def kept[R](name: str, make: Callable[[World], R]) -> Callable[[World], R]:
    """Found or made once per world."""

    def find(world: World) -> R:
        if name not in world.kept:
            world.kept[name] = found = make(world)
            assert found is not None, f"the demonstration has no {name}"
        return world.kept[name]  # type: ignore[return-value]

    return find
