"""The rules of proof, one function each; ``prove`` is the one gate that every proof, nested or not, goes through.

A rule checks that its conclusion follows for all values of the scope, and that the conclusion is defined there.
Names of rules and fields are those of ``docs/certificates.md``.
"""

from collections.abc import Callable
from typing import Any

from .calculus import NotSmooth, differentiate
from .evaluate import Value
from .facts import combination, fields, hypothesis, rational
from .goals import Goal, Open, Rejected, ensure_defined, evident, formula_defined
from .margin import gordan, kkt, separator
from .reading import WIDTH, listed, new_name, read_names, read_term
from .series import MAX_ORDER, Series, signs
from .sorts import binds, is_number, is_vector, sort_of
from .terms import (
    BINDERS,
    ONE,
    ZERO,
    Malformed,
    Sort,
    Term,
    free_names,
    negated,
    num,
    places,
    sort_dimensions,
    substitute,
    substitute_sort,
)

MAX_BITS = 10_000
EXTENDING = frozenset({"le", "lt", "var", "add", "sub", "neg", "mul", "pow", "scale", "dot", "apply", "vec", "sum"})
Proof = dict[str, Any]


def prove(goal: Goal, proof: Any, path: str) -> None:
    """Fails with Rejected when ``proof`` does not establish ``goal``, with Malformed when it is no proof at all."""
    rule = proof.get("rule") if isinstance(proof, dict) else None
    if not isinstance(rule, str) or rule not in RULES:
        raise Malformed(f"proof: unknown rule {rule!r:.40} @ {path}")
    check, required, optional = RULES[rule]
    fields(proof, required | {"rule"}, optional, path)
    check(goal, proof, f"{path}.{rule}")


def new_hypothesis(goal: Goal, data: Any, path: str) -> Term:
    """A formula of a proof, over the scope of the goal."""
    return read_term(data, goal.scope, "truth", path)


# -- the structure of formulas ----------------------------------------------------------------------------------------


def intro(goal: Goal, proof: Proof, path: str) -> None:
    """For all names, if A then B: take the names as new, A as known, show B."""
    if goal.then[0] == "forall":
        named, values = taking(goal, goal.then[1], proof.get("as", [name for name, _ in goal.then[1]]), f"{path}.as")
        goal = named.to_show(substitute(goal.then[2], values))
    elif goal.then[0] != "implies":
        raise Rejected(f"intro: the conclusion is neither forall nor implies @ {path}")
    if goal.then[0] == "implies":
        goal = goal.to_show(goal.then[2]).knowing(goal.then[1])
    prove(goal, proof["then"], f"{path}.then")


def taking(goal: Goal, names: tuple[tuple[str, Sort], ...], new: Any, path: str) -> tuple[Goal, dict[str, Term]]:
    """The goal with new names of the sorts of ``names``, and the terms that stand for these: also in later sorts."""
    if len(listed(new, path)) != len(names):
        raise Malformed(f"proof: expected {len(names)} names @ {path}")
    scope, values = dict(goal.scope), dict[str, Term]()
    for i, ((old, sort), name) in enumerate(zip(names, new, strict=True)):
        scope[new_name(name, scope, f"{path}[{i}]")] = substitute_sort(sort, values)
        values[old] = ("var", name)
    return Goal(scope, goal.given, goal.then), values


def both(goal: Goal, proof: Proof, path: str) -> None:
    """A and B and ...: each part."""
    parts = listed(proof["parts"], f"{path}.parts")
    if goal.then[0] != "and" or len(parts) != len(goal.then) - 1:
        raise Rejected(f"and: the conclusion is not a conjunction of {len(parts)} parts @ {path}")
    for i, (part, by) in enumerate(zip(goal.then[1:], parts, strict=True)):
        prove(goal.to_show(part), by, f"{path}.parts[{i}]")


