"""How each claim stands in the graph of claims: established with all that it uses, or conditional on what."""

from collections.abc import Mapping, Sequence

from verify.claims.claim import Claim
from verify.evidence.result import Standing
from verify.evidence.verdict import ESTABLISHED, Verdict


def standings(claims: Sequence[Claim], verdicts: Mapping[str, Verdict]) -> dict[str, Standing]:
    """The standing of every claim, over all that it uses, directly or not.

    A used claim that the run did not decide counts as open. The catalogue sees to it that there is no cycle.
    """
    uses = {claim.id: claim.uses for claim in claims}
    repairs = {c.repairs: c.id for c in reversed(claims) if c.repairs and verdicts.get(c.id) == Verdict.PROVED}
    below: dict[str, frozenset[str]] = {}
    for claim in claims:
        _collect(claim.id, uses, below)
    return {claim.id: _standing(claim, below[claim.id], verdicts, repairs) for claim in claims}


def _collect(top: str, uses: Mapping[str, Sequence[str]], below: dict[str, frozenset[str]]) -> None:
    """All claims below ``top``, without recursion: chains of lemmas can be long."""
    stack = [top]
    while stack:
        here = stack[-1]
        missing = [used for used in uses.get(here, ()) if used not in below]
        if missing and here not in below:
            # A claim met twice on the way down would be a cycle; it is counted once and left.
            fresh = [used for used in missing if used not in stack]
            if fresh:
                stack.extend(fresh)
                continue
        stack.pop()
        direct = uses.get(here, ())
        below[here] = frozenset(direct).union(*(below.get(used, frozenset()) for used in direct))


def _standing(
    claim: Claim, below: frozenset[str], verdicts: Mapping[str, Verdict], repairs: Mapping[str, str]
) -> Standing:
    def found(used: str) -> Verdict:
        return verdicts.get(used, Verdict.UNDECIDED)

    refuted = sorted(used for used in below if found(used) == Verdict.REFUTED)
    return Standing(
        found(claim.id),
        tuple(claim.uses),
        broken=tuple(used for used in refuted if used not in repairs),
        gaps=tuple((used, repairs[used]) for used in refuted if used in repairs),
        open=tuple(sorted(used for used in below if found(used) not in ESTABLISHED | {Verdict.REFUTED})),
    )
