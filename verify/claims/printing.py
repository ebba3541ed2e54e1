"""Terms and statements as plain text: the grammar of ``verify.claims.formula`` where it reaches, words elsewhere.

``read_formula(text(term))`` gives ``term`` back for every term of that grammar, up to how literals are written
(``neg(num 3)`` is the literal -3, ``div(num 1, num 3)`` the literal 1/3).
"""

from collections.abc import Callable
from typing import Any

from verify.checker.terms import REAL_FUNCTIONS, Sort, Statement, Term, value_of

# How tightly a text binds; a part is put in brackets where its place asks for more.
LOOSE, ARROW, OR, AND, NOT, COMPARE, ADD, MUL, NEG, POWER, ATOM = range(11)
Printed = tuple[str, int]
CALLED = REAL_FUNCTIONS | {
    "min", "max", "mod", "monus", "cexp", "re", "im", "conj", "rank", "trace", "det", "sigma_max", "sigma_min", "card",
    "iterate",
}  # fmt: skip
COMPARED = {"le": "<=", "lt": "<", "eq": "==", "ne": "!=", "in": "in"}
QUANTIFIED = {"forall": "for all", "exists": "there is", "ae": "for almost every"}
OVER = {"sum": "sum", "prod": "product", "minover": "min", "maxover": "max"}
CONSTANTS = {"e": "E"}


def text(term: Term) -> str:
    """``term`` on one line. Exact; every head of the language has a form."""
    return _print(term)[0]


def statement_text(statement: Statement) -> str:
    """A statement on one line: ``for all x real, n nat: if A and B then C``."""
    names = f"for all {names_text(statement.let)}: " if statement.let else ""
    given = " and ".join(_at(part, NOT) for part in statement.given)
    return names + (f"if {given} then " if given else "") + text(statement.then)


def names_text(names: tuple[tuple[str, Sort], ...]) -> str:
    """Declarations in words: ``x real, w vec(d)``."""
    return ", ".join(f"{name} {sort_text(sort)}" for name, sort in names)


def sort_text(sort: Sort) -> str:
    """A sort in words: ``real``, ``vec(d)``, ``fn(nat -> vec(d))``."""
    if isinstance(sort, str):
        return sort
    if sort[0] == "fn":
        return f"fn({', '.join(map(sort_text, sort[1]))} -> {sort_text(sort[2])})"
    return f"{sort[0]}({', '.join(sort_text(p) if sort[0] == 'measure' else str(p) for p in sort[1:])})"


def _print(term: Term) -> Printed:
    return RULES[term[0]](term)


def _at(term: Term, level: int) -> str:
    """The text of ``term``, in brackets where it binds less tightly than ``level``."""
    printed, own = _print(term)
    return printed if own >= level else f"({printed})"


def _number(term: Term) -> Printed:
    value = value_of(term)
    fraction = value.denominator != 1
    return str(value), MUL if fraction else NEG if value < 0 else ATOM


def _add(term: Term) -> Printed:
    parts = [_at(term[1], MUL)]
    for part in term[2:]:
        minus = len(term) > 3 and (part[0] == "neg" or (part[0] == "num" and value_of(part) < 0))
        if minus:
            positive = part[1] if part[0] == "neg" else ("num", part[1].removeprefix("-"))
            parts.append(f"- {_operand(positive)}")
        else:
            parts.append(f"+ {_operand(part)}")
    return " ".join(parts), ADD


def _operand(part: Term) -> str:
    """A summand that is not the first: one that begins with a minus is put in brackets."""
    printed = _at(part, MUL)
    return f"({printed})" if printed.startswith("-") else printed


def _product(sign: str) -> Callable[[Term], Printed]:
    def rule(term: Term) -> Printed:
        first = _at(term[1], MUL) if term[1][0] != "mul" or sign == "/" else f"({text(term[1])})"
        return sign.join([first, *(_at(part, POWER) for part in term[2:])]), MUL

    return rule


def _rpow(term: Term) -> Printed:
    exponent = _at(term[2], ATOM)
    return f"{_at(term[1], ATOM)}**{exponent}", POWER


def _joined(word: str, level: int) -> Callable[[Term], Printed]:
    def rule(term: Term) -> Printed:
        if len(term) == 2:
            return _print(term[1])
        return f" {word} ".join(_at(part, NOT) for part in term[1:]), level

    return rule


def _compared(term: Term) -> Printed:
    return f"{_at(term[1], ADD)} {COMPARED[term[0]]} {_at(term[2], ADD)}", COMPARE


def _called(term: Term) -> Printed:
    return f"{term[0]}({', '.join(map(text, term[1:]))})", ATOM


def _app(term: Term) -> Printed:
    return f"{_at(term[1], ATOM)}({', '.join(map(text, term[2:]))})", ATOM


def _lam(term: Term) -> Printed:
    return f"{names_text(term[1])} |-> {text(term[2])}", LOOSE


def _over(term: Term) -> Printed:
    return f"{OVER[term[0]]}_{{{term[1]} in {text(term[2])}}} {_at(term[3], MUL)}", ADD


def _integral(term: Term) -> Printed:
    return f"integral_{{{term[1]} = {text(term[2])}..{text(term[3])}}} {_at(term[4], MUL)}", ADD


def _extremum(term: Term) -> Printed:
    return f"{term[0]} {{{text(term[3])} : {names_text(term[1])}, {text(term[2])}}}", ATOM


