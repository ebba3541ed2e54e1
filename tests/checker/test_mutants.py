"""Every change of one place of an accepted certificate file is refused, or is a proof of something true.

An accepted mutant of the certificate proves the same statement, so it does no harm. An accepted mutant of the statement
must be true by an independent judge (``oracle``) that evaluates it at sampled points.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from tests.checker.building import Data, answer, n, proves, statement, v
from tests.checker.mutants import mutants
from tests.checker.oracle import judged, number

CORPUS = sorted((Path(__file__).parent / "corpus" / "accepted").glob("*.json"))
MOST = 500  # mutants of one statement, and of one certificate; drawn with a fixed seed where there are more
# Statements that sampling cannot break, each with its reason; accepted mutants of these kinds are counted, not judged.
UNJUDGED = {
    "exists": "an existence claim: no sample breaks it",
    "unfold": "a claim about all late indices: three of them are looked at",
    "summable": "a claim about a limit",
    "kkt": "minimality: sampled directions only fail to beat it",
    "around": "no sample tells what holds almost everywhere",
}
FINAL = {"proved", "refuted", "vacuous", "certified", "rejected", "malformed"}


def names_of(data: Data) -> list[str]:
    """The declared names of a statement and of its proof."""
    return sorted({name for name, _ in data["statement"]["let"]})


def drawn(data: Data, names: list[str], seed: str) -> list[tuple[str, Data]]:
    """The mutants of ``data``, all or a sample."""
    every = list(mutants(data, names))
    return every if len(every) <= MOST else random.Random(seed).sample(every, MOST)


def harmless(claim: Data, certificate: Data, verdict: str) -> bool | None:
    """Whether the judge agrees with the verdict: False when it knows better, None when it cannot tell."""
    if verdict == "proved":
        return judged(claim)
    if verdict == "vacuous":
        return judged({**claim, "then": ["lt", n(0), n(0)]}) is None
    if verdict == "refuted":
        return judged(claim, {name: number(t, {}) for name, t in certificate["values"].items()}, 1) is False
    found = [judged(claim, {k: number(t, {}) for k, t in one["values"].items()}) for one in certificate["instances"]]
    return False if False in found else None if None in found else True


def unjudged(file: Path, claim: Data) -> str:
    """Why no sample can break this statement; "" when there is no such reason."""
    if judged({**claim, "then": ["le", n(0), n(0)]}) is None:
        return "no sampled point meets its hypotheses, or it speaks of complex numbers or of functions of a rare sort"
    return UNJUDGED.get(file.stem, "")


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_mutants_of_certificates(file: Path) -> None:
    """A changed certificate is refused in words, or still proves the statement, which is unchanged and true."""
    data = json.loads(file.read_text(encoding="utf-8"))
    claim, certificate = data["statement"], data["certificate"]
    assert False is not harmless(claim, certificate, answer(claim, certificate))
    answers = Counter(answer(claim, m) for _, m in drawn(certificate, names_of(data), file.stem))
    assert set(answers) <= FINAL
    refused = answers["rejected"] + answers["malformed"]
    assert refused > sum(answers.values()) / 3


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_mutants_of_statements(file: Path) -> None:
    """A changed statement is refused, or it is true as well: no sampled point breaks it."""
    data = json.loads(file.read_text(encoding="utf-8"))
    certificate = data["certificate"]
    for kind, mutant in drawn(data["statement"], names_of(data), file.stem):
        found = answer(mutant, certificate)
        assert found in FINAL
        if found in ("rejected", "malformed"):
            continue
        agreed = harmless(mutant, certificate, found)
        assert agreed is not False, f"{kind}: {mutant}"
        assert agreed or unjudged(file, mutant), f"nobody can tell: {kind}: {mutant}"


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_a_certificate_proves_no_other_statement_of_the_corpus_falsely(file: Path) -> None:
    """Certificates are exchanged between files: what is then accepted is the same verdict about a true statement."""
    certificate = json.loads(file.read_text(encoding="utf-8"))["certificate"]
    for other in CORPUS:
        claim = json.loads(other.read_text(encoding="utf-8"))["statement"]
        found = answer(claim, certificate)
        assert found in FINAL
        if found not in ("rejected", "malformed"):
            assert False is not harmless(claim, certificate, found)


@pytest.mark.parametrize("name", ["fact-exp", "fact-cauchy", "use"])
def test_mutants_crash_nothing(name: str) -> None:
    """What is wrong is refused in words."""
    data = json.loads((CORPUS[0].parent / f"{name}.json").read_text(encoding="utf-8"))
    pairs = [(data["statement"], m) for _, m in mutants(data["certificate"], names_of(data))]
    pairs += [(m, data["certificate"]) for _, m in mutants(data["statement"], names_of(data))]
    assert {answer(*pair) for pair in pairs} <= FINAL


def test_the_judge_finds_false_statements_false() -> None:
    """The judge is no rubber stamp."""
    x = v("x")
    assert False is judged(statement({"x": "real"}, [], ["lt", n(0), ["pow", x, 2]]))
    assert False is judged(statement({"x": "real"}, [["le", n(0), x]], ["le", ["exp", x], n(3)]))
    assert False is judged(statement({"x": "real"}, [], ["eq", ["div", x, x], n(1)]))
    assert True is judged(statement({"x": "real"}, [], ["le", ["sin", x], n(1)]))
    assert None is judged(statement({"x": "real"}, [["lt", x, x]], ["le", x, n(1)]))


def test_mutants_change_every_kind_of_place() -> None:
    """Numbers, indices, names, heads, rules, facts; lists lose, repeat and exchange elements."""
    files = [json.loads(file.read_text(encoding="utf-8")) for file in CORPUS]
    kinds = {kind for data in files for part in data.values() for kind, _ in mutants(part, names_of(data))}
    assert {"number", "index", "name", "head", "rule", "fact", "drop", "duplicate", "swap"} == kinds


def test_a_false_statement_and_an_accepted_proof_do_not_meet() -> None:
    """The check of these tests: a wrong bound is refused with the proof of the right one."""
    claim = statement({"x": "real"}, [], ["le", n("1/1000"), ["pow", v("x"), 2]])
    assert "rejected" == proves(claim, {"rule": "combine", "parts": [{"weight": "1", "square": v("x")}]})
