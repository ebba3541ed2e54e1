"""The one gate that every proof, nested or not, goes through, and the table of the rules it knows."""

from collections.abc import Callable
from typing import Any

from .facts import fields
from .goals import Goal
from .terms import Malformed

Proof = dict[str, Any]
# Rule: its function, its required fields, its optional ones. Filled by ``rules``, and by nothing else.
RULES: dict[str, tuple[Callable[[Goal, Proof, str], None], set[str], set[str]]] = {}


def prove(goal: Goal, proof: Any, path: str) -> None:
    """Fails with Rejected when ``proof`` does not establish ``goal``, with Malformed when it is no proof at all."""
    rule = proof.get("rule") if isinstance(proof, dict) else None
    if not isinstance(rule, str) or rule not in RULES:
        raise Malformed(f"proof: unknown rule {rule!r:.40} @ {path}")
    check, required, optional = RULES[rule]
    fields(proof, required | {"rule"}, optional, path)
    check(goal, proof, f"{path}.{rule}")