def either(goal: Goal, proof: Proof, path: str) -> None:
    """A or B or ...: one part."""
    index = proof["part"]
    if goal.then[0] != "or" or type(index) is not int or not 1 <= index < len(goal.then):
        raise Rejected(f"or: the conclusion has no part {index!r:.20} @ {path}")
    prove(goal.to_show(goal.then[index]), proof["by"], f"{path}.by")


def exists(goal: Goal, proof: Proof, path: str) -> None:
    """There is a value: these terms."""
    if goal.then[0] != "exists":
        raise Rejected(f"exists: the conclusion does not say that something exists @ {path}")
    values = instance(goal, goal.then[1], proof["at"], f"{path}.at")
    prove(goal.to_show(substitute(goal.then[2], values)), proof["by"], f"{path}.by")


def instance(goal: Goal, names: tuple[tuple[str, Sort], ...], data: Any, path: str) -> dict[str, Term]:
    """Terms of the declared sorts, defined under the hypotheses, for bound names."""
    terms = listed(data, path)
    if len(terms) != len(names):
        raise Malformed(f"proof: expected {len(names)} terms @ {path}")
    values: dict[str, Term] = {}
    for i, ((name, sort), item) in enumerate(zip(names, terms, strict=True)):
        if sort_dimensions(sort) & {other for other, _ in names[:i]}:
            raise Rejected(f"proof: a bound dimension cannot be instantiated here @ {path}[{i}]")
        values[name] = read_term(item, goal.scope, sort, f"{path}[{i}]")
        ensure_defined(values[name], goal, f"{path}[{i}]")
    return values


def use(goal: Goal, proof: Proof, path: str) -> None:
    """Take a hypothesis at these terms, show its premises, and know what it says."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    premises = list(listed(proof.get("premises", ()), f"{path}.premises"))
    if fact[0] == "forall":
        fact = substitute(fact[2], instance(goal, fact[1], proof.get("at"), f"{path}.at"))
    count = 0
    while fact[0] == "implies" and count < len(premises):
        prove(goal.to_show(fact[1]), premises[count], f"{path}.premises[{count}]")
        fact, count = fact[2], count + 1
    if count != len(premises):
        raise Rejected(f"use: the hypothesis has only {count} premises @ {path}.premises")
    prove(goal.knowing(fact), proof["then"], f"{path}.then")


def obtain(goal: Goal, proof: Proof, path: str) -> None:
    """A hypothesis says that something exists: give it these new names."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    if fact[0] != "exists":
        raise Rejected(f"obtain: hypothesis {proof['of']} does not say that something exists @ {path}")
    named, values = taking(goal, fact[1], proof["as"], f"{path}.as")
    prove(named.knowing(substitute(fact[2], values)), proof["then"], f"{path}.then")


