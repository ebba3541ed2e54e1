"""One try: a random claim, what the whole way from methods to checker says of it, and whether that can be."""

import contextlib
import json
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from benchmarks.fuzzing.certificates import answer, denied, kept, mutant
from benchmarks.fuzzing.claims import Fact, Maker
from benchmarks.fuzzing.door import knocked, string
from benchmarks.fuzzing.spoilt import Spoilt, inhabitant, spoilt, unopposed
from verify.checker.terms import Statement
from verify.claims.claim import Claim
from verify.claims.formula import read_claim
from verify.claims.printing import statement_text
from verify.engine.decide import Fault, decide, described
from verify.engine.job import Job
from verify.engine.toolbox import Toolbox
from verify.errors import InputError
from verify.evidence.evidence import Evidence
from verify.methods.inequality.nearest import ladders
from verify.methods.inequality.prove import prove_relation
from verify.methods.method import Budget, Deadline
from verify.methods.search import goal_of
from verify.methods.tactics import solve

DOOR, KEPT = 0.08, 0.05  # parts of the tries: texts for the reader, certificates of the bundled claims
MUTANTS = 6
QUANTIFIED, MENDED = 0.12, 0.1  # parts of the claims that are put into quantifiers; of refutations to be mended
ALONE = 0.15  # seconds for a prover that does not look for counterexamples
OVERRUN, HUNG = 5.0, 60.0  # seconds of processor time beyond the budget: told; stopped
LONG = 40_000  # characters of a certificate that is not tampered with


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try. ``findings``: lines that say what must not be; empty when all is well."""

    number: int
    kind: str
    way: str
    claim: str
    verdict: str
    seconds: float
    findings: tuple[str, ...]


class Hanging(Exception):
    """A method did not stop in time."""


def one(number: int, seed: int, seconds: float, toolbox: Toolbox) -> Tried:
    """Try number ``number``: the same for the same seed."""
    chance = random.Random(f"{seed}:{number}")
    pick = chance.random()
    if pick < DOOR:
        return at_the_door(number, chance)
    if pick < DOOR + KEPT and kept():
        return of_kept(number, chance)
    fact = Maker(chance).fact()
    bad = spoilt(fact, chance)
    if bad is not None and chance.random() < 0.55:
        return of_false(number, fact, bad, seconds, toolbox, chance)
    return of_true(number, fact, bad, seconds, toolbox, chance)


def of_true(
    number: int, fact: Fact, bad: Spoilt | None, seconds: float, toolbox: Toolbox, chance: random.Random
) -> Tried:
    """A claim that holds by construction: neither refuted nor, where a point satisfies its hypotheses, vacuous."""
    statement = read_claim(fact.formula, fact.conditions)
    findings = [] if unopposed(statement, chance) else ["the generator is wrong: a point speaks against the claim"]
    asked, text = posed(fact, statement, chance)
    evidence, faults, spent = decided(asked, fact.formula, seconds, toolbox)
    findings += faults
    verdict = evidence.verdict.value if evidence else "undecided"
    if verdict == "refuted":
        findings.append(f"REFUTED, and it is true: {dict(evidence.counterexample) if evidence else ''}")
    if verdict == "vacuous" and (point := inhabitant(statement, chance)) is not None:
        findings.append(f"VACUOUS, and its hypotheses hold at {point}")
    findings += tampered(evidence, fact, bad, chance)
    return Tried(number, "true", fact.way, text, verdict, spent, tuple(findings))


def of_false(number: int, fact: Fact, bad: Spoilt, seconds: float, toolbox: Toolbox, chance: random.Random) -> Tried:
    """A claim that fails, or has no value, at a known point: neither proved nor vacuous.

    A refutation ends the search early, so the provers are asked once more by themselves.
    """
    asked, text = posed(bad.fact, bad.statement, chance)
    evidence, findings, spent = decided(asked, bad.fact.formula, seconds, toolbox)
    verdict = evidence.verdict.value if evidence else "undecided"
    if verdict in ("proved", "vacuous", "certified"):
        at = ", ".join(f"{name} = {value}" for name, value in bad.point.items())
        findings = [*findings, f"{verdict.upper()}, and it is {bad.truth} at {at}"]
    findings += tampered(evidence, fact, bad, chance)
    findings += alone(asked, min(seconds, ALONE), chance)
    findings += mended(evidence, bad, min(seconds, 2 * ALONE), chance) if asked is bad.statement else ()
    return Tried(number, bad.truth, bad.fact.way, text, verdict, spent, tuple(findings))


def alone(statement: Statement, seconds: float, chance: random.Random) -> Iterator[str]:
    """What a prover that does not look for counterexamples makes of a claim that does not hold."""
    goal = goal_of(statement)
    try:
        prover = prove_relation if statement.let and chance.random() < 0.7 else solve
        proof = prover(goal, Deadline(seconds))
        found = "" if proof is None else answer(statement, {"verdict": "proved", "proof": proof})
    except Exception as error:  # no prover may end in anything but a proof or none
        yield f"a prover alone: {described(error)}"
        return
    if found:
        yield f"a prover alone has a proof, and the checker says {found}: {json.dumps(proof)[:500]}"


def at_the_door(number: int, chance: random.Random) -> Tried:
    """A random text: read, or refused with exit code 2 and no traceback."""
    formula = string(chance)
    conditions = chance.choice(("", "x real", "x real, y real, z real, n nat, t > 0", string(chance)))
    start = time.process_time()
    try:
        read_claim(formula, conditions)
        verdict, findings = "read", list[str]()
    except InputError:
        code, said = knocked(formula, conditions, 0.1)
        verdict, findings = f"exit code {code}", []
        if code != 2 or "Traceback" in said or not said.startswith("verify: "):
            findings = [f"exit code {code}, stderr {said[:200]!r}"]
    except Exception as error:  # anything else must not come out of reading
        verdict, findings = "exception", [f"reading: {type(error).__name__}: {str(error)[:200]}"]
    text = f"{formula!r} | {conditions!r}"
    return Tried(number, "door", "door", text[:2000], verdict, time.process_time() - start, tuple(findings))


def of_kept(number: int, chance: random.Random) -> Tried:
    """A kept certificate with one place changed, a few times over."""
    file, start = chance.choice(kept()), time.process_time()
    try:
        found = [fault for fault in (denied(file, chance) for _ in range(MUTANTS)) if fault]
    except Exception as error:  # the checker answers everything in words
        found = [f"the checker: {described(error)}"]
    return Tried(number, "kept", "kept", file.stem, "answered", time.process_time() - start, tuple(found))


def decided(
    statement: Statement, says: str, seconds: float, toolbox: Toolbox
) -> tuple[Evidence | None, list[str], float]:
    """(evidence, what went wrong on the way, seconds of processor time)."""
    told: list[Any] = []
    claim = Claim(id="fuzz", paper="fuzz", at="", kind="inequality", says=says, statement=statement)
    start = time.process_time()
    before = signal.signal(signal.SIGPROF, _hanging)
    signal.setitimer(signal.ITIMER_PROF, seconds + HUNG)
    try:
        decide(Job(claim=claim, budget=Budget(seconds=seconds, seed=0)), toolbox, told.append)
    except Hanging as error:
        told.append(Fault(str(error)))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    spent = time.process_time() - start
    faults = [f"error inside: {message.text}" for message in told if isinstance(message, Fault)]
    if spent > seconds + OVERRUN:
        faults.append(f"took {spent:.1f} s of processor time for a budget of {seconds:g} s")
    return next((message for message in told if isinstance(message, Evidence)), None), faults, spent


def _hanging(number: int, frame: object) -> None:
    raise Hanging(f"stopped after {HUNG:g} s beyond the budget")


def posed(fact: Fact, statement: Statement, chance: random.Random) -> tuple[Statement, str]:
    """The claim as it stands or, now and then, inside quantifiers, with the same truth; and its text."""
    pick = chance.random()
    if pick < QUANTIFIED:
        formula = fact.quantified if pick < QUANTIFIED / 2 else fact.weakened
        with contextlib.suppress(InputError):  # too deep or too long for one formula
            return read_claim(formula), formula
    return statement, f"{fact.formula} | {fact.conditions}"


def mended(evidence: Evidence | None, bad: Spoilt, seconds: float, chance: random.Random) -> Iterator[str]:
    """What is wrong with the nearest true statements that are suggested after a refutation, and proved."""
    if evidence is None or evidence.verdict.value != "refuted" or chance.random() > MENDED:
        return
    values = (evidence.certificate or {}).get("values", {})
    point = {name: Fraction(value[1]) for name, value in values.items() if value[0] == "num"}
    try:
        steps = ladders(bad.statement, point, Deadline(seconds))
        for suggestion in [ladder[0] for ladder in steps[:2] if ladder]:
            proof = prove_relation(goal_of(suggestion.statement), Deadline(seconds))
            shown = (
                proof is not None and answer(suggestion.statement, {"verdict": "proved", "proof": proof}) == "proved"
            )
            if shown and not unopposed(suggestion.statement, chance):
                yield f"PROVED, and a point speaks against it: {statement_text(suggestion.statement)}"
    except Exception as error:  # neither a suggestion nor a proof of one may end in anything else
        yield f"the nearest true statement: {described(error)}"


def tampered(evidence: Evidence | None, true: Fact, bad: Spoilt | None, chance: random.Random) -> Iterator[str]:
    """What is wrong with the checker's answers to the certificate, whole and changed, for a true and a false claim."""
    if evidence is None or evidence.certificate is None or evidence.verdict.value == "vacuous":
        return
    certificate = json.loads(json.dumps(evidence.certificate))
    if len(json.dumps(certificate)) > LONG:
        return
    asked = [(read_claim(true.formula, true.conditions), true, "proved")]
    asked += [(bad.statement, bad.fact, "refuted")] if bad is not None else []
    for changed in (certificate, *(mutant(certificate, chance) for _ in range(MUTANTS))):
        for statement, fact, may in asked:
            try:
                found = answer(statement, changed)
            except Exception as error:  # the checker answers everything in words
                yield f"the checker: {described(error)}: {json.dumps(changed)[:500]}"
                continue
            if found not in (may, "rejected", "malformed"):
                yield f"{found.upper()} by {json.dumps(changed)[:500]}: {fact.formula} | {fact.conditions}"
