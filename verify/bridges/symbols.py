r"""Names as the field writes them: ``w_hat`` is \hat{w}, ``mu_plus`` is \mu_{+}, ``lambda1`` is \lambda_{1}."""

import re
from typing import NamedTuple

GREEK = {
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi",
    "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
    "Sigma", "Upsilon", "Phi", "Psi", "Omega",
}  # fmt: skip
OTHER = {"l": r"\ell", "ell": r"\ell", "eps": r"\epsilon", "lam": r"\lambda", "loss": r"\mathcal{L}"}
ACCENTS = {"hat": r"\hat", "tilde": r"\tilde", "bar": r"\bar", "dot": r"\dot", "check": r"\check"}
RAISED = {"star": "*", "prime": r"\prime"}
LOWERED = {"plus": "+", "minus": "-", "inf": r"\infty"}
# Names that carry an index below rather than an argument in brackets.
INDEXED = frozenset({"x", "y", "z", "a", "b", "c", "v", "alpha", "beta", "lambda", "xi", "A", "B", "C", "W"})


class Symbol(NamedTuple):
    """A name taken apart: the letter with its accents, what stands above it, what stands below it."""

    letter: str
    above: tuple[str, ...]
    below: tuple[str, ...]

    def tex(self, more_below: tuple[str, ...] = (), more_above: tuple[str, ...] = ()) -> str:
        """The symbol in LaTeX, with further indices."""
        below, above = (*self.below, *more_below), (*self.above, *more_above)
        low = f"_{{{','.join(below)}}}" if below else ""
        return self.letter + low + (f"^{{{' '.join(above)}}}" if above else "")


def symbol(name: str) -> Symbol:
    """The parts of a name of the statement language, which holds letters, digits and ``_`` only."""
    first, *rest = [part for part in name.split("_") if part]
    stem = first.rstrip("0123456789") or first
    letter, above = _word(stem), list[str]()
    below = [first[len(stem) :]] if first[len(stem) :] else []
    for part in rest:
        if part in ACCENTS:
            letter = f"{ACCENTS[part]}{{{letter}}}"
        elif part in RAISED:
            above.append(RAISED[part])
        else:
            below.append(LOWERED.get(part) or _index(part))
    return Symbol(letter, tuple(above), tuple(below))


def indexed(name: str) -> bool:
    """Whether the field writes this name's argument as an index below: x_n, but w(t)."""
    return re.sub(r"[0-9]*(_.*)?\Z", "", name) in INDEXED


def _index(part: str) -> str:
    if part.isdigit():
        return part
    return symbol(part).tex() if part[0].isalpha() else rf"\mathrm{{{part}}}"


def _word(stem: str) -> str:
    if stem in OTHER:
        return OTHER[stem]
    if stem in GREEK:
        return "\\" + stem
    return stem if len(stem) == 1 else rf"\mathrm{{{stem}}}"