def alternatives(goal: Goal, proof: Proof, path: str) -> None:
    """A hypothesis says A or B or ...: show the conclusion in each case."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    parts = listed(proof["parts"], f"{path}.parts")
    if fact[0] != "or" or len(parts) != len(fact) - 1:
        raise Rejected(f"alternatives: hypothesis {proof['of']} is not a disjunction of {len(parts)} @ {path}")
    for i, (part, by) in enumerate(zip(fact[1:], parts, strict=True)):
        prove(goal.knowing(part), by, f"{path}.parts[{i}]")


def assumption(goal: Goal, proof: Proof, path: str) -> None:
    """The conclusion is a hypothesis, or follows at once: from one by a factor, by signs, or on their box."""
    if goal.then in goal.given or goal.evaluator().decide(goal.then):
        return
    ensure_defined(goal.then, goal, path)
    if not evident(goal.then, goal):
        raise Rejected(f"assumption: the conclusion does not follow at once @ {path}")


def cut(goal: Goal, proof: Proof, path: str) -> None:
    """Show a fact first, then use it."""
    fact = new_hypothesis(goal, proof["fact"], f"{path}.fact")
    prove(goal.to_show(fact), proof["by"], f"{path}.by")
    prove(goal.knowing(fact), proof["then"], f"{path}.then")


def cases(goal: Goal, proof: Proof, path: str) -> None:
    """Two numbers compare in one of three ways: show the conclusion in each."""
    left = read_term(proof["left"], goal.scope, "real", f"{path}.left")
    right = read_term(proof["right"], goal.scope, "real", f"{path}.right")
    ensure_defined(left, goal, f"{path}.left")
    ensure_defined(right, goal, f"{path}.right")
    for name, fact in (("lt", ("lt", left, right)), ("eq", ("eq", left, right)), ("gt", ("lt", right, left))):
        prove(goal.knowing(fact), proof[name], f"{path}.{name}")


def suppose(goal: Goal, proof: Proof, path: str) -> None:
    """Suppose that the conclusion, which is defined, fails, and show 0 < 0."""
    formula_defined(goal.then, goal, path)
    prove(goal.knowing(negated(goal.then)).to_show(("lt", ZERO, ZERO)), proof["then"], f"{path}.then")


def leave_open(goal: Goal, proof: Proof, path: str) -> None:
    """No proof yet: always rejected."""
    raise Open(goal, str(proof["name"]), path)


def absurd(goal: Goal, proof: Proof, path: str) -> None:
    """The hypotheses give 0 < 0: anything follows."""
    prove(goal.to_show(("lt", ZERO, ZERO)), proof["by"], f"{path}.by")


def contradiction(goal: Goal, proof: Proof, path: str) -> None:
    """A hypothesis says that something is not so, and it is so: anything follows."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    if fact[0] != "not":
        raise Rejected(f"contradiction: hypothesis {proof['of']} denies nothing @ {path}")
    prove(goal.to_show(fact[1]), proof["by"], f"{path}.by")


def apart(goal: Goal, proof: Proof, path: str) -> None:
    """a != b because a < b or b < a."""
    if goal.then[0] != "ne" or proof["side"] not in ("lt", "gt"):
        raise Rejected(f"apart: expected a conclusion a != b and a side lt or gt @ {path}")
    if not is_number(sort_of(goal.then[1], goal.scope)) or "complex" in (sort_of(p, goal.scope) for p in goal.then[1:]):
        raise Rejected(f"apart: the sides are not real numbers @ {path}")
    left, right = goal.then[1:] if proof["side"] == "lt" else (goal.then[2], goal.then[1])
    prove(goal.to_show(("lt", left, right)), proof["by"], f"{path}.by")


def coincide(goal: Goal, proof: Proof, path: str) -> None:
    """Two numbers are equal because neither exceeds the other; two vectors because their distance is not positive."""
    if goal.then[0] != "eq":
        raise Rejected(f"coincide: the conclusion is not an equation @ {path}")
    _, left, right = goal.then
    if is_vector(sort_of(left, goal.scope)):
        gap: Term = ("sub", left, right)
        return prove(goal.to_show(("le", ("dot", gap, gap), ZERO)), proof["le"], f"{path}.le")
    if any(sort_of(side, goal.scope) not in ("nat", "real") for side in (left, right)) or "ge" not in proof:
        raise Rejected(f"coincide: expected two vectors, or two real numbers and a proof for ge @ {path}")
    prove(goal.to_show(("le", left, right)), proof["le"], f"{path}.le")
    return prove(goal.to_show(("le", right, left)), proof["ge"], f"{path}.ge")


def rewrite(goal: Goal, proof: Proof, path: str) -> None:
    """Replace one side of an equation among the hypotheses by the other, wherever it stands free in the conclusion."""
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    if fact[0] != "eq" or type(proof.get("back", False)) is not bool:
        raise Rejected(f"rewrite: hypothesis {proof['of']} is not an equation @ {path}")
    old, new = (fact[2], fact[1]) if proof.get("back", False) else (fact[1], fact[2])
    sorts = sort_of(old, goal.scope), sort_of(new, goal.scope)
    if sorts[0] != sorts[1] and not (WIDTH.get(str(sorts[1]), 9) <= WIDTH.get(str(sorts[0]), -1)):
        raise Rejected(f"rewrite: the sides have different sorts @ {path}")
    prove(
        goal.to_show(_replaced(goal.then, old, new, free_names(old) | free_names(new))),
        proof["then"],
        f"{path}.then",
    )


