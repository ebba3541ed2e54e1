r"""Terms and statements in LaTeX, as the field writes them. Every head of the language has a form.

The result is for reading only: LaTeX is never read back, because what it means cannot be told from its letters.
"""

from collections.abc import Callable
from typing import Any

from verify.bridges.mathml import mathml
from verify.bridges.spaces import escaped, names_latex
from verify.bridges.symbols import indexed, symbol
from verify.checker.terms import Statement, Term, value_of

__all__ = ["latex", "mathml", "statement_latex"]

# How tightly a piece binds; a part is put in brackets where its place asks for more.
LOOSE, ARROW, OR, AND, NOT, COMPARE, ADD, NEG, MUL, POWER, ATOM = range(11)
Printed = tuple[str, int]
RELATIONS = {"le": r"\le", "lt": "<", "eq": "=", "ne": r"\ne", "in": r"\in"}
NAMED = {name: rf"\{name}" for name in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "min", "max", "det")}
NAMED |= {"asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan", "Phi": r"\Phi", "cexp": r"\exp"}
NAMED |= {name: rf"\operatorname{{{name}}}" for name in ("rank", "iterate")}
NAMED |= {"re": r"\operatorname{Re}", "im": r"\operatorname{Im}", "trace": r"\operatorname{tr}"}
NAMED |= {"sigma_max": r"\sigma_{\max}", "sigma_min": r"\sigma_{\min}"}
OVER = {"sum": r"\sum", "prod": r"\prod", "minover": r"\min", "maxover": r"\max"}
QUANTIFIERS = {"forall": r"\forall\,", "exists": r"\exists\,", "ae": r"\text{for almost every }"}
POWERED = frozenset(["sin", "cos", "tan", "sinh", "cosh", "tanh", "log"])


def latex(term: Term) -> str:
    """``term`` in LaTeX for math mode, with few brackets."""
    return _print(term)[0]


def statement_latex(statement: Statement) -> str:
    """A statement in LaTeX for math mode: in one row, or names, hypotheses and parts of the conclusion a row each."""
    names = rf"\forall\, {names_latex(statement.let)}\colon" if statement.let else ""
    then = _rows(statement.then)
    if not statement.given and len(then) == 1:
        return rf"{names}\quad {latex(statement.then)}" if names else latex(statement.then)
    rows = [names] if names else []
    if statement.given:
        given = [_at(part, NOT) for part in statement.given]
        rows += [given[0], *(rf"\wedge\ {part}" for part in given[1:])]
        then = [rf"\Longrightarrow\ {then[0] if len(then) > 1 else _at(statement.then, ARROW + 1)}", *then[1:]]
    body = r" \\ ".join([*rows, *then])
    return rf"\begin{{array}}{{l}} {body} \end{{array}}"


def _rows(then: Term) -> list[str]:
    """A conclusion in rows: the parts of a conjunction, below the names of a quantifier over one, else itself."""
    if then[0] == "and" and len(then) > 2:
        return [_at(then[1], NOT), *(rf"\wedge\ {_at(part, NOT)}" for part in then[2:])]
    if then[0] in QUANTIFIERS and len(below := _rows(then[2])) > 1:
        return [rf"{QUANTIFIERS[then[0]]} {names_latex(then[1])}\colon", *(rf"\quad {row}" for row in below)]
    return [latex(then)]


def _print(term: Term) -> Printed:
    return RULES[term[0]](term)


def _at(term: Term, level: int) -> str:
    printed, own = _print(term)
    return printed if own >= level else _bracketed(printed)


def _bracketed(printed: str) -> str:
    return rf"\left({printed}\right)"


def _number(term: Term) -> Printed:
    value = value_of(term)
    size = str(abs(value.numerator))
    if value.denominator != 1:
        size = rf"\frac{{{size}}}{{{value.denominator}}}"
    return (f"-{size}", NEG) if value < 0 else (size, ATOM if value.denominator == 1 else MUL)


def _add(term: Term) -> Printed:
    parts = [_at(term[1], ADD)]
    for part in term[2:]:
        if part[0] == "neg" or (part[0] == "num" and value_of(part) < 0):
            parts.append(f"- {_summand(part[1] if part[0] == 'neg' else ('num', part[1].removeprefix('-')))}")
        else:
            parts.append(f"+ {_summand(part)}")
    return " ".join(parts), ADD


def _summand(part: Term) -> str:
    """A summand that is not the first: one that begins with a minus is put in brackets."""
    printed = _at(part, MUL)
    return _bracketed(printed) if printed.startswith("-") else printed


def _mul(term: Term) -> Printed:
    result = _at(term[1], NEG)
    for part in term[2:]:
        printed = _at(part, MUL)
        dot = printed[0].isdigit() or printed.startswith(r"\frac") or printed[0] == "-"
        result += (r" \cdot " if dot else r"\, ") + (_bracketed(printed) if printed[0] == "-" else printed)
    return result, NEG if result.startswith("-") else MUL


