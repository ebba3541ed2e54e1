"""Evidence, and ``certify``, the one maker of rigorous evidence."""

import json
from collections.abc import Mapping
from dataclasses import InitVar, dataclass, fields
from typing import Any, Protocol

from verify.checker.gate import check, check_example
from verify.checker.goals import Rejected
from verify.checker.terms import Malformed, Statement
from verify.evidence.verdict import RIGOROUS, Verdict

Tried = tuple[tuple[str, str], ...]
_CHECKED = object()


class Attempted(Protocol):
    """What a method hands over, whatever its class: a verdict that it believes, and the data behind it."""

    @property
    def method(self) -> str:
        """The method's name."""

    @property
    def verdict(self) -> str:
        """The verdict that the method believes."""

    @property
    def certificate(self) -> Any:
        """Data for the checker; None below rigorous verdicts."""

    @property
    def scope(self) -> str:
        """For what it holds."""

    @property
    def how(self) -> str:
        """A line or two that a person can follow."""

    @property
    def figures(self) -> Mapping[str, str]:
        """Numbers found on the way."""

    @property
    def trusts(self) -> tuple[str, ...]:
        """What has to be right for the verdict to be right."""

    @property
    def counterexample(self) -> Mapping[str, str]:
        """Printed values of a refutation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of one claim. Rigorous verdicts come from ``certify`` only.

    digest       of the statement that this is about; "" when the claim has none
    certificate  data that the checker has replayed; None for supported and undecided
    tried        (method, why it did not conclude), in order
    fault        why the checker refused the method's certificate; "" when it did not

    Fails: ValueError for a rigorous verdict that has not come through ``certify``.
    """

    claim: str
    digest: str
    verdict: Verdict
    scope: str = ""
    method: str = ""
    how: str = ""
    certificate: Mapping[str, Any] | None = None
    counterexample: Mapping[str, str]
    figures: Mapping[str, str]
    trusts: tuple[str, ...] = ()
    tried: Tried = ()
    fault: str = ""
    seal: InitVar[object] = None

    def __post_init__(self, seal: object) -> None:
        if self.verdict in RIGOROUS and seal is not _CHECKED:
            raise ValueError(f"evidence: {self.verdict.value!r} without a replayed certificate @ {self.claim}")

    def after(self, tried: Tried) -> "Evidence":
        """The same evidence, with the account of what else was tried."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        return Evidence(**(kept | {"tried": tried}), seal=_CHECKED)


def certify(statement: Statement, attempt: Attempted, *, claim: str = "") -> Evidence:
    """The attempt as evidence, once the checker has replayed its certificate and come to the same verdict.

    The certificate goes through JSON text first, so that what is checked is what a file will hold. A refused
    certificate gives ``undecided`` evidence whose ``fault`` says why: an error of the method.
    Fails: ValueError for an attempt whose verdict needs no certificate (use ``observed``).
    """
    wanted = Verdict(attempt.verdict)
    if wanted not in RIGOROUS:
        raise ValueError(f"certify: {wanted.value!r} needs no certificate — use observed @ {claim}")
    try:
        data = _through_text(attempt.certificate)
        found = check(statement, data)
    except (Rejected, Malformed) as error:
        return _refused(statement, attempt, claim, f"the checker refused the certificate: {error}")
    except (TypeError, ValueError, RecursionError) as error:
        return _refused(statement, attempt, claim, f"the certificate could not be replayed: {error!r}")
    if found != wanted.value:
        return _refused(statement, attempt, claim, f"the checker says {found}, the method said {wanted.value}")
    return Evidence(
        claim=claim,
        digest=statement.digest(),
        verdict=wanted,
        scope=str(attempt.scope),
        method=attempt.method,
        how=str(attempt.how),
        certificate=data,
        counterexample=_texts(attempt.counterexample),
        figures=_texts(attempt.figures),
        trusts=tuple(attempt.trusts) or ("verify.checker",),
        seal=_CHECKED,
    )


def observed(statement: Statement | None, attempt: Attempted, *, claim: str = "") -> Evidence:
    """The attempt as evidence without rigour: ``supported`` or ``undecided``, whatever it computed with.

    Fails: ValueError for a rigorous verdict (use ``certify``).
    """
    verdict = Verdict(attempt.verdict)
    if verdict in RIGOROUS:
        raise ValueError(f"observed: {verdict.value!r} needs a replayed certificate — use certify @ {claim}")
    return Evidence(
        claim=claim,
        digest=statement.digest() if statement else "",
        verdict=verdict,
        scope=str(attempt.scope),
        method=attempt.method,
        how=str(attempt.how),
        counterexample={},
        figures=_texts(attempt.figures),
        trusts=tuple(t for t in attempt.trusts if t != "verify.checker"),
    )


def undecided(statement: Statement | None, why: str, *, claim: str = "", tried: Tried = ()) -> Evidence:
    """Evidence that nothing concluded, and why."""
    return Evidence(
        claim=claim,
        digest=statement.digest() if statement else "",
        verdict=Verdict.UNDECIDED,
        how=why,
        counterexample={},
        figures={},
        tried=tried,
    )


def inhabited(statement: Statement, example: object) -> str:
    """An empty text when the checker accepts the example (all hypotheses hold there), else why not."""
    try:
        check_example(statement, _through_text(example))
    except (Rejected, Malformed) as error:
        return f"the checker refused the example: {error}"
    except (TypeError, ValueError, RecursionError) as error:
        return f"the example could not be replayed: {error!r}"
    return ""


def _through_text(data: object) -> Any:
    """The data as a file will hold it. Fails (TypeError, ValueError) for what JSON or the checker refuses."""
    return json.loads(json.dumps(data, allow_nan=False), parse_float=no_float)


def no_float(text: str) -> None:
    """Refuse a floating-point number in a certificate (ValueError)."""
    raise ValueError(f"a floating-point number {text!r:.30}: numbers are written as rationals in quotes")


def _refused(statement: Statement, attempt: Attempted, claim: str, why: str) -> Evidence:
    return Evidence(
        claim=claim,
        digest=statement.digest(),
        verdict=Verdict.UNDECIDED,
        method=attempt.method,
        how=why,
        counterexample={},
        figures={},
        tried=((attempt.method, why),),
        fault=why,
    )


def _texts(data: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in data.items()}