def _replaced(term: Term, old: Term, new: Term, names: frozenset[str]) -> Term:
    if term == old:
        return new
    if term[0] in BINDERS and names & binds(term).keys():
        return term
    inner = set(places(term))
    return tuple(_replaced(part, old, new, names) if i in inner else part for i, part in enumerate(term))


def unfold(goal: Goal, proof: Proof, path: str) -> None:
    """Replace the conclusion, or the hypothesis ``of``, by what it means."""
    if "of" not in proof:
        inner = goal.then[1] if goal.then[0] == "not" else goal.then
        if inner[0] == "in":  # a set is defined as a whole, not at the element in question
            ensure_defined(inner, goal, path)
        if goal.then[0] == "iff":  # two undefined sides imply each other, and are not the same
            for i, side in enumerate(goal.then[1:]):
                formula_defined(side, goal, f"{path}[{i}]")
        return prove(goal.to_show(meaning(goal.then, goal.scope, path)), proof["then"], f"{path}.then")
    fact = hypothesis(goal, proof["of"], f"{path}.of")
    return prove(goal.knowing(meaning(fact, goal.scope, path)), proof["then"], f"{path}.then")


def meaning(formula: Term, scope: Any, path: str) -> Term:
    """The definition of a defined formula."""
    head, *parts = formula
    if head == "iff":
        return ("and", ("implies", *parts), ("implies", parts[1], parts[0]))
    if head == "not":
        denied = negated(parts[0])
        return negated(meaning(parts[0], scope, path)) if denied == formula else denied
    if head == "in":
        return _membership(formula)
    if head == "ne" and all(sort_of(part, scope) in ("nat", "real") for part in parts):
        return ("or", ("lt", parts[0], parts[1]), ("lt", parts[1], parts[0]))
    kind = "real" if head.endswith("_real") else "nat"
    if head.startswith(("eventually", "tends", "diverges")):
        start = _unused("T", formula, scope)
        late: Term = ("le", ("var", start), ("var", parts[0]))

        def from_some(then: Term) -> Term:
            return ("exists", ((start, kind),), ("forall", ((parts[0], kind),), ("implies", late, then)))

        if head.startswith("eventually"):
            return from_some(parts[1])
        bound = _unused("eps" if head.startswith("tends") else "M", formula, scope)
        if head.startswith("diverges"):
            return ("forall", ((bound, "real"),), from_some(("lt", ("var", bound), parts[1])))
        sorts = {sort_of(parts[2], scope), sort_of(parts[1], {**scope, parts[0]: kind})}
        if not sorts <= {"nat", "real"} and not all(map(is_vector, sorts)):
            raise Rejected(f"unfold: {head} is spelt out for real numbers and vectors @ {path}")
        distance = ("norm" if all(map(is_vector, sorts)) else "abs", ("sub", parts[1], parts[2]))
        return (
            "forall",
            ((bound, "real"),),
            ("implies", ("lt", ZERO, ("var", bound)), from_some(("lt", distance, ("var", bound)))),
        )
    if head in ("separable", "hard_margin"):
        return _margin_meaning(formula, scope)
    raise Rejected(f"unfold: {head} has no definition @ {path}")


def _membership(formula: Term) -> Term:
    """What being an element of a written set means; the formula itself for a named set."""
    _, element, over = formula
    head, *parts = over
    if head == "where":
        return ("and", ("in", element, parts[1]), substitute(parts[2], {parts[0]: element}))
    if head == "setminus":
        return ("and", ("in", element, parts[0]), ("not", ("in", element, parts[1])))
    if head == "union":
        return ("or", ("in", element, parts[0]), ("in", element, parts[1]))
    if head == "range":
        return ("and", ("le", parts[0], element), ("le", element, parts[1]))
    if head == "set":
        return ("or", *(("eq", element, part) for part in parts))
    return formula


