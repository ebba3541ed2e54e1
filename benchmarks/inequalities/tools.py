"""Deciders of one inequality: ours, and the tools it is compared with. Each answers "proved", "refuted" or "undecided".

A tool's "refuted" means that it says the statement is not true; nothing replays what the others say.
"""

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

import sympy

from verify.bridges.smt import ALGEBRAIC, Untranslatable, smt_problem
from verify.bridges.symbolic import Untranslatable as NoExpression
from verify.bridges.symbolic import relation
from verify.checker.gate import check
from verify.checker.terms import Statement, negated
from verify.claims.claim import Claim
from verify.methods.inequality import Inequality
from verify.methods.method import Budget

Decider = Callable[[Statement, float], str]
WALL = 4_000  # their clocks are the wall's, in ms: four times what processor time allows, which is counted outside
SAID = {"unsat": "proved", "sat": "refuted"}


def ours(statement: Statement, seconds: float) -> str:
    """The method of this project; the verdict is the checker's. Vacuous counts as proved, as it does elsewhere."""
    claim = Claim(id="problem", paper="sample", at="", kind="inequality", says="sampled", statement=statement)
    attempt = Inequality().attempt(claim, Budget(seconds, 0))
    verdict = "undecided" if attempt.certificate is None else check(statement, attempt.certificate)
    return "proved" if verdict == "vacuous" else verdict


def z3_solver(statement: Statement, seconds: float) -> str:
    """Z3, which has polynomials, quotients and roots."""
    import z3

    try:
        text = smt_problem(statement, ALGEBRAIC)
    except Untranslatable:
        return "undecided"
    solver = z3.SolverFor("QF_NRA") if "(set-logic QF_NRA)" in text else z3.Solver()
    solver.set("timeout", int(WALL * seconds))
    solver.from_string(text)
    return SAID.get(str(solver.check()), "undecided")


def cvc5_solver(statement: Statement, seconds: float) -> str:
    """cvc5, which has the elementary functions too."""
    import cvc5

    try:
        text = smt_problem(statement)
    except Untranslatable:
        return "undecided"
    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(int(WALL * seconds)))
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "problem")
    said = ""
    while not (command := parser.nextCommand()).isNull():
        said += str(command.invoke(solver, parser.getSymbolManager()))
    return SAID.get(said.strip(), "undecided")


def sympy_alone(statement: Statement, seconds: float) -> str:
    """SymPy: signs that its assumptions give, then the set of solutions of the negation in one variable."""
    symbols = {name: sympy.Symbol(name, real=True, integer=sort == "nat" or None) for name, sort in statement.let}
    try:
        given = [relation(fact, symbols) for fact in statement.given]
        fails = relation(negated(statement.then), symbols)
        holds = relation(statement.then, symbols)
    except (NoExpression, ValueError, TypeError):
        return "undecided"
    for found, verdict in ((holds, "proved"), (sympy.simplify(holds), "proved")):
        if found in (sympy.true, sympy.false):
            return verdict if found == sympy.true else "refuted" if not given else "undecided"
    if len(symbols) != 1:
        return "undecided"
    (x,) = symbols.values()
    try:
        domain = sympy.Intersection(sympy.Reals, *(fact.as_set() for fact in given if fact not in (True, False)))
        bad = sympy.solve_univariate_inequality(fails, x, relational=False, domain=domain)
    except Exception:  # noqa: BLE001 - what SymPy cannot do ends in errors of many kinds; all mean the same here
        return "undecided"
    return {True: "proved", False: "refuted"}.get(bad.is_empty, "undecided")


TOOLS: dict[str, tuple[str, Decider]] = {  # name: (module it needs, decider)
    "marginalia": ("verify", ours),
    "z3": ("z3", z3_solver),
    "cvc5": ("cvc5", cvc5_solver),
    "sympy": ("sympy", sympy_alone),
}


def installed(tool: str) -> bool:
    """Whether the tool can be run here."""
    return importlib.util.find_spec(TOOLS[tool][0]) is not None


def version(tool: str) -> str:
    """The version of the tool's package; "" for our own."""
    module: Any = importlib.import_module(TOOLS[tool][0])
    if tool == "z3":
        return str(module.get_version_string())
    return str(getattr(module, "__version__", ""))
