"""From the syntax tree of a formula to a term: a whitelist of node kinds, everything else is refused.

A chain of sums or products without brackets becomes one n-ary head; where brackets stand, the tree of the text is kept,
so that what ``verify.claims.printing`` writes reads back as the same term.
"""

import ast
import difflib
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from verify.checker.terms import MAX_POWER, REAL_FUNCTIONS, RELATIONS, Sort, Term, num, value_of
from verify.claims.source import MAX_DIGITS, Source
from verify.errors import InputError

MAX_NODES, MAX_NESTING, MAX_SCALE, MAX_FOLDED, MAX_EXPONENT = 500, 60, 300, 400, 1_000
FUNCTIONS = {**{name: name for name in REAL_FUNCTIONS}, "ln": "log", "Abs": "abs"}
VARIADIC = {"min": "min", "max": "max", "Min": "min", "Max": "max"}
CONSTANTS: dict[str, Term] = {"pi": ("const", "pi"), "E": ("const", "e")}
# "x real y nat" is to be refused, not read as three naturals; "A implies B" declares no "implies".
WORDS = frozenset({"and", "or", "not", "implies", "real", "nat", "infinity"})
RESERVED = WORDS | {*FUNCTIONS, *VARIADIC, *CONSTANTS}
LITERAL = re.compile(r"([0-9]+)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?|\.([0-9]+)(?:[eE]([+-]?[0-9]+))?")
FORMULA_HEADS = RELATIONS | {"and", "or", "not"}
COMPARISONS: dict[type[ast.cmpop], Callable[[Term, Term], Term]] = {
    ast.Lt: lambda a, b: ("lt", a, b),
    ast.LtE: lambda a, b: ("le", a, b),
    ast.Gt: lambda a, b: ("lt", b, a),
    ast.GtE: lambda a, b: ("le", b, a),
    ast.Eq: lambda a, b: ("eq", a, b),
    ast.NotEq: lambda a, b: ("ne", a, b),
}
SIGN: dict[type[ast.operator], int] = {ast.Add: 1, ast.Sub: -1}