def _chance(letter: str) -> Callable[[Term], Printed]:
    def rule(term: Term) -> Printed:
        return f"{letter}_{{{names_text(term[1])} ~ {text(term[2])}}}[{text(term[3])}]", ATOM

    return rule


def _quantified(term: Term) -> Printed:
    return f"{QUANTIFIED[term[0]]} {names_text(term[1])}: {text(term[2])}", LOOSE


def _eventually(term: Term) -> Printed:
    return f"for all large {_running(term)}: {text(term[2])}", LOOSE


def _tends(term: Term) -> Printed:
    limit = text(term[3]) if len(term) > 3 else "infinity"
    return f"{_at(term[2], ADD)} -> {limit} as {_running(term)} -> infinity", COMPARE


def _running(term: Term) -> str:
    """The name that grows, a real number unless it says otherwise."""
    return str(term[1]) if term[0].endswith("_real") else f"{term[1]} nat"


def _deriv(term: Term) -> Printed:
    order = term[2]
    return f"{_at(term[1], ATOM)}{chr(39) * order if order <= 3 else f'^({order})'}", ATOM


def _property(words: str) -> Callable[[Term], Printed]:
    return lambda term: (f"{_at(term[1], ATOM)} is {words}", COMPARE)


def _experiment(term: Term) -> Printed:
    settings = ", ".join(f"{key} = {value}" for key, value in term[2])
    return f"experiment {term[1]}{f' ({settings})' if settings else ''} shows: {text(term[3])}", LOOSE


def _infix(sign: str, level: int) -> Callable[[Term], Printed]:
    return lambda term: (f"{_at(term[1], level + 1)}{sign}{_at(term[2], level + 1)}", level)


def _suffix(mark: str) -> Callable[[Term], Printed]:
    return lambda term: (f"{_at(term[1], ATOM)}{mark}", POWER)


def _list(left: str, right: str) -> Callable[[Term], Printed]:
    return lambda term: (left + ", ".join(map(text, term[1:])) + right, ATOM)


RULES: dict[str, Callable[[Any], Printed]] = {
    **dict.fromkeys(CALLED, _called),
    **dict.fromkeys(COMPARED, _compared),
    **dict.fromkeys(QUANTIFIED, _quantified),
    **dict.fromkeys(OVER, _over),
    **dict.fromkeys(("eventually", "eventually_real"), _eventually),
    **dict.fromkeys(("tends", "tends_real", "diverges", "diverges_real"), _tends),
    **dict.fromkeys(("inf", "sup"), _extremum),
    **{word: _property(word) for word in ("differentiable", "continuous", "integrable")},
    "absolutely_continuous": _property("absolutely continuous"),
    "num": _number,
    "var": lambda term: (term[1], ATOM),
    "const": lambda term: (CONSTANTS.get(term[1], term[1]), ATOM),
    "add": _add,
    "sub": lambda term: (f"{_at(term[1], MUL)} - {_operand(term[2])}", ADD),
    "neg": lambda term: (f"-{_at(term[1], POWER)}", NEG),
    "mul": _product("*"),
    "div": _product("/"),
    "pow": lambda term: (f"{_at(term[1], ATOM)}**{term[2]}", POWER),
    "rpow": _rpow,
    "range": lambda term: (f"{{{text(term[1])}..{text(term[2])}}}", ATOM),
    "set": _list("{", "}"),
    "setminus": _infix(" \\ ", ADD),
    "union": _infix(" + ", ADD),
    "scale": _infix(" ", MUL),
    "vec": _list("(", ")"),
    "dot": _infix(" . ", MUL),
    "norm": lambda term: (f"|{text(term[1])}|", ATOM),
    "entry": lambda term: (f"{_at(term[1], ATOM)}[{text(term[2])}]", ATOM),
    "matrix": lambda term: (f"[{'; '.join(map(text, term[1:]))}]", ATOM),
    "ident": lambda term: (f"I_{term[1]}", ATOM),
    "adjoint": _suffix("^T"),
    "inverse": _suffix("^-1"),
    "pinv": _suffix("^+"),
    "apply": _infix(" ", MUL),
    "compose": _infix(" ", MUL),
    "outer": lambda term: (f"{_at(term[1], POWER)} {_at(term[2], ATOM)}^T", MUL),
    "app": _app,
    "lam": _lam,
    "deriv": _deriv,
    "grad": lambda term: (f"grad {_at(term[1], ATOM)}", POWER),
    "table": _list("[", "]"),
    "where": lambda term: (f"{{{term[1]} in {text(term[2])} : {text(term[3])}}}", ATOM),
    "integral": _integral,
    "expect": _chance("E"),
    "probability": _chance("P"),
    "and": _joined("and", AND),
    "or": _joined("or", OR),
    "implies": lambda term: (f"{_at(term[1], OR)} implies {_at(term[2], OR)}", ARROW),
    "iff": lambda term: (f"{_at(term[1], OR)} if and only if {_at(term[2], OR)}", ARROW),
    "not": lambda term: (f"not {_at(term[1], NOT)}", NOT),
    "separable": lambda term: (f"{_at(term[1], ATOM)} is separable on {text(term[2])}", COMPARE),
    "hard_margin": lambda term: (
        f"{_at(term[3], ADD)} is the hard-margin vector of {_at(term[1], ATOM)} on {text(term[2])}",
        COMPARE,
    ),
    "experiment": _experiment,
}
