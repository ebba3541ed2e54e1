"""Every encoded claim of the pages is decided as recorded, is inhabited, replays; and nothing close to it is proved."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.proofs.a_variants import VARIANTS as APPENDIX_A
from tests.proofs.conv_variants import VARIANTS as CONV
from tests.proofs.main2_variants import VARIANTS as MAIN_2
from tests.proofs.main_variants import VARIANTS as MAIN
from tests.proofs.relu_variants import VARIANTS as RELU
from tests.proofs.scalar_variants import VARIANTS as SCALAR
from tests.proofs.sections_variants import VARIANTS as SECTIONS
from tests.proofs.slides_variants import VARIANTS as SLIDES
from tests.proofs.thm_3_variants import VARIANTS as THEOREM_3
from tests.proofs.variants import Variant
from tests.proofs.vector_variants import STILL_TRUE
from tests.proofs.vector_variants import VARIANTS as VECTOR
from tests.proofs.verdicts import ENCODED, RECORDED, decided, found, kept, size
from verify.checker.__main__ import replay
from verify.checker.gate import check, check_example
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed
from verify.claims.claim import Claim
from verify.methods.example import example_of
from verify.methods.method import Budget
from verify.methods.registry import DEFAULT, METHODS

VARIANTS = {
    variant.label: variant
    for variant in (*SCALAR, *VECTOR, *THEOREM_3, *MAIN, *MAIN_2, *CONV, *APPENDIX_A, *SLIDES, *RELU, *SECTIONS)
}
REFUTED = [label for label, variant in VARIANTS.items() if variant.refuted]
RESISTING = [label for label, variant in VARIANTS.items() if not variant.refuted]
DECIDED = [name for name in ENCODED if RECORDED.get(name) in ("proved", "refuted", "certified", "vacuous")]
PROVED = [name for name in DECIDED if RECORDED[name] == "proved"]
# What takes long to derive is derived by the full run alone; here its kept certificate stands for it (test_reports).
LARGE = {name for name in DECIDED if size(name) > 3_000}
SECONDS = 0.1  # for each method on a statement that nothing should prove; with 5 none did either
REFUTING = 20  # where a counterexample is to be found; before that the other methods have a moment to prove the false
PROVING = 1.0


def of_claims(names: Iterable[str], claim: Callable[[str], str] = str, every: int = 1) -> list[Any]:
    """Parameters; those about one claim go to one worker, which decides it once. All but each ``every``th are slow."""
    return [
        pytest.param(name, marks=[pytest.mark.xdist_group(claim(name)), *([pytest.mark.slow] if i % every else [])])
        for i, name in enumerate(names)
    ]


def claim_of(label: str) -> str:
    """The claim that a variant is close to."""
    return VARIANTS[label].claim


def test_the_snapshot_speaks_of_the_encoded_claims() -> None:
    """A claim that is new or gone: run ``python -m tests.proofs.verdicts``, then look at what it changed."""
    assert set(RECORDED) == set(ENCODED)


@pytest.mark.parametrize("name", of_claims(name for name in ENCODED if name not in LARGE))
def test_verdict(name: str) -> None:
    """The methods of the page find what was found before; a difference is news, good or bad."""
    assert RECORDED.get(name) == decided(name).verdict


@pytest.mark.parametrize("name", of_claims(name for name in ENCODED if name not in LARGE))
def test_refuted_only_where_it_is_recorded(name: str) -> None:
    """What a page calls refuted is never proved, and what it does not call refuted is never refuted."""
    false = ENCODED[name].erratum == "refuted"
    assert decided(name).verdict not in ({"proved", "certified", "supported"} if false else {"refuted", "vacuous"})


@pytest.mark.parametrize("name", of_claims(name for name in DECIDED if name not in LARGE))
def test_the_certificate_replays_from_a_file(name: str, tmp_path: Path) -> None:
    """The checker alone, on the JSON text, comes to the same verdict about the same statement."""
    statement = ENCODED[name].statement
    assert statement is not None
    file = tmp_path / "claim.json"
    data = {"statement": statement.to_json(), "certificate": decided(name).certificate}
    file.write_text(json.dumps(data), encoding="utf-8")
    code, line = replay(str(file))
    assert (0, RECORDED[name], statement.digest()) == (code, *line.split()[:2])


WITH_EXAMPLE = [name for name, claim in ENCODED.items() if claim.example is not None]


@pytest.mark.parametrize("name", of_claims(WITH_EXAMPLE, every=8))
def test_the_example_holds(name: str) -> None:
    """The hypotheses can hold: the checker confirms it from JSON text."""
    claim = ENCODED[name]
    assert claim.statement is not None
    assert claim.example is not None
    data = example_of(claim, Budget(seconds=20))
    assert data is not None
    check_example(claim.statement, json.loads(json.dumps(data)))


@pytest.mark.parametrize("name", [name for name, c in ENCODED.items() if c.statement is not None and c.statement.given])
def test_hypotheses_are_inhabited(name: str) -> None:
    """A claim with hypotheses shows values at which they hold."""
    assert ENCODED[name].example is not None


def test_many_variants_of_most_proved_claims() -> None:
    """There are at least 40, all different, and no proved claim but a few is without."""
    parts = (SCALAR, VECTOR, THEOREM_3, MAIN, MAIN_2, CONV, APPENDIX_A, SLIDES, RELU, SECTIONS)
    assert 100 <= len(VARIANTS) == sum(map(len, parts))
    assert len(VARIANTS) == len({(variant.claim, variant.statement.digest()) for variant in VARIANTS.values()})
    varied = {variant.claim for variant in VARIANTS.values()}
    assert varied <= set(PROVED)


@pytest.mark.parametrize("name", sorted(LARGE))
def test_the_full_run_found_what_is_recorded(name: str) -> None:
    """The kept certificate is of the claim as it stands today; the checker comes to the recorded verdict by it."""
    statement = ENCODED[name].statement
    assert statement is not None
    assert RECORDED[name] == check(statement, kept(name))


def about(variant: Variant) -> Claim:
    """The claim with the variant as its statement, with its derivation and open to every method."""
    return replace(ENCODED[variant.claim], statement=variant.statement, example=None, erratum="", by=())


@pytest.mark.parametrize("label", of_claims(REFUTED, claim_of))
def test_a_false_variant_is_refuted(label: str) -> None:
    """A small counterexample is found, and the checker confirms it."""
    claim = about(VARIANTS[label])
    attempt = found(claim, DEFAULT, PROVING)
    if attempt.verdict == "undecided":
        attempt = found(claim, ("counterexample",), REFUTING)
    assert "refuted" == attempt.verdict
    assert "refuted" == check(VARIANTS[label].statement, json.loads(json.dumps(attempt.certificate)))


# One of twenty-five in the suite; ``python3 go.py test -m slow`` takes the others.
@pytest.mark.parametrize("label", of_claims(RESISTING, claim_of, every=25))
def test_a_false_variant_is_not_proved(label: str) -> None:
    """Neither the derivation of the claim nor any method proves a false statement close to it."""
    attempt = found(about(VARIANTS[label]), DEFAULT, SECONDS)
    assert attempt.verdict in ("undecided", "refuted")


@pytest.mark.parametrize("label", of_claims(VARIANTS, claim_of))
def test_the_proof_of_the_claim_does_not_prove_the_variant(label: str) -> None:
    """The checker rejects the finished certificate of the claim for a false statement close to it."""
    variant = VARIANTS[label]
    certificate = kept(variant.claim) if variant.claim in LARGE else decided(variant.claim).certificate
    assert certificate is not None
    with pytest.raises((Rejected, Malformed)):
        check(variant.statement, json.loads(json.dumps(certificate)))


@pytest.mark.parametrize("variant", STILL_TRUE, ids=[variant.label for variant in STILL_TRUE])
def test_a_true_variant_is_not_refuted(variant: Variant) -> None:
    """Hypotheses that a statement does not need may go; nothing refutes it then."""
    attempt = found(about(variant), DEFAULT, SECONDS)
    assert attempt.verdict in ("undecided", "proved")


@pytest.mark.parametrize("variant", [v for v in STILL_TRUE if v.what in ("eta < 3/beta", "multipliers of any sign")])
def test_a_derivation_proves_what_it_never_used(variant: Variant) -> None:
    """One step decreases the loss as claimed for every step size: the derivation holds without the bound on it."""
    assert "proved" == METHODS["derivation"].attempt(about(variant), Budget(seconds=20)).verdict