class Grammar:
    """Reads the tree of one text over declared names. Every method fails (InputError) at a place in the text."""

    def __init__(self, source: Source, names: Mapping[str, Sort]) -> None:
        self.source, self.names = source, names

    def read(self) -> Term:
        """The term or formula that the text writes."""
        tree = self.source.tree()
        self._measure(tree)
        return self._any(tree)

    def is_formula(self, term: Term) -> bool:
        """Whether ``term`` says something that can be true or false."""
        return term[0] in FORMULA_HEADS

    def _fault(self, message: str, node: ast.AST) -> InputError:
        return self.source.fault(message, getattr(node, "col_offset", 0))

    def _measure(self, tree: ast.expr) -> None:
        """Refuse trees that are large or deep, before anything recurses over them."""
        todo, nodes = [(tree, 1)], 0
        while todo:
            node, depth = todo.pop()
            nodes += 1
            if nodes > MAX_NODES:
                raise self._fault(f"more than {MAX_NODES} parts", node)
            if depth > MAX_NESTING:
                raise self._fault(f"nested more than {MAX_NESTING} levels deep", node)
            for child in ast.iter_child_nodes(node):
                if isinstance(child, (ast.expr, ast.keyword, ast.comprehension)):
                    todo.append((child, depth + (not _same_chain(node, child))))  # type: ignore[arg-type]

    def _any(self, node: ast.expr) -> Term:
        reader = READERS.get(type(node))
        if reader is None:
            raise self._fault("this is not part of the language of formulas", node)
        return reader(self, node)

    def _number(self, node: ast.expr) -> Term:
        """A part that must be a number."""
        term = self._any(node)
        if self.is_formula(term):
            raise self._fault("a number is expected here, and this is a condition", node)
        return term

    def _condition(self, node: ast.expr) -> Term:
        """A part that must be a condition."""
        term = self._any(node)
        if not self.is_formula(term):
            raise self._fault("a condition such as x > 0 is expected here", node)
        return term

    def _literal(self, node: ast.Constant) -> Term:
        text = ast.get_source_segment(self.source.python, node) or ""
        found = LITERAL.fullmatch(text)
        if type(node.value) not in (int, float) or not found:
            raise self._fault("numbers are written like 12, 0.1, 1e-12 or 1/3", node)
        whole, part = found[1] or "0", found[2] or found[4] or ""
        scale = int(found[3] or found[5] or 0)
        if len(whole) + len(part) > MAX_DIGITS or abs(scale) > MAX_SCALE:
            raise self._fault(f"at most {MAX_DIGITS} digits and exponents up to {MAX_SCALE} are read", node)
        return num(Fraction(int(whole + part)) * Fraction(10) ** (scale - len(part)))

    def _name(self, node: ast.Name) -> Term:
        if node.id in self.names:
            return ("var", node.id)
        if node.id in CONSTANTS:
            return CONSTANTS[node.id]
        if node.id in RESERVED - WORDS:
            raise self._fault(f"{node.id} is a function; write {node.id}(...)", node)
        known = sorted(self.names)
        words = [*known, *sorted(RESERVED)]
        near = [w for w in words if w.lower() == node.id.lower()] or difflib.get_close_matches(node.id, words, n=2)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        listed = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
        state = f"known: {listed}" if known else f"none is declared; a condition declares it: {node.id[:31]} real"
        raise self._fault(f"unknown name {node.id[:40]!r} ({state}){hint}", node)

    def _unary(self, node: ast.UnaryOp) -> Term:
        if isinstance(node.op, ast.Not):
            return ("not", self._condition(node.operand))
        if isinstance(node.op, ast.UAdd):
            return self._number(node.operand)
        return _minus(self._number(node.operand))

    def _binary(self, node: ast.BinOp) -> Term:
        if type(node.op) in SIGN:
            return self._sum(node)
        if isinstance(node.op, ast.Mult):
            return ("mul", *(self._number(part) for _, part in _chain(node)))
        if isinstance(node.op, ast.Div):
            return self._quotient(node)
        if isinstance(node.op, ast.Pow):
            return self._power(node)
        raise self._fault("the operators are + - * / and ** (or ^)", node.right)

    def _sum(self, node: ast.BinOp) -> Term:
        parts = [(sign, self._number(part)) for sign, part in _chain(node)]
        if len(parts) == 2:
            return ("add" if parts[1][0] > 0 else "sub", parts[0][1], parts[1][1])
        return ("add", *(term if sign > 0 else _minus(term) for sign, term in parts))

    def _quotient(self, node: ast.BinOp) -> Term:
        top, bottom = self._number(node.left), self._number(node.right)
        if bottom[0] == "num" and not value_of(bottom):
            raise self._fault("division by zero", node.right)
        if top[0] == bottom[0] == "num":
            value = value_of(top) / value_of(bottom)
            if len(str(value)) <= MAX_FOLDED:
                return num(value)
        return ("div", top, bottom)

    def _power(self, node: ast.BinOp) -> Term:
        base, exponent = self._number(node.left), self._number(node.right)
        if exponent[0] != "num":
            if not self._harmless(exponent):
                raise self._fault("an exponent without variables is a number, not a power or a function", node.right)
            return ("rpow", base, exponent)
        value = value_of(exponent)
        if abs(value) > MAX_EXPONENT:
            raise self._fault(f"exponents up to {MAX_EXPONENT:,} are read", node.right)
        if value == Fraction(1, 2):
            return ("sqrt", base)
        if value.denominator != 1:
            return ("rpow", base, exponent)
        power = base if value == -1 else _whole_power(base, abs(int(value)))
        if value < 0 and base[0] == "num" and not value_of(base):
            raise self._fault("division by zero: 0 to a negative power", node.left)
        return power if value >= 0 else ("div", num(1), power)

    def _harmless(self, exponent: Term) -> bool:
        """Whether an exponent speaks of a variable, or is built from numbers by + - * / alone: no towers."""
        parts, heads, todo = False, set[str](), [exponent]
        while todo:
            term = todo.pop()
            heads.add(term[0])
            parts = parts or term[0] == "var"
            todo += [part for part in term[1:] if isinstance(part, tuple)]
        return parts or heads <= {"num", "const", "add", "sub", "neg", "mul", "div"}

    def _call(self, node: ast.Call) -> Term:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self._fault("only functions such as exp(x) are called; write * for a product", node)
        name, parts = node.func.id, [self._number(argument) for argument in node.args]
        sort = self.names.get(name)
        if isinstance(sort, tuple) and sort[0] == "fn":
            self._arity(node, name, len(parts), len(sort[1]))
            return ("app", ("var", name), *parts)
        if sort is not None:
            raise self._fault(f"{name} is a variable; write {name}*(...)", node)
        if name in VARIADIC:
            self._arity(node, name, min(len(parts), 1), 1)
            return (VARIADIC[name], *parts)
        if name not in FUNCTIONS:
            near = difflib.get_close_matches(name, [*FUNCTIONS, *VARIADIC], n=2)
            hint = f"; did you mean {' or '.join(near)}?" if near else f"; known: {', '.join(sorted(FUNCTIONS))}"
            raise self._fault(f"unknown function {name[:40]!r}{hint}", node)
        self._arity(node, name, len(parts), 1)
        return (FUNCTIONS[name], *parts)

    def _arity(self, node: ast.Call, name: str, got: int, wanted: int) -> None:
        if got != wanted:
            raise self._fault(f"{name} takes {wanted} argument(s), not {got}", node)

    def _compare(self, node: ast.Compare) -> Term:
        parts = [self._number(part) for part in (node.left, *node.comparators)]
        links = []
        for i, op in enumerate(node.ops):
            if type(op) not in COMPARISONS:
                raise self._fault("the comparisons are < <= > >= == and !=", node)
            links.append(COMPARISONS[type(op)](parts[i], parts[i + 1]))
        return links[0] if len(links) == 1 else ("and", *links)

    def _boolean(self, node: ast.BoolOp) -> Term:
        return ("and" if isinstance(node.op, ast.And) else "or", *(self._condition(part) for part in node.values))


