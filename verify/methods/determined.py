"""Names that hypotheses define (v = term, f(n) = term for all n, a sequence by its steps), and their values."""

from collections.abc import Iterator, Mapping

from verify.checker.evaluate import Evaluator
from verify.checker.normal import Normal
from verify.checker.polynomial import UNIT, Polynomial
from verify.checker.sorts import is_number, is_vector, sort_of
from verify.checker.terms import Statement, Term, free_names, num, places, substitute
from verify.methods.recursion import recursions, still
from verify.methods.refused import REFUSED
from verify.methods.values import FAMILY


def definitions(statement: Statement, dimensions: frozenset[str]) -> dict[str, Term]:
    """Names that a hypothesis defines: v = term, or f(n) = term for all n of a set; in an order to compute them."""
    found: dict[str, Term] = {}
    stepwise = ([pair] for pair in recursions(statement))
    for several in (*stepwise, *(_defines(fact) for fact in statement.given), *([pair] for pair in still(statement))):
        for name, value in several:
            if _fits(found, name, value, dimensions):
                found = _placed_first(found, name, value)
                break
    return found


def _fits(found: Mapping[str, Term], name: str, value: Term, dimensions: frozenset[str]) -> bool:
    """Whether the name can have this value, the others being as found: nothing is defined by itself."""
    speaks = free_names(value)
    later = {other for other, earlier in found.items() if name in free_names(earlier)}
    return name not in found and name not in dimensions and name not in speaks and not later & speaks


def _placed_first(found: dict[str, Term], name: str, value: Term) -> dict[str, Term]:
    """With the definition, before those that speak of the name."""
    later = any(name in free_names(earlier) for earlier in found.values())
    return {name: value, **found} if later else {**found, name: value}


def _defines(fact: Term) -> Iterator[tuple[str, Term]]:
    if fact[0] == "eq":
        for left, right in ((fact[1], fact[2]), (fact[2], fact[1])):
            if left[0] == "var":
                yield left[1], right
    if fact[0] == "forall" and len(fact[1]) == 1 and fact[2][0] == "implies" and fact[2][2][0] == "eq":
        index = ("var", fact[1][0][0])
        _, left, right = fact[2][2]
        for one, other in ((left, right), (right, left)):
            if fact[2][1][0] == "in" and one[0] == "app" and one[1][0] == "var" and one[2:] == (index,):
                # Written out as far as the families of ``_few`` are.
                yield one[1][1], ("table", *(substitute(other, {index[1]: num(k)}) for k in range(1, FAMILY + 1)))


def completed(values: dict[str, Term], defined: Mapping[str, Term]) -> dict[str, Term]:
    """With the defined names, each from the names before it."""
    for name, value in defined.items():
        values[name] = _shortest(written(name, value, values))
    return values


def written(name: str, value: Term, values: Mapping[str, Term]) -> Term:
    """What a definition of the name says, the values being put in."""
    return substitute(_with_own_indices(value, name), values)


def _shortest(term: Term) -> Term:
    """A closed term as rationals where its normal form has only those; else the term itself."""
    if term[0] == "table":
        return ("table", *(_shortest(part) for part in _computable(term[1:])))
    try:
        sort = sort_of(term, {})
        if is_number(sort):
            low, high = Evaluator({}, {}, 64).number(term)
            exact = num(low) if low is not None and low == high else None
            return _constant(Normal({}).number(term)) or exact or term
        if is_vector(sort) and isinstance(sort[1], int):
            computed = Evaluator({}, {}, 64).vector(term)
            exactly = [num(low) for low, high in computed if low is not None and low == high]
            if len(exactly) == len(computed):
                return ("vec", *exactly)
            entries = Normal({}).vector(term)
            found = [_constant(entries.get(("e", i), {})) for i in range(1, sort[1] + 1)]
            return ("vec", *found) if None not in found and all(atom[0] == "e" for atom in entries) else term
    except REFUSED:
        return term
    return term


def _computable(entries: tuple[Term, ...]) -> tuple[Term, ...]:
    """The entries before the first that has no value, and at least one: a table is only as long as it is defined."""
    for i, entry in enumerate(entries):
        try:
            Evaluator({}, {}, 64).value(entry)
        except REFUSED:
            return entries[: max(i, 1)]
    return entries


def _constant(p: Polynomial) -> Term | None:
    return num(p.get(UNIT, 0)) if set(p) <= {UNIT} else None


def _with_own_indices(term: Term, tag: str) -> Term:
    """``term`` with the indices of its sums named after ``tag``, so that they shadow nothing where it is put."""
    inner = set(places(term))
    term = tuple(_with_own_indices(part, tag) if i in inner else part for i, part in enumerate(term))
    if term[0] != "sum":
        return term
    new = f"{term[1]}_{tag}"[:31]
    return (term[0], new, term[2], substitute(term[3], {term[1]: ("var", new)}))
