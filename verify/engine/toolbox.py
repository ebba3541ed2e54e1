"""What a run decides with: methods by name, the default order, and the maker of examples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from verify.claims.claim import Claim
from verify.methods.method import Budget, Method

# (claim, budget) -> data for the checker that its example holds, or None when no proof was found
ExampleMaker = Callable[[Claim, Budget], Any]


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The methods that a run may use. Nothing here is trusted: the checker replays what they return."""

    methods: Mapping[str, Method] = field(default_factory=dict)
    default: tuple[str, ...] = ()
    example: ExampleMaker | None = None