def _margin_meaning(formula: Term, scope: Any) -> Term:
    head, points, over, *rest = formula
    space, n, v = sort_of(points, scope)[2], _unused("n", formula, scope), _unused("v", formula, scope)

    def all_margins(low: Term, w: Term, relation: str) -> Term:
        margin: Term = (relation, low, ("dot", w, ("app", points, ("var", n))))
        return ("forall", ((n, "nat"),), ("implies", ("in", ("var", n), over), margin))

    if head == "separable":
        return ("exists", ((v, space),), all_margins(ZERO, ("var", v), "lt"))
    w, other = rest[0], ("var", v)
    shorter: Term = ("le", ("dot", w, w), ("dot", other, other))
    unique: Term = ("implies", ("eq", ("dot", w, w), ("dot", other, other)), ("eq", other, w))
    least = ("forall", ((v, space),), ("implies", all_margins(ONE, other, "le"), ("and", shorter, unique)))
    return ("and", all_margins(ONE, w, "le"), least)


def _unused(stem: str, formula: Term, scope: Any) -> str:
    taken = str(formula)
    return next(
        name
        for k in range(10**6)
        for name in (stem if not k else f"{stem}{k}",)
        if name not in scope and f"'{name}'" not in taken
    )


# -- numbers ----------------------------------------------------------------------------------------------------------


def boxes(goal: Goal, proof: Proof, path: str) -> None:
    """Cut the box of the hypotheses at rationals until, on each piece, enclosures decide (or a proof does)."""
    bits = proof.get("bits", 64)
    if type(bits) is not int or not 16 <= bits <= MAX_BITS:
        raise Malformed(f"boxes: bits must be a whole number from 16 to {MAX_BITS}, got {bits!r:.20} @ {path}")
    todo: list[tuple[dict[str, Value], Any, str]] = [(goal.box(bits), proof["tree"], f"{path}.tree")]
    while todo:
        box, node, at = todo.pop()
        if node == "leaf":
            _leaf(goal, box, bits, at)
        elif isinstance(node, dict) and set(node) == {"by"}:
            prove(goal.knowing(*_sides(goal, box)), node["by"], f"{at}.by")
        elif isinstance(node, dict) and "taylor" in node:
            _taylor(goal, box, node, bits, at)
        else:
            cut_at = fields(node, {"var", "at", "below", "above"}, set(), at)
            name, place = cut_at["var"], rational(cut_at["at"], f"{at}.at")
            if not isinstance(name, str) or name not in box:
                raise Malformed(f"boxes: {name!r:.40} is no number name of the goal @ {at}.var")
            low, high = box[name]
            if (low is not None and place <= low) or (high is not None and place >= high):
                raise Rejected(f"boxes: {place} does not lie inside the range of {name} @ {at}.at")
            todo.append(({**box, name: (low, place)}, cut_at["below"], f"{at}.below"))
            todo.append(({**box, name: (place, high)}, cut_at["above"], f"{at}.above"))


def _leaf(goal: Goal, box: dict[str, Value], bits: int, path: str) -> None:
    evaluator = goal.evaluator(box, bits)
    if evaluator.decide(goal.then) or any(evaluator.decide(fact) is False for fact in goal.given):
        return
    raise Rejected(f"boxes: the conclusion is not certain on this piece @ {path}")


