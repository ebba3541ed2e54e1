"""A short campaign of ``go.py fuzz``, and the parts that it rests on: the claims, the judge, the tampering."""

from __future__ import annotations

import json
import random
import time
from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.fuzz import campaign, logged, summary
from benchmarks.fuzzing import certificates, judging
from benchmarks.fuzzing.certificates import answer, denied, kept, mutant
from benchmarks.fuzzing.claims import SHAPES, Fact, Maker
from benchmarks.fuzzing.door import knocked, string
from benchmarks.fuzzing.lemmas import LEMMAS
from benchmarks.fuzzing.spoilt import failing, inhabitant, spoilt, unopposed
from benchmarks.fuzzing.values import FALSE, TRUE, UNCLEAR, UNDEFINED, inside, judge
from tests.methods.inequality.cases import attempted
from verify.claims.claim import Claim
from verify.claims.formula import read_claim, read_formula
from verify.engine.bundled import bundled
from verify.errors import InputError
from verify.evidence.evidence import Evidence, certify
from verify.methods.inequality.prove import prove_relation
from verify.methods.method import Attempt, Budget, Deadline
from verify.methods.search import goal_of
from verify.methods.tactics import solve

SQUARE = Fact("square", ("x",), ("x >= 0",), "2*x - 1", "x**2")
SQUARE_PROOF = {
    "verdict": "proved",
    "proof": {"rule": "combine", "parts": [{"weight": "1", "square": ["sub", ["var", "x"], ["num", "1"]]}]},
}


def judged(text: str, **point: str) -> str:
    """The judge's word on a formula at a point."""
    values = {name: Fraction(value) for name, value in point.items()}
    return judge(read_formula(text, list(values)), values)


def test_a_short_campaign_finds_nothing(tmp_path: Path) -> None:
    """No false claim proved, no true one refuted, no inhabited one vacuous, no exception, no certificate misused."""
    rows = campaign(60, 1, 0.05, tmp_path / "log.jsonl")
    assert [] == [(row["claim"], row["findings"]) for row in rows if row["findings"]]
    assert {"true", "false", "door"} <= {row["kind"] for row in rows}
    verdicts = [(row["kind"], row["verdict"]) for row in rows]
    assert verdicts.count(("true", "proved")) >= 3 and verdicts.count(("false", "refuted")) >= 6


def test_a_campaign_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Tries that the log holds are not made again, and a line cut short is made anew."""
    log = tmp_path / "log.jsonl"
    first = campaign(3, 5, 0.05, log)
    with log.open("a", encoding="utf-8") as file:
        file.write('{"number": 3, "ki')
    again = campaign(5, 5, 0.05, log)
    assert first == again[:3]
    assert [0, 1, 2, 3, 4] == [row["number"] for row in again] == [row["number"] for row in logged(log)]
    assert "0 findings in 5 tries" in summary(again)


# Claims at which a longer campaign once ended in an error inside; each with what is known of it.
BROKE = [
    ("sin(x - x) + abs(x - x) >= 0", "x real", "proved"),  # a low point of the gap beyond the range of floats
    ("log(x) <= 10**400", "0 < x, x < 10**300", "proved"),  # the bound exp(10^400) for x
    ("floor(x*10**400) <= x*10**400", "x real", "proved"),  # coefficients beyond the range of floats
    ("x**3 <= y**3", "x <= y, y <= 10**350, x >= -10**350", "proved"),
    ("1/x <= 10**400", "x >= 10**-400", "proved"),
    ("exp(-x) <= 10**-440", "x >= 10**3", "refuted"),
    ("x**2 + y**2 >= 10**400*x*y", "x >= 10**399, y > 0", "refuted"),  # a search that leaves the range of floats
    ("1/x <= 1/10**401", "x >= 10**400", "refuted"),  # a domain beyond it
    ("sqrt(x) >= 10**200", "x >= 10**400", "proved"),
    ("n <= 10**400", "n nat, n <= 10**401", "refuted"),
    ("sqrt(z + y)*z >= sqrt(z) + sqrt(y)", "y > 0, z > 0", "refuted"),  # a square of a root that is no monomial
]


@pytest.mark.parametrize(("claim", "where", "known"), BROKE)
def test_what_once_broke(claim: str, where: str, known: str) -> None:
    """No method raises, and none says the contrary of what is known; a hunt may support what is true."""
    statement = read_claim(claim, where)
    for name, method in bundled().methods.items():
        asked = Claim(id="c", paper="tests", at="", kind="inequality", says=claim, statement=statement)
        attempt = method.attempt(asked, Budget(0.3, 0))
        assert attempt.verdict in (known, "undecided", "supported" if known == "proved" else known), name


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        # |x - x| is 0 everywhere: zero after zero to cut at
        (
            "abs(x - x) + 1 <= abs(x - sin(x)) + abs(sin(x) - x) + cosh(5/7*x*x - 1)**2 - sinh(5/7*x*x - 1)**2",
            "x real, x**2 <= 1",
        ),
        # 1 - 1/(1 + exp(x)) is 0 to 60 digits at every x far below 0
        ("0 < 1/(1 - 1/(1 + exp(x))) - x**2 + exp(x)/(1 + x) - exp(1/(1 + exp(x))) + x**2", "x real, x <= 3"),
    ],
)
def test_no_end_of_zeros_is_no_end_of_cases(claim: str, where: str) -> None:
    """The provers stop soon after their time is up, and not by running out of stack."""
    start = time.process_time()
    for prover in (prove_relation, solve):
        prover(goal_of(read_claim(claim, where)), Deadline(0.1))
    assert time.process_time() - start < 5.0


# -- what the campaign would say if a verdict were wrong -----------------------------------------------------------


def fake(monkeypatch: pytest.MonkeyPatch, evidence: Evidence | None, faults: list[str]) -> None:
    """Let every claim be decided like this."""
    monkeypatch.setattr(judging, "decided", lambda *given: (evidence, list(faults), 0.0))


def evidence_of(fact: Fact) -> Evidence:
    """Certified evidence of a claim that is decided quickly."""
    statement, attempt = attempted(fact.formula, fact.conditions)
    return certify(statement, attempt)


def test_a_proof_of_a_false_claim_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The claim 2 x - 1 < x^2 fails at 1; were it called proved, that would be said."""
    bad = failing(Fact("strict", ("x",), ("x >= 0",), "2*x - 1", "x**2", strict=True), random.Random(0))
    assert bad is not None and (bad.truth, bad.point) == (FALSE, {"x": Fraction(1)})
    fake(monkeypatch, evidence_of(SQUARE), [])
    tried = judging.of_false(0, SQUARE, bad, 0.1, bundled(), random.Random(0))
    assert ["PROVED, and it is false at x = 1"] == list(tried.findings)


