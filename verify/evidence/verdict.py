"""The six verdicts, and which of them only the checker may hand out."""

from enum import StrEnum
from typing import NoReturn


class Verdict(StrEnum):
    """What became of a claim. A verdict has no truth value: compare it with the verdict that is meant.

    proved     for the claim's whole scope, certificate replayed
    certified  rigorous, on named instances or a smaller scope than the claim's, certificate replayed
    supported  no rigour: sampled or floating evidence
    refuted    a counterexample inside the hypotheses, replayed
    vacuous    nothing satisfies the hypotheses, certificate replayed
    undecided  no method concluded
    """

    PROVED = "proved"
    CERTIFIED = "certified"
    SUPPORTED = "supported"
    REFUTED = "refuted"
    VACUOUS = "vacuous"
    UNDECIDED = "undecided"

    def __bool__(self) -> NoReturn:
        """Refused (TypeError): ``undecided`` is neither yes nor no."""
        raise TypeError(f"the verdict {self.value!r} has no truth value: compare it with the one that is meant")


RIGOROUS = frozenset({Verdict.PROVED, Verdict.CERTIFIED, Verdict.REFUTED, Verdict.VACUOUS})
FINAL = frozenset({Verdict.PROVED, Verdict.REFUTED, Verdict.VACUOUS})
ESTABLISHED = frozenset({Verdict.PROVED, Verdict.VACUOUS})
STRENGTH = {Verdict.UNDECIDED: 0, Verdict.SUPPORTED: 1, Verdict.CERTIFIED: 2} | dict.fromkeys(FINAL, 3)
