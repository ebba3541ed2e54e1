"""Small claims with real certificates, and methods that misbehave in every way that a method can."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from verify.checker.reading import read_statement
from verify.checker.terms import Statement
from verify.claims.claim import Claim, Paper
from verify.engine.toolbox import Toolbox
from verify.methods import learnt
from verify.methods.method import Attempt, Budget

X, ZERO, ONE, HALF = ["var", "x"], ["num", "0"], ["num", "1"], ["num", "1/2"]
EVIDENT = {"rule": "assumption"}
PAPERS = (Paper(id="toy", title="Toys & <games>", authors=("A. Author",), year=2001),)


def statement(then: list[Any] | None = None) -> Statement:
    """For all x >= 0: x >= 0, or what is given instead."""
    return read_statement({"let": [["x", "real"]], "given": [["le", ZERO, X]], "then": then or ["le", ZERO, X]})


TRUE = statement()
FALSE = statement(["le", ONE, X])


def proved(method: str = "prover") -> Attempt:
    """An attempt on TRUE that the checker accepts."""
    return Attempt(
        method=method, verdict="proved", certificate={"verdict": "proved", "proof": EVIDENT}, scope="every x"
    )


def refuted(method: str = "refuter") -> Attempt:
    """An attempt on FALSE that the checker accepts: x = 1/2."""
    point = {"verdict": "refuted", "values": {"x": HALF}, "given": [EVIDENT], "then": EVIDENT}
    return Attempt(method=method, verdict="refuted", certificate=point, counterexample={"x": "1/2"}, how="at 1/2")


def certified(method: str = "instances") -> Attempt:
    """An attempt on TRUE that shows it at x = 1 only."""
    instance = {"values": {"x": ONE}, "example": {"values": {}, "given": [EVIDENT]}, "proof": EVIDENT}
    return Attempt(
        method=method, verdict="certified", certificate={"verdict": "certified", "instances": [instance]}, scope="x = 1"
    )


def claim(name: str, *by: str, about: Statement | None = TRUE, **more: Any) -> Claim:
    """A claim of the paper "toy"."""
    fields: dict[str, Any] = {"kind": "inequality", "says": f"The claim {name}.", "at": f"place of {name}"} | more
    if about is None:
        fields.setdefault("open", "not yet encoded")
    return Claim(id=name, paper="toy", statement=about, by=by, **fields)


@dataclass(frozen=True)
class Toy:
    """A method that does what the function does."""

    name: str
    does: Callable[[Claim, Budget], Any]

    def attempt(self, claim: Claim, budget: Budget) -> Any:
        """What the function returns, if it does."""
        return self.does(claim, budget)


def _forever(claim: Claim, budget: Budget) -> Attempt:
    while True:
        pass


def _sleeps(claim: Claim, budget: Budget) -> Attempt:
    """Uses no processor time: only the wall clock ends it."""
    while True:
        time.sleep(1.0)


def _waits(claim: Claim, budget: Budget) -> Attempt:
    """Hangs until there is a file "go" in the working folder."""
    while not Path("go").exists():
        time.sleep(0.01)
    return Attempt(method="waits", verdict="undecided", how="waited")


def _work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def _slow(claim: Claim, budget: Budget) -> Attempt:
    """Uses what it is given, and finds something when that is more than a second."""
    if budget.seconds < 1:
        _work(budget.seconds)
        return Attempt(method="slow", verdict="undecided", how=f"nothing within {budget.seconds} s")
    return Attempt(method="slow", verdict="supported", figures={"budget": str(budget.seconds)})


def _thorough(claim: Claim, budget: Budget) -> Attempt:
    """Uses up a short turn; in a longer one it comes to the end of its search."""
    _work(min(budget.seconds, 0.2))
    how = "all were tried" if budget.seconds > 0.2 else "some were tried"
    return Attempt(method="thorough", verdict="undecided", how=how)


def _fails(claim: Claim, budget: Budget) -> Attempt:
    raise ArithmeticError("lost a digit <b>")


def _killed(claim: Claim, budget: Budget) -> Attempt:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still alive")


def _seeded(claim: Claim, budget: Budget) -> Attempt:
    return Attempt(method="seeded", verdict="supported", scope="sampled", figures={"seed": str(budget.seed)})


def _exits(claim: Claim, budget: Budget) -> Attempt:
    os._exit(7)


def _chatty(claim: Claim, budget: Budget) -> Attempt:
    os.write(1, b"noise of a solver in C")
    sys.stdout.write("noise of a solver in Python")
    return proved("chatty")


def _learner(claim: Claim, budget: Budget) -> Attempt:
    """Says how much it knew, and finds one step more."""
    how = f"knows {len(learnt._known)} steps"
    learnt._learn_here(learnt.Learnt(claim.id, "{}"))
    return Attempt(method="learner", verdict="undecided", how=how)


def _quits(claim: Claim, budget: Budget) -> Attempt:
    raise SystemExit(0)


ACTS: Mapping[str, Callable[[Claim, Budget], Any]] = {
    "prover": lambda claim, budget: proved(),
    "refuter": lambda claim, budget: refuted(),
    "instances": lambda claim, budget: certified(),
    "liar": lambda claim, budget: proved("liar"),
    "shy": lambda claim, budget: Attempt(method="shy", verdict="undecided", how="not of my kind"),
    "seeded": _seeded,
    "forever": _forever,
    "learner": _learner,
    "sleeps": _sleeps,
    "waits": _waits,
    "slow": _slow,
    "thorough": _thorough,
    "fails": _fails,
    "killed": _killed,
    "exits": _exits,
    "quits": _quits,
    "nothing": lambda claim, budget: None,
    "chatty": _chatty,
}


def _example(claim: Claim, budget: Budget) -> dict[str, Any]:
    return {"values": {name: list(value) for name, value in (claim.example or {}).items()}, "given": [EVIDENT]}


TOOLS = Toolbox(
    methods={name: Toy(name, does) for name, does in ACTS.items()}, default=("shy", "prover"), example=_example
)


def tools() -> Toolbox:
    """The toys as a toolbox."""
    return TOOLS