def test_a_refutation_of_a_true_claim_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Likewise the other way round, and an exception on the way."""
    fake(monkeypatch, evidence_of(Fact("false", ("x",), ("x >= 0",), "x", "1")), ["error inside: boom"])
    tried = judging.of_true(0, SQUARE, None, 0.1, bundled(), random.Random(0))
    assert "error inside: boom" == tried.findings[0]
    assert tried.findings[1].startswith("REFUTED, and it is true")


def test_vacuous_with_an_inhabitant_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim whose hypotheses hold somewhere is not vacuous."""
    fake(monkeypatch, evidence_of(Fact("empty", ("x",), ("x > 0", "x < 0"), "x", "1")), [])
    tried = judging.of_true(0, SQUARE, None, 0.1, bundled(), random.Random(0))
    assert ["VACUOUS, and its hypotheses hold at {'x': Fraction(0, 1)}"] == list(tried.findings)


def test_a_checker_that_accepts_too_much_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that proves a true claim must not prove a false one, nor refute the true one."""
    bad = failing(Fact("strict", ("x",), ("x >= 0",), "2*x - 1", "x**2", strict=True), random.Random(0))
    evidence = evidence_of(SQUARE)
    assert [] == list(judging.tampered(evidence, SQUARE, bad, random.Random(0)))
    monkeypatch.setattr(judging, "answer", lambda statement, certificate: "proved")
    lines = list(judging.tampered(evidence, SQUARE, bad, random.Random(0)))
    assert all("PROVED by" in line for line in lines)
    assert len(lines) == 1 + judging.MUTANTS
    monkeypatch.setattr(judging, "answer", lambda statement, certificate: 1 / 0)
    assert "ZeroDivisionError" in next(judging.tampered(evidence, SQUARE, None, random.Random(0)))


def test_a_false_lemma_would_be_found() -> None:
    """A slip in the generator shows as a point that speaks against its claim."""
    wrong = Fact("slip", ("x",), (), "exp(x)", "1 + x")
    assert not unopposed(read_claim(wrong.formula, wrong.conditions), random.Random(0))


def test_an_exception_inside_is_told() -> None:
    """A method that breaks, or that hangs, is a finding."""

    class Broken:
        name = "broken"

        def attempt(self, claim: object, budget: object) -> Attempt:
            raise KeyError("boom")

    toolbox = judging.Toolbox(methods={"broken": Broken()}, default=("broken",))
    tried = judging.of_true(0, SQUARE, None, 0.1, toolbox, random.Random(0))
    assert "undecided" == tried.verdict and "KeyError" in tried.findings[0]


# -- the parts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(LEMMAS)))
def test_no_point_speaks_against_a_lemma(number: int) -> None:
    """Every inequality that claims are made of holds wherever the judge looks, strictly where it says so."""
    lemma = LEMMAS[number]
    kinds = {
        "real": (), "pos": ("{n} > 0",), "nonneg": ("{n} >= 0",), "unit": ("0 < {n}", "{n} < 1"),
        "size": ("-1 <= {n}", "{n} <= 1"),
    }  # fmt: skip
    names = ("x", "y", "z")[: len(lemma.places)]
    given = tuple(c.format(n=name) for name, kind in zip(names, lemma.places, strict=True) for c in kinds[kind])
    sides = dict(zip("uvw", names, strict=False))
    fact = Fact("", names, given, lemma.small.format(**sides), lemma.large.format(**sides), lemma.strict, SHAPES[0])
    statement = read_claim(fact.formula, fact.conditions)
    assert unopposed(statement, random.Random(number))
    assert inhabitant(statement, random.Random(number)) is not None


def test_quantifiers_keep_the_truth() -> None:
    """The same claim as one closed formula, and with room between its sides."""
    assert "for all x: (x >= 0) implies (2*x - 1 <= x**2)" == SQUARE.quantified
    assert "there is c: c >= 0 and (for all x: (x >= 0) implies (2*x - 1 + c <= x**2))" == SQUARE.weakened
    assert "for all x: 0 <= 1" == Fact("", ("x",), (), "0", "1").quantified


def test_spoilt_claims_fail_at_their_point() -> None:
    """The point satisfies the hypotheses, and the conclusion is certainly false or undefined there."""
    chance, seen = random.Random(3), set[str]()
    for _ in range(25):
        bad = spoilt(Maker(chance).fact(), chance)
        if bad is not None:
            assert inside(bad.statement.given, bad.point)
            assert bad.truth == judge(bad.statement.then, bad.point) in (FALSE, UNDEFINED)
            seen.add(bad.fact.way.split(": ")[1])
    assert {"strict", "wider", "moved"} <= seen


@pytest.mark.parametrize(
    ("formula", "point", "expected"),
    [
        ("atan(x) < x", "1/3", TRUE),
        ("atan(x) < x", "0", FALSE),
        ("asin(x) > x", "1/3", TRUE),
        ("acos(x) < 2", "-99/100", FALSE),
        ("sinh(x) > x + x**3/6", "1/1000000", TRUE),
        ("tanh(x) > x - x**3/3", "1/1000", TRUE),
        ("exp(x) <= 1 + x + x**2/2 + 1/10**30", "1/10000000000", TRUE),
        ("exp(x) <= 1 + x + x**2/2 + 1/10**31", "1/10000000000", FALSE),
        ("cbrt(x) <= 2", "8", TRUE),
        ("cbrt(x) < -2", "-9", TRUE),
        ("sqrt(x) == 3/2", "9/4", TRUE),
        ("x**(1/3) < 2", "9", FALSE),
        ("tan(x) > x", "1", TRUE),
        ("floor(exp(x)) == 2", "1", TRUE),
        ("log(x) < x", "-1", UNDEFINED),
        ("1/x < x", "0", UNDEFINED),
        ("sqrt(x) >= 0 or x < 0", "-1", TRUE),
        ("1/x < 1 and x > 0", "0", FALSE),
        ("not (1/x > 0)", "0", UNDEFINED),
        ("exp(log(x)) == x", "3", UNCLEAR),
        ("Phi(x) < 1", "3", UNCLEAR),
    ],
)
def test_the_judge_knows_values(formula: str, point: str, expected: str) -> None:
    """True, false and undefined are certain; what cannot be told is unclear."""
    assert expected == judged(formula, x=point)


def test_tampering_changes_one_place_and_the_checker_answers_in_words() -> None:
    """A changed certificate of x^2 - 2 x + 1 >= 0 is refused, malformed, or still proves it, and never more."""
    true, false = read_claim("2*x - 1 <= x**2", "x real"), read_claim("2*x - 1 < x**2", "x real")
    chance = random.Random(0)
    changed = [mutant(SQUARE_PROOF, chance) for _ in range(200)]
    assert len({json.dumps(one) for one in changed}) > 30
    assert "proved" == answer(true, SQUARE_PROOF)
    assert {"proved", "rejected", "malformed"} == {answer(true, one) for one in changed}
    assert {"rejected", "malformed"} == {answer(false, one) for one in changed}


def test_changed_certificates_of_the_bundled_claims_prove_nothing_else() -> None:
    """Neither another verdict nor the contrary; a sample of those that are kept."""
    chance = random.Random(4)
    files = [file for file in kept() if file.stat().st_size < 20_000]
    assert files
    found = [(file.stem, denied(file, chance)) for file in chance.choices(files, k=60)]
    assert [] == [pair for pair in found if pair[1]]


def test_a_proof_of_the_contrary_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checker that accepted everything would be caught."""
    claim = read_claim("2*x - 1 <= x**2", "x real").to_json()
    file = tmp_path / "one.json"
    file.write_text(json.dumps({"statement": claim, "certificate": SQUARE_PROOF}), encoding="utf-8")
    assert "" == denied(file, random.Random(0))
    monkeypatch.setattr(certificates, "answer", lambda statement, certificate: "proved")
    assert denied(file, random.Random(0)).startswith("the contrary is PROVED")
    monkeypatch.setattr(certificates, "answer", lambda statement, certificate: "vacuous")
    assert denied(file, random.Random(0)).startswith("VACUOUS")


def test_the_door_answers_every_text_in_words() -> None:
    """A text that is no formula ends with exit code 2, one message and no traceback."""
    chance, refused = random.Random(7), 0
    for _ in range(60):
        text = string(chance)
        try:
            read_claim(text, "x real")
        except InputError:
            refused += 1
            code, said = knocked(text, "x real", 0.1)
            assert 2 == code and said.startswith("verify: ") and "Traceback" not in said
    assert refused > 40
