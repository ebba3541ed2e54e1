"""A line or two that a person can follow, read off a proof."""

from collections import Counter
from typing import Any

from verify.checker.goals import Goal
from verify.claims.printing import text
from verify.methods.inequality.narrate import termed
from verify.methods.method import Proof


def explain(goal: Goal, proof: Proof) -> str:
    """How the proof goes: its pieces, its Taylor leaves, its slopes and its identities."""
    if proof["rule"] == "boxes" and isinstance(proof["tree"], dict) and "taylor" in proof["tree"]:
        return _taylor(proof["tree"])
    counts: Counter[str] = Counter()
    starts: list[str] = []
    _count(proof, counts, starts)
    said = []
    if counts["slope"]:
        said.append(f"the derivative has one sign from {', '.join(dict.fromkeys(starts))}")
    if counts["leaf"] or counts["taylor"]:
        pieces = counts["leaf"] + counts["taylor"]
        kinds = [
            f"{counts[k]} by {w}" for k, w in (("leaf", "enclosure"), ("taylor", "Taylor polynomial")) if counts[k]
        ]
        said.append(f"{pieces} piece{'s' * (pieces > 1)} of the domain ({', '.join(kinds)})")
    if counts["suppose"]:
        said.append("multiplied through by a positive factor")
    if counts["alternatives"]:
        said.append("whole numbers one at a time, and the rest at once")
    if counts["square"]:
        said.append("a sum of squares and of what is known")
    if counts["cases"]:
        said.append("both signs inside the absolute value")
    return "; ".join(said) or "at once from the hypotheses"


def _taylor(node: dict[str, Any]) -> str:
    point = ", ".join(f"{name} = {value}" for name, value in node["at"].items())
    return f"Taylor polynomial at {point} with the derivative of order {node['taylor']} enclosed on the whole domain"


def _count(item: Any, counts: Counter[str], starts: list[str]) -> None:
    if isinstance(item, dict):
        counts[str(item.get("rule", ""))] += 1
        counts["taylor"] += "taylor" in item
        counts["square"] += "square" in item
        if item.get("rule") == "slope" and len(starts) < 4:
            starts.append(f"{item['var']} = {text(termed(item['from']))}")
        for part in item.values():
            _count(part, counts, starts)
    elif isinstance(item, list):
        for part in item:
            _count(part, counts, starts)
    elif item == "leaf":
        counts["leaf"] += 1