def _taylor(goal: Goal, box: dict[str, Value], node: Any, bits: int, path: str) -> None:
    """Right - left = r (x - c)^k on this piece, by a Taylor polynomial with remainder, and r has the right sign."""
    data = fields(node, {"taylor", "at"}, set(), path)
    order, centre = data["taylor"], data["at"]
    if type(order) is not int or not 1 <= order <= MAX_ORDER or not isinstance(centre, dict) or not centre:
        raise Malformed(f"boxes: a Taylor leaf takes an order from 1 to {MAX_ORDER} and a point @ {path}")
    if goal.then[0] not in ("le", "lt") or not set(centre) <= set(box):
        raise Rejected(f"boxes: a Taylor leaf takes an inequality and names of its box @ {path}")
    point = {name: rational(c, f"{path}.at.{name}") for name, c in centre.items()}
    if any(
        (box[n][0] is not None and c < box[n][0]) or (box[n][1] is not None and c > box[n][1]) for n, c in point.items()
    ):
        raise Rejected(f"boxes: the point does not lie in the piece @ {path}")
    (low, high), k, d = signs(("sub", goal.then[2], goal.then[1]), Series(box, dict(goal.scope), point, order, bits))
    strict = goal.then[0] == "lt"
    if strict and k and not all(evident(("ne", ("var", name), num(c)), goal) for name, c in point.items()):
        raise Rejected(f"boxes: the sides are equal at the point, and nothing shows that it is excluded @ {path}")
    upper = low is not None and (low > 0 or (low == 0 and not strict))
    lower = high is not None and (high < 0 or (high == 0 and not strict))
    even, right, left = k % 2 == 0, d[0] is not None and d[0] >= 0, d[1] is not None and d[1] <= 0
    if not (upper and (even or right)) and not (lower and not even and left):
        raise Rejected(f"boxes: the conclusion is not certain on this piece, of order {order} @ {path}")


def _sides(goal: Goal, box: dict[str, Value]) -> list[Term]:
    """The box as hypotheses."""
    facts: list[Term] = []
    for name, (low, high) in box.items():
        facts += [("le", num(low), ("var", name))] if low is not None else []
        facts += [("le", ("var", name), num(high))] if high is not None else []
    return facts


def slope(goal: Goal, proof: Proof, path: str) -> None:
    """0 <= f(x) because f is >= 0 at c and its derivative is >= 0 beyond c and <= 0 before it.

    The hypotheses on x must be inequalities affine in x that hold at c too (others are dropped): then they hold on all
    of the segment from c to x, where f is defined, hence continuous. ``up`` and ``down`` show f' >= 0 for c < x and
    f' <= 0 for x < c, strictly when ``strict`` is "slope" (then x is not c); with ``strict`` "at", f(c) > 0.
    """
    name, strict = proof["var"], proof.get("strict", "at" if goal.then[0] == "lt" else "no")
    if goal.then[0] not in ("le", "lt") or goal.scope.get(name if isinstance(name, str) else "") != "real":
        raise Rejected(f"slope: expected an inequality and a real name, got {name!r:.40} @ {path}")
    if strict not in ("no", "at", "slope") or (strict == "no" and goal.then[0] == "lt"):
        raise Malformed(f"slope: {strict!r:.20} is no kind of strictness for this conclusion @ {path}.strict")
    x: Term = ("var", name)
    c = read_term(proof["from"], {n: s for n, s in goal.scope.items() if n != name}, "real", f"{path}.from")
    ensure_defined(c, goal.without(name), f"{path}.from")
    f: Term = ("sub", goal.then[2], goal.then[1])
    here = goal.without(name)
    prove(
        here.to_show(("lt" if strict == "at" else "le", ZERO, substitute(f, {name: c}))),
        proof["at"],
        f"{path}.at",
    )
    segment = Goal(goal.scope, here.given + _affine(goal, here, name, c), goal.then)
    conditions: list[Term] = []
    try:
        derivative = differentiate(f, name, goal.scope, conditions)
    except NotSmooth as error:
        raise Rejected(f"slope: no derivative rule for {error} @ {path}") from None
    rises = "lt" if strict == "slope" else "le"
    sides = (
        ("up", ("lt", c, x), (rises, ZERO, derivative)),
        ("down", ("lt", x, c), (rises, derivative, ZERO)),
    )
    if strict == "slope" and not evident(("ne", x, c), goal):
        raise Rejected(f"slope: nothing shows that {name} differs from the point it starts from @ {path}")
    for field, side, then in sides:
        if proof.get(field) is None:
            other = ("le", c, x) if field == "down" else ("le", x, c)
            if not evident(other, goal) and not evident(("lt", *other[1:]), goal):
                raise Rejected(f"slope: a proof for {field} is needed @ {path}")
            continue
        open_part, closed = segment.knowing(side), segment.knowing(("le", *side[1:]))
        ensure_defined(f, closed, f"{path}.{field}")
        for condition in conditions:
            if not evident(condition, open_part):
                raise Rejected(f"slope: not shown to be differentiable: {condition!r:.100} @ {path}.{field}")
        prove(open_part.to_show(then), proof[field], f"{path}.{field}")


