"""The rules of proof, by name.

A rule checks that its conclusion follows for all values of the scope, and that the conclusion is defined there.
Names of rules and fields are those of ``docs/certificates.md``.
"""

from .around import around
from .attained import attained
from .boxes import boxes
from .facts import combination
from .logic import (
    absurd,
    alternatives,
    assumption,
    both,
    cases,
    contradiction,
    cut,
    either,
    exists,
    intro,
    keep,
    leave_open,
    obtain,
    rewrite,
    suppose,
    use,
)
from .margin import gordan, kkt, separator
from .meanings import meaning, unfold
from .order import apart, coincide, slope
from .proving import RULES, prove
from .sequences import beyond, each, induction, summable, termwise

__all__ = ["RULES", "meaning", "prove"]

RULES.update(
    {
        "combine": (combination, {"parts"}, set()),
        "boxes": (boxes, {"tree"}, {"bits"}),
        "slope": (slope, {"var", "from", "at"}, {"up", "down", "strict"}),
        "cut": (cut, {"fact", "by", "then"}, set()),
        "cases": (cases, {"left", "right", "lt", "eq", "gt"}, set()),
        "intro": (intro, {"then"}, {"as"}),
        "and": (both, {"parts"}, set()),
        "or": (either, {"part", "by"}, set()),
        "exists": (exists, {"at", "by"}, set()),
        "use": (use, {"of", "then"}, {"at", "premises"}),
        "obtain": (obtain, {"of", "as", "then"}, set()),
        "alternatives": (alternatives, {"of", "parts"}, set()),
        "assumption": (assumption, set(), set()),
        "keep": (keep, {"of", "then"}, set()),
        "suppose": (suppose, {"then"}, set()),
        "open": (leave_open, {"name"}, set()),
        "absurd": (absurd, {"by"}, set()),
        "contradiction": (contradiction, {"of", "by"}, set()),
        "apart": (apart, {"side", "by"}, set()),
        "coincide": (coincide, {"le"}, {"ge"}),
        "rewrite": (rewrite, {"of", "then"}, {"back"}),
        "unfold": (unfold, {"then"}, {"of"}),
        "termwise": (termwise, {"as", "by"}, {"strict"}),
        "summable": (summable, {"bound", "nonnegative", "sums"}, set()),
        "beyond": (beyond, {"term", "as", "then"}, set()),
        "attained": (attained, {"constant", "ends", "by"}, set()),
        "around": (around, {"at", "radius", "as", "then"}, set()),
        "each": (each, {"parts"}, set()),
        "induction": (induction, {"var", "base", "step"}, set()),
        "kkt": (kkt, {"multipliers"}, set()),
        "gordan": (gordan, {"weights"}, set()),
        "separator": (separator, {"w"}, set()),
    }
)
