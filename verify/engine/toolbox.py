"""What a run decides with: methods by name, the default order, and the maker of examples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from verify.methods.method import Budget, Method

# (statement, values of its names, budget) -> data for the checker, or None when no proof was found
ExampleMaker = Callable[[Any, Mapping[str, Any], Budget], Any]


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The methods that a run may use. Nothing here is trusted: the checker replays what they return."""

    methods: Mapping[str, Method] = field(default_factory=dict)
    default: tuple[str, ...] = ()
    example: ExampleMaker | None = None
