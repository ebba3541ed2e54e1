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
    """How a claim stands in the graph of claims: what of all it uses, directly or not, is not established.

    refuted  used claims that are refuted: the printed proof has a gap there
    open     used claims that are neither established nor refuted
    """

    verdict: Verdict
    uses: tuple[str, ...] = ()
    refuted: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def established(self) -> bool:
        """Whether the claim and all that it uses are established."""
        return self.verdict in ESTABLISHED and not self.refuted and not self.open

    @property
    def proof(self) -> str:
        """What can be said of the printed proof, in words for a person."""
        if not self.uses:
            return "uses no other claim"
        if self.refuted:
            return f"uses refuted claims: {named(self.refuted)}"
        if self.open:
            return f"conditional on: {named(self.open)}"
        return "everything it uses is established"
