"""Statements about numbers as SMT-LIB 2 text, for any solver that reads it.

The text asks for values at which every hypothesis holds and the conclusion does not, because it is false or has no
value: ``unsat`` says that the statement is true, ``sat`` that it is not. Roots, logarithms, absolute values and their
like become new names with the conditions that define them; division is kept away from 0 by a condition of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from verify.checker.terms import Statement, Term, negated, value_of

ALGEBRAIC = frozenset({"sqrt", "cbrt", "abs", "min", "max", "floor"})
ARCS = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}
ELEMENTARY = ALGEBRAIC | {"exp", "log", "rpow", "sin", "cos", "tan", "sinh", "cosh", "tanh", "const", *ARCS}
SIGNS = {"le": "<=", "lt": "<", "eq": "=", "ne": "distinct"}


class Untranslatable(Exception):
    """A head, named in the message, that the solver does not know."""


@dataclass(slots=True)
class Writer:
    """Writes terms; gathers the new names, what defines them, and where the last relation is defined."""

    known: frozenset[str]
    nats: frozenset[str]
    declared: list[str] = field(default_factory=list)
    defining: list[str] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    made: dict[Term, str] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)

    def holds(self, formula: Term) -> str:
        """A condition that says that the formula is defined and holds."""
        head, *parts = formula
        if head in ("and", "or"):
            return f"({head} {' '.join(self.holds(part) for part in parts)})"
        if head == "not":
            return self.holds(negated(parts[0])) if parts[0][0] != "not" else self.holds(parts[0][1])
        if head not in SIGNS:
            raise Untranslatable(head)
        outer, self.needed = self.needed, []
        relation = f"({SIGNS[head]} {self.term(parts[0])} {self.term(parts[1])})"
        needed, self.needed = self.needed, outer
        return f"(and {' '.join(needed)} {relation})" if needed else relation

    def term(self, term: Term) -> str:
        """The term; Untranslatable where the solver has nothing for its head."""
        head, *parts = term
        self.heads.add(head)
        if head == "num":
            return number(value_of(term))
        if head == "var":
            return f"(to_real v_{parts[0]})" if parts[0] in self.nats else f"v_{parts[0]}"
        if head in PLAIN:
            return f"({PLAIN[head]} {' '.join(self.term(part) for part in parts)})"
        if head == "pow":
            return f"(* 1.0 {' '.join([self.term(parts[0])] * parts[1])})" if parts[1] else "1.0"
        if head == "div":
            above, below = self.term(parts[0]), self.term(parts[1])
            self.needed.append(f"(distinct {below} 0.0)")
            return f"(/ {above} {below})"
        if head not in self.known or head not in RULES:
            raise Untranslatable(head)
        return RULES[head](self, term)

    def fresh(self, term: Term, conditions: Callable[[str], str]) -> str:
        """The name that stands for the term, with the conditions that define it; one name for equal terms."""
        if term not in self.made:
            self.made[term] = f"aux_{len(self.made)}"
            self.declared.append(f"(declare-const {self.made[term]} Real)")
            self.defining.append(conditions(self.made[term]))
        return self.made[term]


def smt_problem(statement: Statement, known: frozenset[str] = ELEMENTARY) -> str:
    """SMT-LIB 2 text that is unsatisfiable exactly when the statement is true.

    ``known``: the heads, beside sums, products and quotients, that the solver has. Fails (Untranslatable) on others.
    """
    if any(sort not in ("real", "nat") for _, sort in statement.let):
        raise Untranslatable("a name that is no number")
    writer = Writer(known, frozenset(name for name, sort in statement.let if sort == "nat"))
    given = [writer.holds(fact) for fact in statement.given]
    then = writer.holds(statement.then)
    names = [f"(declare-const v_{name} {'Int' if sort == 'nat' else 'Real'})" for name, sort in statement.let]
    signs = [f"(assert (>= v_{name} 0))" for name in sorted(writer.nats)]
    asserted = [f"(assert {text})" for text in (*writer.defining, *given, f"(not {then})")]
    return "\n".join([f"(set-logic {_logic(writer)})", *names, *writer.declared, *signs, *asserted, "(check-sat)", ""])


def _logic(writer: Writer) -> str:
    """The smallest logic of the standard that holds the problem: solvers choose their ways by it."""
    if writer.nats or "floor" in writer.heads:
        return "ALL"
    return "QF_NRAT" if writer.heads & (ELEMENTARY - ALGEBRAIC) else "QF_NRA"


def number(value: Fraction) -> str:
    """A rational literal of sort Real."""
    size = f"{abs(value.numerator)}.0"
    size = size if value.denominator == 1 else f"(/ {size} {value.denominator}.0)"
    return f"(- {size})" if value < 0 else size


# -- one function a head -----------------------------------------------------------------------------------------------


def _sqrt(writer: Writer, term: Term) -> str:
    inner = writer.term(term[1])
    writer.needed.append(f"(>= {inner} 0.0)")
    return writer.fresh(term, lambda r: f"(=> (>= {inner} 0.0) (and (>= {r} 0.0) (= (* {r} {r}) {inner})))")


def _cbrt(writer: Writer, term: Term) -> str:
    inner = writer.term(term[1])
    return writer.fresh(term, lambda r: f"(= (* {r} {r} {r}) {inner})")


def _log(writer: Writer, term: Term) -> str:
    inner = writer.term(term[1])
    writer.needed.append(f"(> {inner} 0.0)")
    return writer.fresh(term, lambda r: f"(=> (> {inner} 0.0) (= (exp {r}) {inner}))")


def _rpow(writer: Writer, term: Term) -> str:
    return f"(exp (* {_log(writer, ('log', term[1]))} {writer.term(term[2])}))"


def _abs(writer: Writer, term: Term) -> str:
    inner = writer.term(term[1])
    return writer.fresh(term, lambda r: f"(= {r} (ite (>= {inner} 0.0) {inner} (- {inner})))")


def _extreme(writer: Writer, term: Term) -> str:
    parts, sign = [writer.term(part) for part in term[1:]], "<=" if term[0] == "min" else ">="
    one, all_of = (f"(or {' '.join('(= {r} ' + part + ')' for part in parts)})", [f"({sign} {{r}} {p})" for p in parts])
    return writer.fresh(term, lambda r: f"(and {one} {' '.join(all_of)})".replace("{r}", r))


def _floor(writer: Writer, term: Term) -> str:
    return f"(to_real (to_int {writer.term(term[1])}))"


def _tan(writer: Writer, term: Term) -> str:
    inner = writer.term(term[1])
    writer.needed.append(f"(distinct (cos {inner}) 0.0)")
    return f"(/ (sin {inner}) (cos {inner}))"


def _arc(writer: Writer, term: Term) -> str:
    inner = writer.term(term[1])
    if term[0] != "atan":
        writer.needed.append(f"(and (<= (- 1.0) {inner}) (<= {inner} 1.0))")
    return f"({ARCS[term[0]]} {inner})"


def _hyperbolic(writer: Writer, term: Term) -> str:
    inner = writer.term(term[1])
    up, down = f"(exp {inner})", f"(exp (- {inner}))"
    top, bottom = f"(- {up} {down})", f"(+ {up} {down})"
    return f"(/ {top} {bottom})" if term[0] == "tanh" else f"(/ {top if term[0] == 'sinh' else bottom} 2.0)"


def _const(writer: Writer, term: Term) -> str:
    return {"pi": "real.pi", "e": "(exp 1.0)"}[term[1]]


PLAIN = {"add": "+", "sub": "-", "neg": "-", "mul": "*"}
RULES: dict[str, Callable[[Writer, Term], str]] = {
    **dict.fromkeys(("exp", "sin", "cos"), lambda writer, term: f"({term[0]} {writer.term(term[1])})"),
    **dict.fromkeys(("min", "max"), _extreme),
    **dict.fromkeys(ARCS, _arc),
    **dict.fromkeys(("sinh", "cosh", "tanh"), _hyperbolic),
    "sqrt": _sqrt,
    "cbrt": _cbrt,
    "log": _log,
    "rpow": _rpow,
    "abs": _abs,
    "floor": _floor,
    "tan": _tan,
    "const": _const,
}