def _pow(term: Term) -> Printed:
    base, exponent = term[1], term[2]
    if base[0] in POWERED and exponent > 1:
        return rf"{NAMED[base[0]]}^{{{exponent}}}{_bracketed(latex(base[1]))}", POWER
    return f"{{{_at(base, ATOM)}}}^{{{exponent}}}", POWER


def _exp(term: Term) -> Printed:
    """A power of e where the exponent is small enough to be read up there."""
    inner = latex(term[1])
    small = len(inner) <= 60 and not any(tall in inner for tall in (r"\frac", r"\sum", r"\left"))
    return (f"e^{{{inner}}}", POWER) if small else (rf"\exp{_bracketed(inner)}", ATOM)


def _called(term: Term) -> Printed:
    return NAMED[term[0]] + _bracketed(", ".join(map(latex, term[1:]))), ATOM


def _app(term: Term) -> Printed:
    function, parts = term[1], term[2:]
    simple = all(part[0] == "var" or (part[0] == "num" and part[1].isdigit()) for part in parts)
    if function[0] == "var" and simple and indexed(function[1]):
        return symbol(function[1]).tex(tuple(map(latex, parts))), ATOM
    return f"{_at(function, ATOM)}({', '.join(map(latex, parts))})", ATOM


def _over(term: Term) -> Printed:
    index, over, sign = symbol(term[1]).tex(), term[2], OVER[term[0]]
    additive = term[0] in ("sum", "prod")
    if over[0] == "range" and additive:
        limits = f"_{{{index}={latex(over[1])}}}^{{{latex(over[2])}}}"
    elif over[0] == "range":
        limits = rf"_{{{latex(over[1])}\le {index}\le {latex(over[2])}}}"
    else:
        limits = rf"_{{{index}\in {latex(over)}}}"
    return f"{sign}{limits} {_at(term[3], MUL)}", NEG


def _integral(term: Term) -> Printed:
    limits = f"_{{{latex(term[2])}}}^{{{latex(term[3])}}}"
    return rf"\int{limits} {_at(term[4], MUL)}\,d{symbol(term[1]).tex()}", NEG


def _extremum(term: Term) -> Printed:
    return rf"\{term[0]}\left\{{{latex(term[3])} : {names_latex(term[1])},\ {latex(term[2])}\right\}}", ATOM


def _chance(sign: str) -> Callable[[Term], Printed]:
    def rule(term: Term) -> Printed:
        drawn = ",".join(symbol(name).tex() for name, _ in term[1])
        return rf"{sign}_{{{drawn}\sim {latex(term[2])}}}\left[{latex(term[3])}\right]", ATOM

    return rule


def _quantified(term: Term) -> Printed:
    return rf"{QUANTIFIERS[term[0]]} {names_latex(term[1])}\colon\ {latex(term[2])}", LOOSE


def _eventually(term: Term) -> Printed:
    return rf"\text{{for all large }}{symbol(term[1]).tex()}\colon\ {latex(term[2])}", LOOSE


def _tends(term: Term) -> Printed:
    limit = latex(term[3]) if len(term) > 3 else r"\infty"
    return rf"\lim_{{{symbol(term[1]).tex()}\to\infty}} {_at(term[2], MUL)} = {limit}", COMPARE


def _deriv(term: Term) -> Printed:
    above = (r"\prime",) * term[2] if term[2] <= 3 else (f"({term[2]})",)
    if term[1][0] == "var":
        return symbol(term[1][1]).tex(more_above=above), ATOM
    return f"{{{_at(term[1], ATOM)}}}^{{{' '.join(above)}}}", ATOM


def _lam(term: Term) -> Printed:
    names = ",".join(symbol(name).tex() for name, _ in term[1])
    return rf"{names if len(term[1]) == 1 else f'({names})'}\mapsto {latex(term[2])}", LOOSE


def _property(words: str) -> Callable[[Term], Printed]:
    return lambda term: (rf"{_at(term[1], ATOM)}\text{{ is {words}}}", COMPARE)


def _experiment(term: Term) -> Printed:
    settings = ", ".join(f"{key} = {value}" for key, value in term[2])
    about = escaped(f"{term[1]} ({settings})" if settings else term[1])
    return rf"\text{{experiment {about} shows: }}{latex(term[3])}", LOOSE


def _joined(sign: str, level: int) -> Callable[[Term], Printed]:
    def rule(term: Term) -> Printed:
        return sign.join(_at(part, level + 1) for part in term[1:]), level if len(term) > 2 else level + 1

    return rule


def _infix(sign: str, level: int) -> Callable[[Term], Printed]:
    return lambda term: (f"{_at(term[1], level)}{sign}{_at(term[2], level + 1)}", level)


def _suffix(mark: str) -> Callable[[Term], Printed]:
    return lambda term: (f"{{{_at(term[1], ATOM)}}}^{{{mark}}}", POWER)


def _around(left: str, right: str) -> Callable[[Term], Printed]:
    return lambda term: (rf"\left{left}{', '.join(map(latex, term[1:]))}\right{right}", ATOM)


def _relation(term: Term) -> Printed:
    return f"{_at(term[1], ADD)} {RELATIONS[term[0]]} {_at(term[2], ADD)}", COMPARE


