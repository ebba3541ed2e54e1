"""``verify orbit --rates``: the constants of the rates, theory beside certified orbits, a fact a line."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from verify.engine.orbit_rates import Rates

LABELS = {"loss": "t loss", "direction": "direction", "cosine": "cosine", "gap": "log t gap", "gap 2": "log^2 t gap"}
MEANING = {
    "loss": "|w^|^2/eta",
    "direction": "of log t |w/|w| - w^/|w^||",
    "cosine": "of log^2 t (1 - cos of the angle)",
    "gap": "of log t (1/|w^| - min_n x_n.w/|w|)",
}


def rate_facts(found: "Rates") -> list[tuple[str, str]]:
    """The answer beneath data, orbit and w^."""
    theory, limits = found.theory, found.limit.moments[-1] if found.limit else None
    facts = _idle(found)
    origin = "its equations, not certified" if theory.closed else "the certified limit"
    facts += [("w~" if i == 0 else "", x[0]) for i, x in enumerate(theory.point)]
    facts += [("", f"from {origin}")] if theory.point else []
    if limits is not None:
        facts += [("certified" if i == 0 else "", f"{x[0]} ± {x[1]}") for i, x in enumerate(limits.rho)]
    for name, meaning in MEANING.items():
        constant = found.constant(name)
        if name in theory.vanishing:
            facts.append((LABELS[name], f"0, exactly: the limit {meaning}"))
        elif constant is not None:
            facts.append((LABELS[name], f"{constant[0]} ± {constant[1]}, the limit {meaning}"))
        elif theory.point:
            facts.append((LABELS[name], meaning))
        if name not in theory.vanishing:
            facts += _seen(found, name)
    if theory.gap_2 is not None:
        facts.append(
            (LABELS["gap 2"], f"{theory.gap_2[0]} ± {theory.gap_2[1]}, the limit, since that of log t gap is 0")
        )
        facts += _seen(found, "gap 2")
    return facts + _next_order(found)


def _idle(found: "Rates") -> list[tuple[str, str]]:
    """Degenerate data: the term of log log t, and the residual beside it."""
    exact = found.theory.exact
    if exact.second is None:
        return []
    names = ", ".join(str(n + 1) for n in exact.idle)
    second = ", ".join(map(str, exact.second))
    facts = [
        ("degenerate", f"the multipliers of support vectors {names} are 0 in every solution"),
        (
            "w^_2",
            f"({second}): w(t) = w^ log t + w^_2 log log t + {'O(log log log t)' if exact.deeper else 'w~ + o(1)'}",
        ),
    ]
    for part in found.theory.confirmed:
        if part.name.startswith("rho"):
            what = "w - w^ log t" if found.theory.point else "... - w^_2 log log t"
            facts.append((what, f"coordinate {part.name[4:]}"))
            facts += _seen(found, part.name)
    return facts


def _seen(found: "Rates", name: str) -> list[tuple[str, str]]:
    """A line for each time, and one for what the two last make of the limit."""
    facts = []
    for part in found.theory.confirmed:
        if part.name != name:
            continue
        for seen in part.seen:
            theory = f"   predicted {seen.predicted[0]}   apart {seen.apart}" if seen.predicted else ""
            facts.append(("", f"{seen.t:<15}  {seen.orbit[0]}{theory}"))
        if part.free is not None:
            facts.append(("", f"{'two last times':<15}  {part.free[0]}   off by {part.free[1]}"))
    return facts


def _next_order(found: "Rates") -> list[tuple[str, str]]:
    """Where all constants but the loss's vanish: powers of t."""
    theory = found.theory
    if not theory.modes:
        return []
    facts = [("next order", "direction and gap fall like t^-k/log t, cosine like its square; k is one of")]
    facts += [("", f"{_short(mode.exponent[0])}: {mode.origin}") for mode in theory.modes[:6]]
    if found.fitted is None:
        return [*facts, ("fitted", "nothing: the residual across w^ is not certainly different from 0")]
    times = ", ".join(found.fitted.times)
    return [*facts, ("fitted", f"k = {found.fitted.exponent} ± {found.fitted.error}, a fit to the orbit at {times}")]


def _short(text: str) -> str:
    """Without zeros at the end."""
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def rate_object(found: "Rates") -> dict[str, Any]:
    """The answer as plain data."""
    theory = found.theory
    return {
        "idle": [n + 1 for n in theory.exact.idle],
        "w_hat_2": None if theory.exact.second is None else [str(x) for x in theory.exact.second],
        "w_tilde": [list(x) for x in theory.point],
        "closed_form": theory.closed,
        "constants": {name: found.constant(name) for name in MEANING},
        "vanishing": list(theory.vanishing),
        "log2_gap": theory.gap_2,
        "confirmed": [asdict(part) for part in theory.confirmed],
        "modes": [asdict(mode) for mode in theory.modes],
        "fitted": None if found.fitted is None else asdict(found.fitted),
    }