def _affine(goal: Goal, here: Goal, name: str, c: Term) -> tuple[Term, ...]:
    """The inequalities affine in x that hold at c as well as, by hypothesis, at x: they hold in between."""
    kept: list[Term] = []
    for fact in goal.given:
        if fact[0] not in ("le", "lt") or name not in free_names(fact) or not _extends(fact, name):
            continue
        try:
            slopes = [differentiate(part, name, goal.scope, []) for part in fact[1:]]
        except NotSmooth:
            continue
        flat = not any(name in free_names(part) for part in slopes)
        at_c = substitute(fact, {name: c})
        if flat and (evident(at_c, here) or (fact[0] == "lt" and evident(("le", *at_c[1:]), here))):
            kept.append(fact)
    return tuple(kept)


def _extends(term: Term, name: str) -> bool:
    """Whether ``term`` stays defined when ``name`` changes: it enters sums and products only."""
    if name not in free_names(term):
        return True
    inner = set(places(term)) if term[0] in EXTENDING else {1} if term[0] == "div" else set()
    return all(_extends(term[i], name) if i in inner else name not in free_names(term[i]) for i in places(term))


# -- sums and sequences ----------------------------------------------------------------------------------------------


def termwise(goal: Goal, proof: Proof, path: str) -> None:
    """sum f <= sum g over one set because f <= g at each element; < when moreover f < g at some element."""
    kind, left, right = goal.then if len(goal.then) == 3 else (goal.then[0], ZERO, ZERO)
    if kind not in ("le", "lt") or left[0] != "sum" or right[0] != "sum" or left[2] != right[2]:
        raise Rejected(f"termwise: the conclusion does not compare two sums over one set @ {path}")
    new = read_names([[proof["as"], "nat"]], dict(goal.scope), f"{path}.as")[0][0]
    ensure_defined(left[2], goal, path)
    k: Term = ("var", new)
    f, g = substitute(left[3], {left[1]: k}), substitute(right[3], {right[1]: k})
    generic = goal.naming({new: "nat"}, path).knowing(("in", k, left[2]))
    prove(generic.to_show(("le", f, g)), proof["by"], f"{path}.by")
    if kind == "lt":
        strict = fields(proof.get("strict"), {"at", "member", "by"}, set(), f"{path}.strict")
        place = read_term(strict["at"], goal.scope, "nat", f"{path}.strict.at")
        ensure_defined(place, goal, f"{path}.strict.at")
        prove(goal.to_show(("in", place, left[2])), strict["member"], f"{path}.strict.member")
        there = ("lt", substitute(f, {new: place}), substitute(g, {new: place}))
        prove(goal.to_show(there), strict["by"], f"{path}.strict.by")


def each(goal: Goal, proof: Proof, path: str) -> None:
    """For every element of a set that is written out: the body, element by element."""
    then, parts = goal.then, listed(proof["parts"], f"{path}.parts")
    if (
        then[0] != "forall"
        or len(then[1]) != 1
        or then[2][0] != "implies"
        or then[2][1][:2] != ("in", ("var", then[1][0][0]))
    ):
        raise Rejected(f"each: the conclusion does not speak of the elements of a set @ {path}")
    elements = goal.evaluator({}).elements(then[2][1][2])
    if len(parts) != len(elements):
        raise Rejected(f"each: expected a proof for each of the elements {elements!r:.60} @ {path}.parts")
    for i, (element, by) in enumerate(zip(elements, parts, strict=True)):
        prove(goal.to_show(substitute(then[2][2], {then[1][0][0]: num(element)})), by, f"{path}.parts[{i}]")


