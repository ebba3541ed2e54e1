"""What a run says of one claim: its evidence, the errors met, and how it stands among the claims it uses."""

from dataclasses import dataclass

from verify.evidence.evidence import Evidence
from verify.evidence.verdict import ESTABLISHED, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The evidence for one claim, and what else the run has to say.

    errors   faults of the program met on the way, one line each: never a verdict
    example  "checked" when the checker confirmed a point where every hypothesis holds; "" when none is given
    reached  (method, how far it got) for methods that the clock ended: no two runs agree on it
    seconds  wall-clock time; kept out of everything that has to be reproducible
    """

    evidence: Evidence
    errors: tuple[str, ...] = ()
    example: str = ""
    reached: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0

    @property
    def verdict(self) -> Verdict:
        """The verdict of the evidence."""
        return self.evidence.verdict


MANY = 6


def named(claims: tuple[str, ...]) -> str:
    """The claims by name, or the first few of many and the number of the rest."""
    if len(claims) <= MANY:
        return ", ".join(claims)
    return f"{', '.join(claims[: MANY - 1])} and {len(claims) - MANY + 1} more"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim, and apart from it its printed proof, stands in the graph of claims.

    broken  used claims, directly or not, that are refuted and have no proved repair
    gaps    used claims that are refuted, each with the proved claim that repairs it
    open    used claims that are neither established nor refuted
    """

    verdict: Verdict
    uses: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    open: tuple[str, ...] = ()

    @property
    def refuted(self) -> tuple[str, ...]:
        """The used claims that are refuted, repaired or not."""
        return tuple(sorted((*self.broken, *(claim for claim, _ in self.gaps))))

    @property
    def established(self) -> bool:
        """Whether the claim and all that it uses are established."""
        return self.verdict in ESTABLISHED and not self.refuted and not self.open

    @property
    def status(self) -> str:
        """The printed proof in one word: complete, conditional, gap, broken; "" where it uses no claim.

        Complete: every step is established, and so is the claim. A refuted claim has no complete proof: its last step
        is broken.
        """
        if not self.uses:
            return ""
        if self.broken or (self.verdict == Verdict.REFUTED and not self.gaps and not self.open):
            return "broken"
        if self.gaps:
            return "gap"
        return "complete" if self.established else "conditional"

    @property
    def proof(self) -> str:
        """What can be said of the printed proof, in words for a person."""
        if not self.uses:
            return "uses no other claim"
        lacking = [f"broken at: {named(self.broken)}"] if self.broken else []
        if self.gaps:
            lacking.append("gap at: " + named(tuple(f"{claim} (mended: {repair})" for claim, repair in self.gaps)))
        if self.open:
            lacking.append(f"conditional on: {named(self.open)}")
        if lacking:
            return "; ".join(lacking)
        if self.verdict in ESTABLISHED:
            return "complete: everything it uses is established"
        if self.verdict == Verdict.REFUTED:
            return "broken at its last step: everything it uses is established, and the claim is refuted"
        return "conditional on its last step: everything it uses is established, the claim is not"
