"""What a report is about: papers, claims and results side by side, and the counts of every summary."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from verify.claims.claim import Claim, Paper
from verify.evidence.result import Result, Standing
from verify.evidence.verdict import Verdict

SYMBOLS = {
    Verdict.PROVED: "✓",
    Verdict.CERTIFIED: "◐",
    Verdict.SUPPORTED: "≈",
    Verdict.REFUTED: "✗",
    Verdict.VACUOUS: "∅",
    Verdict.UNDECIDED: "?",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim with its result and its standing."""

    claim: Claim
    result: Result
    standing: Standing

    @property
    def verdict(self) -> Verdict:
        """The verdict of the result."""
        return self.result.verdict

    @property
    def encoded(self) -> bool:
        """Whether the claim has a statement in the language."""
        return self.claim.statement is not None

    @property
    def unexpected(self) -> str:
        """How the verdict differs from what the claim's page records; an empty text when it does not."""
        recorded = self.claim.erratum
        if self.verdict == Verdict.REFUTED and not recorded:
            return "refuted, and no erratum is recorded"
        if recorded and self.verdict.value != recorded:
            return f"{self.verdict.value}, and {recorded} is recorded"
        return ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims have which verdict; ``unencoded`` are among the undecided."""

    claims: int
    by_verdict: Mapping[Verdict, int]
    unencoded: int
    errors: int

    @property
    def line(self) -> str:
        """The counts on one line, verdicts without claims left out."""
        parts = [f"{n} {verdict.value}" for verdict, n in self.by_verdict.items() if n]
        if self.unencoded:
            parts[-1] += f" ({self.unencoded} not yet encoded)"
        errors = [f"{self.errors} with errors"] if self.errors else []
        return f"{self.claims} claims: " + ", ".join(parts + errors) if self.claims else "no claims"


@dataclass(frozen=True)
class Audit:
    """The input of every report. ``settings`` are those that verdicts may depend on, as texts."""

    papers: Sequence[Paper]
    entries: Sequence[Entry]
    settings: Mapping[str, str]

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries by claim id."""
        return {entry.claim.id: entry for entry in self.entries}

    @cached_property
    def groups(self) -> Sequence[tuple[Paper, Sequence[Entry]]]:
        """The papers that have entries, each with them: those with statements first, else as in the catalogue."""
        pairs = ((paper, [e for e in self.entries if e.claim.paper == paper.id]) for paper in self.papers)
        return sorted(((p, found) for p, found in pairs if found), key=lambda pair: not any(e.encoded for e in pair[1]))

    def parts(self, entries: Sequence[Entry]) -> Sequence[tuple[str, Sequence[Entry]]]:
        """Entries of one paper by the part of it that they stand in, in the order of the entries."""
        return [(part, list(group)) for part, group in groupby(entries, key=lambda entry: entry.claim.part)]

    @cached_property
    def roots(self) -> Sequence[Sequence[Entry]]:
        """The refuted claims, those of one root together and the root first; without its root a claim stands alone."""
        refuted = {entry.claim.id: [entry] for entry in self.entries if entry.verdict == Verdict.REFUTED}
        for name, (entry, *_) in list(refuted.items()):
            if entry.claim.root in refuted:
                refuted[entry.claim.root] += refuted.pop(name)
        return list(refuted.values())

    def repairs_of(self, claim: str) -> list[Entry]:
        """The claims that repair the one named."""
        return [entry for entry in self.entries if entry.claim.repairs == claim]


def byline(paper: Paper) -> str:
    """Authors, year and venue as a sentence; an empty text for a reader's own claims, which have no year."""
    parts = [", ".join(paper.authors), str(paper.year), paper.venue]
    return ", ".join(part for part in parts if part) + ". " if paper.year else ""


def counts(entries: Sequence[Entry]) -> Counts:
    """The counts of these entries, every verdict in the order of ``Verdict``."""
    found = Counter(entry.verdict for entry in entries)
    return Counts(
        claims=len(entries),
        by_verdict={verdict: found[verdict] for verdict in Verdict},
        unencoded=sum(not entry.encoded for entry in entries),
        errors=sum(bool(entry.result.errors) for entry in entries),
    )


def audit(
    papers: Sequence[Paper],
    claims: Sequence[Claim],
    results: Mapping[str, Result],
    standings: Mapping[str, Standing],
    settings: Mapping[str, str],
) -> Audit:
    """Claims, results and standings side by side, in the order of the claims."""
    entries = [Entry(claim, results[claim.id], standings[claim.id]) for claim in claims]
    return Audit(papers, entries, settings)