def induction(goal: Goal, proof: Proof, path: str) -> None:
    """For a nat name: the conclusion at 0, and at t + 1 when at t. Hypotheses that speak of the name are dropped."""
    name = proof["var"]
    if not isinstance(name, str) or goal.scope.get(name) != "nat":
        raise Malformed(f"induction: {name!r:.40} is no nat of the goal @ {path}.var")
    if any(name in sort_dimensions(sort) for sort in goal.scope.values()):
        raise Rejected(f"induction: {name} is a dimension @ {path}.var")
    free, t = goal.without(name), ("var", name)
    prove(free.to_show(substitute(goal.then, {name: ZERO})), proof["base"], f"{path}.base")
    after = substitute(goal.then, {name: ("add", t, ONE)})
    prove(free.knowing(goal.then).to_show(after), proof["step"], f"{path}.step")


def summable(goal: Goal, proof: Proof, path: str) -> None:
    """g(t) -> 0 because every g(t) >= 0 and all sums g(0) + ... + g(t) stay below one bound."""
    if goal.then[0] != "tends" or goal.then[3] != ZERO:
        raise Rejected(f"summable: the conclusion is not that a sequence over the naturals tends to 0 @ {path}")
    _, name, body, _ = goal.then
    if sort_of(body, {**goal.scope, name: "nat"}) not in ("nat", "real"):
        raise Rejected(f"summable: the terms are not real numbers @ {path}")
    bound = read_term(proof["bound"], goal.scope, "real", f"{path}.bound")
    ensure_defined(bound, goal, f"{path}.bound")
    t, u = _unused("t", goal.then, goal.scope), _unused("u", goal.then, goal.scope)
    at_t, at_u = (substitute(body, {name: ("var", new)}) for new in (t, u))
    nonnegative: Term = ("forall", ((t, "nat"),), ("le", ZERO, at_t))
    prove(goal.to_show(nonnegative), proof["nonnegative"], f"{path}.nonnegative")
    sums: Term = ("sum", u, ("range", ZERO, ("var", t)), at_u)
    prove(goal.to_show(("forall", ((t, "nat"),), ("le", sums, bound))), proof["sums"], f"{path}.sums")


# Rule: its function, its required fields, its optional ones.
RULES: dict[str, tuple[Callable[[Goal, Proof, str], None], set[str], set[str]]] = {
    "combine": (combination, {"parts"}, set()),
    "boxes": (boxes, {"tree"}, {"bits"}),
    "slope": (slope, {"var", "from", "at"}, {"up", "down", "strict"}),
    "cut": (cut, {"fact", "by", "then"}, set()),
    "cases": (cases, {"left", "right", "lt", "eq", "gt"}, set()),
    "intro": (intro, {"then"}, {"as"}),
    "and": (both, {"parts"}, set()),
    "or": (either, {"part", "by"}, set()),
    "exists": (exists, {"at", "by"}, set()),
    "use": (use, {"of", "then"}, {"at", "premises"}),
    "obtain": (obtain, {"of", "as", "then"}, set()),
    "alternatives": (alternatives, {"of", "parts"}, set()),
    "assumption": (assumption, set(), set()),
    "suppose": (suppose, {"then"}, set()),
    "open": (leave_open, {"name"}, set()),
    "absurd": (absurd, {"by"}, set()),
    "contradiction": (contradiction, {"of", "by"}, set()),
    "apart": (apart, {"side", "by"}, set()),
    "coincide": (coincide, {"le"}, {"ge"}),
    "rewrite": (rewrite, {"of", "then"}, {"back"}),
    "unfold": (unfold, {"then"}, {"of"}),
    "termwise": (termwise, {"as", "by"}, {"strict"}),
    "summable": (summable, {"bound", "nonnegative", "sums"}, set()),
    "each": (each, {"parts"}, set()),
    "induction": (induction, {"var", "base", "step"}, set()),
    "kkt": (kkt, {"multipliers"}, set()),
    "gordan": (gordan, {"weights"}, set()),
    "separator": (separator, {"w"}, set()),
}