def _stacked(term: Term) -> Printed:
    rows = r" \\ ".join(rf"{{{_at(row, ATOM)}}}^{{\top}}" for row in term[1:])
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}", ATOM


RULES: dict[str, Callable[[Any], Printed]] = {
    **dict.fromkeys(NAMED, _called),
    **dict.fromkeys(RELATIONS, _relation),
    **dict.fromkeys(OVER, _over),
    **dict.fromkeys(QUANTIFIERS, _quantified),
    **dict.fromkeys(("eventually", "eventually_real"), _eventually),
    **dict.fromkeys(("tends", "tends_real", "diverges", "diverges_real"), _tends),
    **dict.fromkeys(("inf", "sup"), _extremum),
    **{word: _property(word) for word in ("differentiable", "continuous", "integrable")},
    "absolutely_continuous": _property("absolutely continuous"),
    "num": _number,
    "var": lambda term: (symbol(term[1]).tex(), ATOM),
    "const": lambda term: (r"\pi" if term[1] == "pi" else term[1], ATOM),
    "add": _add,
    "sub": lambda term: (f"{_at(term[1], ADD)} - {_summand(term[2])}", ADD),
    "neg": lambda term: (f"-{_at(term[1], MUL)}", NEG),
    "mul": _mul,
    "div": lambda term: (rf"\frac{{{latex(term[1])}}}{{{latex(term[2])}}}", MUL),
    "pow": _pow,
    "rpow": lambda term: (f"{{{_at(term[1], ATOM)}}}^{{{latex(term[2])}}}", POWER),
    "exp": _exp,
    "sqrt": lambda term: (rf"\sqrt{{{latex(term[1])}}}", ATOM),
    "cbrt": lambda term: (rf"\sqrt[3]{{{latex(term[1])}}}", ATOM),
    "abs": _around("|", "|"),
    "floor": _around(r"\lfloor ", r"\rfloor "),
    "mod": _infix(r" \bmod ", MUL),
    "monus": lambda term: (rf"\max\left({latex(term[1])} - {_summand(term[2])}, 0\right)", ATOM),
    "range": lambda term: (rf"\left\{{{latex(term[1])},\dots,{latex(term[2])}\right\}}", ATOM),
    "set": _around(r"\{", r"\}"),
    "setminus": _infix(r" \setminus ", ADD),
    "union": _infix(r" \cup ", ADD),
    "card": _around("|", "|"),
    "conj": lambda term: (rf"\overline{{{latex(term[1])}}}", ATOM),
    "scale": _infix(r"\, ", MUL),
    "vec": _around("(", ")"),
    "dot": lambda term: (rf"{{{_at(term[1], ATOM)}}}^{{\top}} {_at(term[2], POWER)}", MUL),
    "norm": _around(r"\|", r"\|"),
    "entry": lambda term: (f"{{{_at(term[1], ATOM)}}}_{{{latex(term[2])}}}", ATOM),
    "matrix": _stacked,
    "ident": lambda term: (f"I_{{{symbol(term[1]).tex() if isinstance(term[1], str) else term[1]}}}", ATOM),
    "adjoint": _suffix(r"\top"),
    "inverse": _suffix("-1"),
    "pinv": _suffix(r"\dagger"),
    "apply": _infix(r"\, ", MUL),
    "compose": _infix(r"\, ", MUL),
    "outer": lambda term: (rf"{_at(term[1], POWER)}\, {{{_at(term[2], ATOM)}}}^{{\top}}", MUL),
    "app": _app,
    "lam": _lam,
    "deriv": _deriv,
    "grad": lambda term: (rf"\nabla {_at(term[1], ATOM)}", ATOM),
    "table": _around("(", ")"),
    "where": lambda term: (rf"\left\{{{symbol(term[1]).tex()}\in {latex(term[2])} : {latex(term[3])}\right\}}", ATOM),
    "integral": _integral,
    "expect": _chance(r"\mathbb{E}"),
    "probability": _chance(r"\mathbb{P}"),
    "and": _joined(r"\ \wedge\ ", AND),
    "or": _joined(r"\ \vee\ ", OR),
    "implies": lambda term: (rf"{_at(term[1], OR)}\ \Rightarrow\ {_at(term[2], OR)}", ARROW),
    "iff": lambda term: (rf"{_at(term[1], OR)}\ \Leftrightarrow\ {_at(term[2], OR)}", ARROW),
    "not": lambda term: (rf"\neg {_at(term[1], ATOM)}", NOT),
    "separable": lambda term: (rf"{_at(term[1], ATOM)}\text{{ is linearly separable on }}{latex(term[2])}", COMPARE),
    "hard_margin": lambda term: (
        rf"{_at(term[3], ADD)} = \arg\min\left\{{\|w\|^{{2}} : w^{{\top}} {_at(term[1], ATOM)}_{{n}}\ge 1,\ "
        rf"n\in {latex(term[2])}\right\}}",
        COMPARE,
    ),
    "experiment": _experiment,
}