READERS: dict[type[ast.AST], Callable[..., Term]] = {
    ast.Constant: Grammar._literal,
    ast.Name: Grammar._name,
    ast.UnaryOp: Grammar._unary,
    ast.BinOp: Grammar._binary,
    ast.Call: Grammar._call,
    ast.Compare: Grammar._compare,
    ast.BoolOp: Grammar._boolean,
}


def _whole_power(base: Term, exponent: int) -> Term:
    """``base ** exponent``; a large exponent in the powers of the language, whose exponents are at most 64."""
    if exponent <= MAX_POWER:
        return ("pow", base, exponent)
    inner = next((d for d in range(MAX_POWER, 1, -1) if exponent % d == 0 and exponent // d <= MAX_POWER), 0)
    if inner:
        return ("pow", ("pow", base, inner), exponent // inner)
    most = _whole_power(base, exponent - exponent % MAX_POWER)
    return ("mul", most, ("pow", base, exponent % MAX_POWER))


def _minus(term: Term) -> Term:
    """The opposite; of a literal, again a literal."""
    return num(-value_of(term)) if term[0] == "num" else ("neg", term)


def _chain(node: ast.BinOp) -> list[tuple[int, ast.expr]]:
    """The parts of ``a + b - c`` or ``a * b * c`` with their signs, as far as no bracket groups them."""
    parts = [(SIGN.get(type(node.op), 1), node.right)]
    while isinstance(node.left, ast.BinOp) and _same_chain(node, node.left):
        node = node.left
        parts.append((SIGN.get(type(node.op), 1), node.right))
    return [(1, node.left), *reversed(parts)]


def _same_chain(node: ast.AST, child: ast.AST) -> bool:
    """Whether ``child`` is the left part of ``node``, with the same kind of operator and no bracket around it."""
    if not (isinstance(node, ast.BinOp) and isinstance(child, ast.BinOp)) or child is not node.left:
        return False
    additive = type(node.op) in SIGN and type(child.op) in SIGN
    product = isinstance(node.op, ast.Mult) and isinstance(child.op, ast.Mult)
    return (additive or product) and child.col_offset == node.col_offset
