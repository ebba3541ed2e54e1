"""The one gate: a statement and a certificate in, a verdict out.

    {"verdict": "proved", "proof": ...}
    {"verdict": "refuted", "values": {name: term}, "given": [proof, ...], "then": proof of the negated conclusion}
    {"verdict": "vacuous", "proof": a proof of 0 < 0 from the hypotheses}
    {"verdict": "certified", "instances": [{"values": ..., "example": {"values": ..., "given": [...]}, "proof": ...}]}

``certified`` fixes some names at closed terms and proves the rest for all; its example shows that the instance is not
empty. Nothing is searched for.
"""

from collections.abc import Callable
from typing import Any

from . import polynomial as poly
from .calculus import NotSmooth
from .effort import Exhausted, at_most
from .enclosure import Undefined
from .facts import fields
from .goals import Goal, Rejected, ensure_family
from .normal import Unclear
from .reading import listed, measure, read_statement, read_term
from .rules import prove
from .terms import ZERO, Malformed, Statement, Term, negated, substitute, substitute_sort

MAX_PARTS, MAX_LEVELS = 8_000_000, 400
EFFORT, EFFORT_A_PART = 10_000_000, 20_000  # steps that a replay may take: a floor, and more for each part
FALSE: Term = ("lt", ZERO, ZERO)


def check(statement: Statement, certificate: Any) -> str:
    """The verdict that ``certificate`` establishes: "proved", "refuted", "vacuous" or "certified".

    Fails with Rejected when it establishes nothing, with Malformed when it is no certificate.
    """
    kind = certificate.get("verdict") if isinstance(certificate, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise Malformed(f"certificate: unknown verdict {kind!r:.40} @ $.verdict")
    rule, required = KINDS[kind]
    fields(certificate, required | {"verdict"}, set(), "$")
    guarded(lambda: rule(statement, certificate, "$"), _bounded(statement, certificate))
    return kind


def check_example(statement: Statement, example: Any) -> None:
    """Confirm that the values of ``example`` satisfy every hypothesis. Fails with Rejected or Malformed."""
    fields(example, {"values", "given"}, set(), "$")
    guarded(lambda: _inhabited(statement, example, "$"), _bounded(statement, example))


def guarded(run: Callable[[], object], parts: int) -> None:
    """Run with effort for this many parts, turning what arithmetic refuses into Rejected."""
    try:
        with at_most(EFFORT + EFFORT_A_PART * parts):
            run()
    except (Undefined, Unclear, NotSmooth, Exhausted, poly.TooLarge, ZeroDivisionError, OverflowError) as error:
        raise Rejected(f"certificate: {type(error).__name__}: {error} @ $") from None
    except RecursionError:
        raise Rejected("certificate: nested too deeply @ $") from None


def _goal(statement: Statement, then: Term) -> Goal:
    return Goal(dict(statement.let), (), then).knowing(*statement.given)


def _proved(statement: Statement, certificate: Any, path: str) -> None:
    prove(_goal(statement, statement.then), certificate["proof"], f"{path}.proof")


def _vacuous(statement: Statement, certificate: Any, path: str) -> None:
    prove(_goal(statement, FALSE), certificate["proof"], f"{path}.proof")


def _refuted(statement: Statement, certificate: Any, path: str) -> None:
    closed = _inhabited(statement, certificate, path)
    prove(_goal(closed, negated(closed.then)), certificate["then"], f"{path}.then")


def _certified(statement: Statement, certificate: Any, path: str) -> None:
    instances = listed(certificate["instances"], f"{path}.instances")
    if not instances:
        raise Malformed(f"certificate: no instances @ {path}.instances")
    for i, item in enumerate(instances):
        at = f"{path}.instances[{i}]"
        fields(item, {"values", "example", "proof"}, set(), at)
        special = instantiate(statement, item["values"], at)
        _inhabited(special, fields(item["example"], {"values", "given"}, set(), f"{at}.example"), f"{at}.example")
        prove(_goal(special, special.then), item["proof"], f"{at}.proof")


def _inhabited(statement: Statement, example: Any, path: str) -> Statement:
    """The statement at the example's values, once each hypothesis is proved there."""
    closed = instantiate(statement, example["values"], path)
    if closed.let:
        raise Malformed(f"certificate: no value for {closed.let[0][0]!r} @ {path}.values")
    proofs = listed(example["given"], f"{path}.given")
    if len(proofs) != len(closed.given):
        raise Malformed(f"certificate: expected {len(closed.given)} proofs of hypotheses @ {path}.given")
    for i, (fact, proof) in enumerate(zip(closed.given, proofs, strict=True)):
        prove(Goal({}, (), fact), proof, f"{path}.given[{i}]")
    return closed


def instantiate(statement: Statement, values: Any, path: str) -> Statement:
    """The statement with closed terms in place of some of its names."""
    if not isinstance(values, dict) or not set(values) <= {name for name, _ in statement.let}:
        raise Malformed(f"certificate: values for names that the statement does not have @ {path}.values")
    measure(list(values.values()), f"{path}.values")
    read: dict[str, Term] = {}
    rest = []
    for name, sort in statement.let:
        actual = substitute_sort(sort, read)
        if name not in values:
            rest.append((name, actual))
            continue
        read[name] = read_term(values[name], {}, actual, f"{path}.values.{name}")
        ensure_family(read[name], Goal({}, (), FALSE), f"{path}.values.{name}")
    given = tuple(substitute(fact, read) for fact in statement.given)
    return read_statement(Statement(tuple(rest), given, substitute(statement.then, read)).to_json(), path)


def _bounded(statement: Statement, certificate: Any) -> int:
    """How many parts the two have. Fails (Malformed) when they are too deep or too large to be walked."""
    level, nodes, depth = [statement.let, statement.given, statement.then, certificate], 0, 0
    while level:
        nodes, depth = nodes + len(level), depth + 1
        if nodes > MAX_PARTS or depth > MAX_LEVELS:
            raise Malformed(f"certificate: more than {MAX_PARTS} parts or {MAX_LEVELS} levels @ $")
        groups = (x.values() if isinstance(x, dict) else x for x in level if isinstance(x, (dict, list, tuple)))
        level = [part for group in groups for part in group]
    return nodes


KINDS: dict[str, tuple[Callable[[Statement, Any, str], None], set[str]]] = {
    "proved": (_proved, {"proof"}),
    "refuted": (_refuted, {"values", "given", "then"}),
    "vacuous": (_vacuous, {"proof"}),
    "certified": (_certified, {"instances"}),
}
