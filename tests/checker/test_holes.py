"""False or undefined statements that the checker once accepted, in their smallest form, and input that crashed it.

An expected failure names a hole that is still open; strict, so that whoever closes it takes the mark away.
"""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from tests.checker.building import ASSUME, Data, combine, n, proves, statement, term, v
from verify.checker import normal
from verify.checker.goals import Goal, Open
from verify.checker.reading import read_statement
from verify.checker.rules import prove
from verify.checker.terms import Malformed, all_bound

FALSE = ["lt", n(0), n(0)]
REALS = dict.fromkeys("abcd", "real")


def row(*names: str) -> Data:
    """A matrix of one row."""
    return ["matrix", ["vec", *map(v, names)]]


def test_every_part_of_a_bounded_exists_counts() -> None:
    """There is k in {1} with 0 < 1 and 0 < 0: the third part of the conjunction is as much a part as the second."""
    body = ["and", ["in", v("k"), ["set", n(1)]], ["lt", n(0), n(1)], FALSE]
    assert "proved" != proves(statement({}, [], ["exists", [["k", "nat"]], body]), ASSUME)


def test_matrices_with_equal_boxes_are_not_equal() -> None:
    """(a b) = (c d) for all reals is false, though the entries range over the same intervals."""
    assert "proved" != proves(statement(REALS, [], ["eq", row("a", "b"), row("c", "d")]), ASSUME)


def test_a_name_of_the_statement_is_no_index_of_a_product(monkeypatch: pytest.MonkeyPatch) -> None:
    """prod_k a = prod_k k is false, also when the name a is one that the normal form makes up for its indices."""
    for k in range(12):
        monkeypatch.setattr(normal, "_fresh", count())
        products = [["prod", "k", ["range", n(1), v("m")], v(body)] for body in (f"f{k}", "k")]
        assert "proved" != proves(statement({"m": "nat", f"f{k}": "nat"}, [], ["eq", *products]), combine())


def test_a_new_vector_has_the_new_dimension() -> None:
    """If |w|^2 = 0 in some dimension, it is not so in every dimension: the names of ``as`` carry over to the sorts."""
    flat = ["eq", ["dot", v("a"), v("a")], n(0)]
    some = ["exists", [["k", "nat"]], ["forall", [["a", ["vec", "k"]]], flat]]
    every = ["forall", [["d", "nat"], ["w", ["vec", "d"]]], ["eq", ["dot", v("w"), v("w")], n(0)]]
    inner = {"rule": "intro", "as": ["m", "w"], "then": {"rule": "use", "of": 1, "at": [v("w")], "then": combine(2)}}
    claim = statement({}, [some], every)
    assert "proved" != proves(claim, {"rule": "obtain", "of": 0, "as": ["d"], "then": inner})


def test_an_obtained_vector_has_the_obtained_dimension() -> None:
    """Unit vectors at a right angle exist, and on a line <a, b>^2 = |a|^2 |b|^2: that is no contradiction."""
    a, b, p, q = v("a"), v("b"), v("p"), v("q")
    aligned = ["eq", ["pow", ["dot", a, b], 2], ["mul", ["dot", a, a], ["dot", b, b]]]
    line = ["exists", [["k", "nat"]], ["forall", [["a", ["vec", "k"]], ["b", ["vec", "k"]]], aligned]]
    units = ["and", *(["eq", ["dot", *pair], n(c)] for pair, c in (((p, p), 1), ((q, q), 1), ((p, q), 0)))]
    plane = ["exists", [["d", "nat"], ["p", ["vec", "d"]], ["q", ["vec", "d"]]], units]
    parts: list[Any] = [
        {"weight": "1"},
        {"weight": "-1", "facts": [6]},
        {"weight": "1", "facts": [5], "times": ["dot", p, q]},
        {"weight": "-1", "facts": [3]},
        {"weight": "-1", "facts": [4], "times": ["dot", p, p]},
    ]
    use = {"rule": "use", "of": 2, "at": [p, q], "then": combine(*parts)}
    second = {"rule": "obtain", "of": 1, "as": ["m", "p", "q"], "then": use}
    claim = statement({}, [line, plane], FALSE)
    assert "proved" != proves(claim, {"rule": "obtain", "of": 0, "as": ["d"], "then": second})


def test_a_bound_dimension_is_not_the_one_of_the_same_name_outside() -> None:
    """entry(w, 3) is undefined in dimension 0, whatever a d outside is: nothing about all dimensions follows."""
    third = ["entry", v("w"), n(3)]
    every = ["forall", [["d", "nat"], ["w", ["vec", "d"]]], ["le", third, third]]
    some = ["exists", [["k", "nat"]], ["le", n(3), v("k")]]
    opened = {"rule": "obtain", "of": -1, "as": ["m", "u"], "then": combine(-1, {"weight": "0"})}
    proof = {"rule": "obtain", "of": 0, "as": ["d"], "then": {"rule": "suppose", "then": opened}}
    assert "proved" != proves(statement({}, [some], every), proof)


def test_a_complex_entry_of_a_table_is_not_real() -> None:
    """z z = -1 has solutions: |u| - u >= 0 holds for real u only, and a table that starts with 1 may go on with z."""
    u = ["app", ["table", n(1), v("z")], n(2)]
    claim = statement({"z": "complex"}, [["eq", ["mul", v("z"), v("z")], n(-1)]], FALSE)
    facts: list[Any] = [{"weight": "1", "facts": [[name, u]] * 2} for name in ("abs_above", "abs_below")]
    assert "proved" != proves(claim, combine(*facts, {"weight": "4", "facts": [0]}, {"weight": "4"}))


def test_distance_of_complex_numbers_is_no_absolute_value() -> None:
    """The constant sequence z with z z = -1 does not tend to 0: |z|^2 = z^2 holds for real z only."""
    claim = statement({"z": "complex"}, [["eq", ["mul", v("z"), v("z")], n(-1)]], ["tends", "k", v("z"), n(0)])
    parts: list[Any] = [{"weight": w, "facts": f} for w, f in (("1", [3, 3]), ("2", [1, 3]), ("1", [1, 1]), ("1", [0]))]
    last = {"rule": "suppose", "then": combine(*parts, {"weight": "1"})}
    inner = {"rule": "exists", "at": [n(0)], "by": {"rule": "intro", "then": last}}
    assert "proved" != proves(claim, {"rule": "unfold", "then": {"rule": "intro", "then": inner}})


@pytest.mark.parametrize("proof", [ASSUME, {"rule": "boxes", "tree": "leaf"}], ids=["assumption", "boxes"])
def test_no_derivative_where_the_function_is_undefined(proof: Data) -> None:
    """log has no derivative at -1, though 1/x has a value there."""
    slope = ["app", ["deriv", ["lam", [["x", "real"]], ["log", v("x")]], 1], n(-1)]
    assert "proved" != proves(statement({}, [], ["eq", slope, n(-1)]), proof)


@pytest.mark.parametrize("proof", [ASSUME, {"rule": "boxes", "tree": "leaf"}], ids=["assumption", "boxes"])
def test_no_gradient_where_the_function_is_undefined(proof: Data) -> None:
    """The gradient of log <w, w> + log(-1) exists nowhere."""
    body = ["add", ["dot", v("w"), v("w")], ["log", n(-1)]]
    slope = ["app", ["grad", ["lam", [["w", ["vec", 1]]], body]], ["vec", n(1)]]
    assert "proved" != proves(statement({}, [], ["eq", slope, ["vec", n(2)]]), proof)


@pytest.mark.parametrize("proof", [ASSUME, {"rule": "boxes", "tree": "leaf"}], ids=["assumption", "boxes"])
@pytest.mark.parametrize("top", [["dot", v("w"), v("w")], n(0)], ids=["a limit at 0", "0 elsewhere"])
def test_no_gradient_of_a_quotient_where_the_divisor_is_0(top: Data, proof: Data) -> None:
    """<w, w> / <w, w> is 1 but at 0, where it has no value, and so no gradient either."""
    body = ["div", top, ["dot", v("w"), v("w")]]
    slope = ["app", ["grad", ["lam", [["w", ["vec", 1]]], body]], ["vec", n(0)]]
    assert "proved" != proves(statement({}, [], ["eq", slope, ["vec", n(0)]]), proof)


def test_an_application_with_too_many_arguments_is_malformed() -> None:
    """f takes one argument; two are refused in words, not by a crash."""
    claim = statement({"f": ["fn", ["real"], "real"]}, [], ["eq", ["app", v("f"), n(1), n(2)], n(0)])
    assert "malformed" == proves(claim, ASSUME)


@pytest.mark.parametrize("name", [[], ["exp"], {}, 3, None, True])
def test_a_fact_without_a_name_is_malformed(name: Data) -> None:
    """The name of a fact is a text; anything else is refused in words, not by a crash."""
    assert "malformed" == proves(statement({}, [], ["le", n(0), n(1)]), combine([name, n(1)]))


def test_matrices_of_different_boxes_are_compared_without_a_crash() -> None:
    """(a a) = (1 2) is uncertain while a is any real: no comparison of half-open rows."""
    claim = statement({"a": "real"}, [], ["eq", row("a", "a"), ["matrix", ["vec", n(1), n(2)]]])
    assert "rejected" == proves(claim, ASSUME)


def test_a_negative_number_is_no_nat() -> None:
    """There is no natural number below 0: the literal -1 is real."""
    claim = statement({}, [], ["exists", [["m", "nat"]], ["lt", v("m"), n(0)]])
    assert "malformed" == proves(claim, {"rule": "exists", "at": [n(-1)], "by": ASSUME})


def test_a_fraction_is_no_nat() -> None:
    """There is no natural number m with 2 m = 1."""
    claim = statement({}, [], ["exists", [["m", "nat"]], ["eq", ["mul", n(2), v("m")], n(1)]])
    assert "malformed" == proves(claim, {"rule": "exists", "at": [n("1/2")], "by": combine()})


def test_the_imaginary_unit_is_not_real() -> None:
    """0 <= i i is no statement: i is complex, and squares of complex numbers have no sign."""
    i = ["const", "i"]
    with pytest.raises(Malformed):
        read_statement(statement({}, [], ["le", n(0), ["mul", i, i]]))


def test_the_square_of_the_imaginary_unit_is_not_nonnegative() -> None:
    """i i = -1 does not contradict itself: the square of i may not be used as a square of a real number."""
    i = ["const", "i"]
    claim = statement({}, [["eq", ["mul", i, i], n(-1)]], FALSE)
    square: Any = {"weight": "1", "square": i}
    assert "proved" != proves(claim, combine(square, 0, {"weight": "1"}))


# -- sorts, dimensions and functions in normal forms ------------------------------------------------------------------

REAL_FUNCTION = ["fn", ["real"], "real"]
ONES = ["range", n(1), n(1)]


def constant(value: object) -> Data:
    """The constant function of a real."""
    return ["lam", [["x", "real"]], n(value)]


def total(over: Data, body: Data) -> Data:
    """The sum over k."""
    return ["sum", "k", over, body]


def unit_vectors(dimension: str, *names: list[str]) -> Data:
    """The number of k in {1} for which some w of this dimension has <w, w> = 1."""
    some = ["exists", [*names, ["w", ["vec", dimension]]], ["eq", ["dot", v("w"), v("w")], n(1)]]
    return ["card", ["where", "j", ONES, some]]


def test_functions_of_a_table_give_what_each_of_them_gives() -> None:
    """(f, g) at 2 is g: with f = 1 and g = 1/2 put in, its values were taken for naturals, as those of f are."""
    value = ["app", ["app", ["table", v("f"), v("g")], n(2)], n(0)]
    names = [["f", REAL_FUNCTION], ["g", REAL_FUNCTION]]
    second = ["app", v("g"), n(0)]
    given = [
        ["forall", names, ["implies", ["lt", n(0), second], ["lt", n(0), value]]],
        ["forall", names, ["eq", value, second]],
    ]
    at = [constant(1), constant("1/2")]
    last = {"rule": "use", "of": 1, "at": at, "then": combine(["successor", 2], 3, {"weight": "1/2"})}
    proof = {"rule": "use", "of": 0, "at": at, "premises": [ASSUME], "then": last}
    assert "rejected" == proves(statement({}, given, FALSE), proof)


def test_a_bound_dimension_is_not_one_outside_in_a_normal_form() -> None:
    """A unit vector exists in some dimension and not in dimension 0, also when both dimensions are called d."""
    same = ["eq", unit_vectors("d", ["d", "nat"]), unit_vectors("c", ["e", "nat"])]
    claim = ["forall", [["c", "nat"]], ["implies", ["eq", v("c"), n(0)], same]]
    assert "rejected" == proves(statement({}, [], claim), {"rule": "intro", "as": ["d"], "then": combine()})


@pytest.mark.parametrize("body", [["trace", ["ident", "k"]], unit_vectors("k")], ids=["identity", "sort"])
def test_an_index_that_is_a_dimension_is_seen(body: Data) -> None:
    """0 + 1 + ... + m over {0..m} and {1..m}: the index was overlooked in a dimension, and the term held constant."""
    more, fewer = (["range", n(low), v("m")] for low in (0, 1))
    sides = ["mul", total(more, body), ["card", fewer]], ["mul", ["card", more], total(fewer, body)]
    assert "rejected" == proves(statement({"m": "nat"}, [], ["eq", *sides]), combine())
    assert "proved" == proves(statement({"m": "nat"}, [], ["eq", total(more, body), total(more, body)]), combine())


def test_the_derivative_of_a_constant_map_has_its_dimensions() -> None:
    """det(0) is 1 in dimension 0 and 0 in dimension 1: a derivative that is 0 had lost what space it is of."""
    sides = [["det", ["app", ["deriv", ["lam", [["x", "real"]], v(a)], 1], n(0)]] for a in "AB"]
    claim = statement({"A": ["map", 0, 0], "B": ["map", 1, 1]}, [], ["eq", *sides])
    assert "rejected" == proves(claim, combine())


# -- functions that have no value everywhere --------------------------------------------------------------------------


@pytest.mark.parametrize("proof", [ASSUME, combine()], ids=["assumption", "combine"])
def test_no_gradient_where_an_argument_that_is_not_read_has_no_value(proof: Data) -> None:
    """<w, w> + (y -> 1)(sqrt(-<w, w>)) has a value at 0 only, and so no gradient there."""
    size = ["dot", v("w"), v("w")]
    body = ["add", size, ["app", ["lam", [["y", "real"]], n(1)], ["sqrt", ["neg", size]]]]
    slope = ["app", ["grad", ["lam", [["w", ["vec", 1]]], body]], ["vec", n(0)]]
    assert "rejected" == proves(statement({}, [], ["eq", slope, ["vec", n(0)]]), proof)


PAIR = ["table", n(1), n(2)]
PARTLY: dict[str, Data] = {
    "a table as a step": ["app", ["iterate", n(1), ["table", n(2), n(3)]], n(5)],
    "a table of tables": ["app", ["app", ["table", PAIR], n(1)], n(7)],
    "a table as a value": ["app", ["app", ["lam", [["j", "nat"]], PAIR], n(1)], n(7)],
}


@pytest.mark.parametrize("name", PARTLY)
def test_no_value_beyond_a_table(name: str) -> None:
    """Past its places a table has no value, however it is applied: 0 <= f(5), f(7) are undefined."""
    value = PARTLY[name]
    assert "rejected" == proves(statement({}, [], ["le", n(0), value]), combine(["nat", value]))


def test_what_holds_of_all_functions_need_not_hold_of_a_table() -> None:
    """f(k) = f(k) for all functions and naturals; the table (1) has no value at 7."""
    same = ["eq", ["app", v("f"), v("k")], ["app", v("f"), v("k")]]
    given = ["forall", [["f", ["fn", ["nat"], "nat"]], ["k", "nat"]], same]
    seventh = ["app", ["table", n(1)], n(7)]
    use = {"rule": "use", "of": 0, "at": [["table", n(1)], n(7)], "then": ASSUME}
    assert "rejected" == proves(statement({}, [given], ["eq", seventh, seventh]), use)


@pytest.mark.parametrize(("places", "verdict"), [(1, "proved"), (2, "rejected")])
def test_points_that_are_not_there_are_neither_separable_nor_not(places: int, verdict: str) -> None:
    """Of two points of which one is given it is undefined whether they are separable; of the one alone, it is not."""
    formula = ["separable", ["table", ["vec", n(1)]], ["range", n(1), n(places)]]
    proof = {"rule": "suppose", "then": {"rule": "contradiction", "of": 0, "by": ASSUME}}
    assert verdict == proves(statement({}, [], ["or", formula, ["not", formula]]), proof)


# -- where a part may be undefined ------------------------------------------------------------------------------------


def chosen(condition: Data, low: int = 0, high: int = 1) -> Data:
    """How many n of {low..high} satisfy the condition."""
    return ["card", ["where", "n", ["range", n(low), n(high)], condition]]


def implied(left: Data) -> Data:
    """ "if left, then 0 < n": true where the left side is undefined."""
    return ["implies", ["eq", left, n(1)], ["lt", n(0), v("n")]]


def rough(body: Data) -> Data:
    """ "x -> body is not differentiable"."""
    return ["not", ["differentiable", ["lam", [["x", "real"]], body]]]


QUOTIENT = {name: ["mul", v(name), ["div", n(1), v(name)]] for name in "nx"}
UNDEFINED: dict[str, tuple[Data, Data]] = {
    "implication": (chosen(implied(QUOTIENT["n"])), chosen(implied(n(1)))),
    "root": (chosen(implied(["pow", ["sqrt", ["neg", v("n")]], 2])), chosen(implied(["neg", v("n")]))),
    "logarithm": (chosen(implied(["exp", ["log", v("n")]])), chosen(implied(v("n")))),
    "smoothness": (chosen(rough(QUOTIENT["x"]), 1, 3), chosen(rough(n(1)), 1, 3)),
}


@pytest.mark.parametrize("name", UNDEFINED)
def test_no_condition_is_simplified_where_it_may_be_undefined(name: str) -> None:
    """n (1/n) is 1 wherever it is defined; "if n (1/n) = 1 then 0 < n" holds at 0, "if 1 = 1 then 0 < n" does not."""
    one, other = UNDEFINED[name]
    claim = statement({}, [["eq", one, n(2)]], ["eq", other, n(2)])
    assert "rejected" == proves(claim, combine(0))
    assert "proved" == proves(statement({}, [["eq", one, n(2)]], ["eq", one, n(2)]), ASSUME)


def test_conditions_that_are_defined_everywhere_are_simplified() -> None:
    """n + n and 2 n in a condition, and a quotient by 1 + n^2, count the same elements."""
    left, right = ["add", v("n"), v("n")], ["mul", n(2), v("n")]
    below = ["add", n(1), ["pow", v("n"), 2]]
    for a, b in ((left, right), (["div", left, below], ["mul", right, ["div", n(1), below]])):
        claim = statement({}, [], ["eq", chosen(implied(a)), chosen(implied(b))])
        assert "proved" == proves(claim, combine())


@pytest.mark.parametrize(("inside", "same"), [("j", True), ("m", False)])
def test_a_condition_under_a_sum_is_told_apart_by_its_index(inside: str, same: bool) -> None:
    """sum_k card{n : if 1/(n - k) = 1 then 0 < n} twice; with m in place of the index it is another sum."""

    def counted(index: str, name: str) -> Data:
        body = chosen(["implies", ["eq", ["div", n(1), ["sub", v("n"), v(name)]], n(1)], ["lt", n(0), v("n")]])
        return ["sum", index, ["range", n(1), v("m")], body]

    sums, scope = (counted("j", inside), counted("l", "l")), {"m": "nat"}
    one, other = (normal.Normal(scope).number(term(data, scope)) for data in sums)
    assert same == (one == other)


@pytest.mark.parametrize("text", ["00", "-0", "01", "2/1", "2/4", "-01/3"])
def test_a_number_has_one_text(text: str) -> None:
    """f^00(7) was taken for the step after f^-1(7): 7 for one rule and f(7) for another."""
    with pytest.raises(Malformed, match="lowest terms"):
        read_statement({"let": [], "given": [], "then": ["eq", ["num", text], ["num", text]]})


@pytest.mark.parametrize("head", ["separable", "hard_margin"])
def test_no_data_are_separable_over_a_set_that_is_none(head: str) -> None:
    """{1..mod(1, 0)} is no set: nothing is true of it, not even what would be true of every set of no element."""
    over = ["setminus", ["range", n(1), ["mod", n(1), n(0)]], ["range", n(1), ["mod", n(1), n(0)]]]
    zero = ["vec", n(0)]
    formula = [head, v("x"), over, *([zero] if head == "hard_margin" else [])]
    proof = {"rule": "unfold", "then": ASSUME}
    assert "rejected" == proves(statement({"x": ["fn", ["nat"], ["vec", 1]]}, [], formula), proof)


# -- names that are bound again, and functions that are not applied ---------------------------------------------------


@pytest.mark.parametrize("taken", ["m", "n"])
def test_a_premise_keeps_its_name(taken: str) -> None:
    """There is m with "for all k, if 0 < f(m) then for all n: 0 < g(n, k)"; calling it n is no way to n = a, k = b."""
    inner = ["forall", [["n", "nat"]], ["lt", n(0), ["app", v("g"), v("n"), v("k")]]]
    body = ["forall", [["k", "nat"]], ["implies", ["lt", n(0), ["app", v("f"), v("m")]], inner]]
    let = {"a": "nat", "b": "nat", "f": ["fn", ["nat"], "real"], "g": ["fn", ["nat", "nat"], "real"]}
    given = [["exists", [["m", "nat"]], body], ["lt", n(0), ["app", v("f"), v("a")]]]
    claim = statement(let, given, ["lt", n(0), ["app", v("g"), v("a"), v("b")]])
    assert "rejected" == proves(claim, {"rule": "obtain", "of": 0, "as": [taken], "then": ASSUME})


@pytest.mark.parametrize("handed", [False, True])
def test_no_gradient_through_a_function_that_an_iterate_applies(handed: bool) -> None:
    """u -> (f from <u, u>, one step) is differentiable for no f but smooth ones: f may be floor."""
    size: Data = ["dot", v("u"), v("u")]

    def stepped(step: Data) -> Data:
        return ["app", ["iterate", size, step], n(1)]

    through = ["app", ["lam", [["h", ["fn", ["real"], "real"]]], stepped(v("h"))], v("f")]
    function = ["lam", [["u", ["vec", 1]]], through if handed else stepped(v("f"))]
    claim = statement({"f": ["fn", ["real"], "real"]}, [], ["differentiable", function])
    assert "rejected" == proves(claim, ASSUME)


def test_a_declaration_is_no_term() -> None:
    """Sums over indices called nat and real of what declares a name called var: the declarations were renamed."""

    def counted(sort: str) -> Data:
        between = ["and", ["le", n(1), v("var")], ["lt", v("var"), n(2)]]
        inside = ["forall", [["var", sort]], ["implies", between, ["le", ["log", v("var")], n(0)]]]
        return ["sum", sort, ["range", n(1), v("m")], chosen(inside)]

    claim = statement({"m": "nat"}, [], ["eq", counted("nat"), counted("real")])
    assert "rejected" == proves(claim, combine())


def test_an_index_that_is_bound_again_is_no_index() -> None:
    """sqrt(k)^2 for real k under a sum over k >= 1: as a function of k it is not k, which has a slope everywhere."""

    def total_over(body: Data) -> Data:
        rough_ = ["not", ["differentiable", ["lam", [["k", "real"]], body]]]
        constant_ = ["lam", [["y", "real"]], ["sum", "k", ["range", n(1), v("m")], v("y")]]
        return ["app", constant_, chosen(rough_)]

    root = ["pow", ["sqrt", v("k")], 2]
    given = [["eq", total_over(root), v("a")]]
    claim = statement({"m": "nat", "a": "nat"}, given, ["eq", total_over(v("k")), v("a")])
    assert "rejected" == proves(claim, combine(0))


def test_no_points_that_have_no_value_are_separable() -> None:
    """G(1/0) is no family: also over no index at all nothing is true of it."""
    points = ["app", v("G"), ["div", n(1), n(0)]]
    let = {"G": ["fn", ["real"], ["fn", ["nat"], ["vec", 1]]]}
    empty = ["range", n(1), n(0)]
    assert "rejected" == proves(statement(let, [], ["separable", points, empty]), {"rule": "unfold", "then": ASSUME})


# -- what functions take, and derivatives among the hypotheses --------------------------------------------------------

NATURALS = ["fn", ["real"], "nat"]
TAKES_ALL, TAKES_FEW = (["fn", [sort], "real"] for sort in (REAL_FUNCTION, NATURALS))


def test_a_function_of_functions_to_naturals_takes_no_function_to_reals() -> None:
    """No F has F(g) = g(0) >= 1 wherever F(g) > 0: h -> h(0) for h with natural values does not take g = 1/2."""
    at_g, g_at = ["app", v("F"), v("g")], ["app", v("g"), n(0)]
    body = ["and", ["eq", at_g, g_at], ["implies", ["lt", n(0), at_g], ["le", n(1), at_g]]]
    claim = statement({}, [], ["exists", [["F", TAKES_ALL]], ["forall", [["g", REAL_FUNCTION]], body]])
    parts = [combine(), {"rule": "intro", "then": combine(["successor", -1])}]
    by = {"rule": "intro", "then": {"rule": "and", "parts": parts}}
    few = ["lam", [["h", NATURALS]], ["app", v("h"), n(0)]]
    assert "malformed" == proves(claim, {"rule": "exists", "at": [few], "by": by})


def test_what_a_function_takes_is_exact_at_any_depth() -> None:
    """A step takes what its sequence holds; a function to naturals is one to reals as a value, and no further in."""
    let = {"F": TAKES_FEW, "G": TAKES_ALL, "h": NATURALS, "g": REAL_FUNCTION}
    for function, argument, fits in (("F", "h", True), ("F", "g", False), ("G", "h", True), ("G", "g", True)):
        claim = statement(let, [], ["le", n(0), ["pow", ["app", v(function), v(argument)], 2]])
        square = combine({"weight": "1", "square": ["app", v(function), v(argument)]})
        assert ("proved" if fits else "malformed") == proves(claim, square)
    step = {"s": REAL_FUNCTION, "next": ["fn", [NATURALS], NATURALS]}
    value = ["app", ["app", ["iterate", v("s"), v("next")], n(1)], n(0)]
    assert "malformed" == proves(statement(step, [], ["le", value, value]), combine())


def through(power: int) -> Data:
    """The derivative of x -> g(x^power) at 0."""
    return ["app", ["deriv", ["lam", [["x", "real"]], ["app", v("g"), ["pow", v("x"), power]]], 1], n(0)]


def upward(point: Data) -> Data:
    """The gradient of w -> g(<w, (1)>^3) at a point."""
    body = ["app", v("g"), ["pow", ["dot", v("w"), ["vec", n(1)]], 3]]
    return ["app", ["grad", ["lam", [["w", ["vec", 1]]], body]], point]


@pytest.mark.parametrize("smooth", [False, True])
def test_a_derivative_that_a_hypothesis_has_need_not_be_what_the_rules_say(smooth: bool) -> None:
    """x -> g(x^3) has the derivative 1 at 0 for the cube root g, and 0 for every differentiable g."""
    given: list[Data] = [["eq", through(3), v("b")], *([["differentiable", v("g")]] if smooth else [])]
    claim = statement({"g": REAL_FUNCTION, "b": "real"}, given, ["eq", v("b"), n(0)])
    assert ("proved" if smooth else "rejected") == proves(claim, combine({"weight": "-1", "facts": [0]}))
    given[0] = ["eq", upward(["vec", n(0)]), ["vec", v("b")]]
    claim = statement({"g": REAL_FUNCTION, "b": "real"}, given, ["eq", v("b"), n(0)])
    along = {"weight": "-1", "facts": [["along", 0, ["vec", n(1)]]]}
    assert ("proved" if smooth else "rejected") == proves(claim, combine(along))
    flat = statement({"g": REAL_FUNCTION, "b": "real"}, given, ["eq", ["vec", v("b")], ["vec", n(0)]])
    assert ("proved" if smooth else "rejected") == proves(flat, combine({"weight": "-1", "facts": [0]}))


@pytest.mark.parametrize("smooth", [False, True])
def test_no_sign_from_a_derivative_that_the_rules_do_not_give(smooth: bool) -> None:
    """From 1 + (d/dx) g(x^3) < a nothing follows for 1 / (a - 1); the derivative may be -1, and a may be 1/2."""
    slack = ["sub", v("a"), n(1)]
    given: list[Data] = [["lt", ["add", n(1), through(3)], v("a")], *([["differentiable", v("g")]] if smooth else [])]
    claim = statement({"g": REAL_FUNCTION, "a": "real"}, given, ["lt", n(0), ["div", n(1), slack]])
    expected = "proved" if smooth else "rejected"
    assert expected == proves(claim, combine(["positive", ["div", n(1), slack]]))


def test_no_condition_of_a_derivative_from_another_one() -> None:
    """1 - (d/dx) g(x^3) at 0 may be 0, so that nothing shows that x -> 0 |x + 1 - that| has a derivative there."""
    inner = ["add", v("y"), ["sub", n(1), through(3)]]
    outer = ["app", ["deriv", ["lam", [["y", "real"]], ["mul", n(0), ["abs", inner]]], 1], n(0)]
    claim = statement({"g": REAL_FUNCTION, "b": "real"}, [["eq", outer, v("b")]], ["eq", v("b"), n(0)])
    assert "rejected" == proves(claim, combine({"weight": "-1", "facts": [0]}))


def test_a_derivative_that_the_rules_give_is_worked_out_in_a_hypothesis() -> None:
    """(d/dx) x^2 at 3 is 6, and that of |x| at a > 0 is 1."""
    square = ["app", ["deriv", ["lam", [["x", "real"]], ["pow", v("x"), 2]], 1], n(3)]
    claim = statement({"b": "real"}, [["eq", square, v("b")]], ["eq", v("b"), n(6)])
    assert "proved" == proves(claim, combine({"weight": "-1", "facts": [0]}))
    size = ["app", ["deriv", ["lam", [["x", "real"]], ["abs", v("x")]], 1], v("a")]
    facts = {"weight": "-1", "facts": [0], "times": ["abs", v("a")]}
    for sign, verdict in (([["lt", n(0), v("a")]], "proved"), ([], "rejected")):
        given = [["eq", size, v("b")], *sign]
        claim = statement({"a": "real", "b": "real"}, given, ["eq", ["mul", v("b"), ["abs", v("a")]], v("a")])
        assert verdict == proves(claim, combine(facts))


# -- bound names and names of the scope -------------------------------------------------------------------------------

OPEN: Data = {"rule": "open", "name": "here"}
SUM_K = ["sum", "k", ["range", n(1), v("m")], ["app", v("f"), v("k")]]
ALL_K = ["forall", [["k", "nat"]], ["le", n(0), ["app", v("f"), v("k")]]]
SOME_K = ["exists", [["j", "nat"]], ["forall", [["k", "nat"]], ["le", ["app", v("f"), v("k")], v("j")]]]
TAKEN: dict[str, tuple[Data, Data]] = {
    "beyond": (["le", SUM_K, SUM_K], {"rule": "beyond", "term": v("m"), "as": "k", "then": OPEN}),
    "obtain": (["le", SUM_K, SUM_K], {"rule": "obtain", "of": 1, "as": ["k"], "then": OPEN}),
    "termwise": (["le", SUM_K, SUM_K], {"rule": "termwise", "as": "k", "by": OPEN}),
    "intro": (["forall", [["y", "nat"]], ["le", v("y"), SUM_K]], {"rule": "intro", "as": ["k"], "then": OPEN}),
    "use": (
        ["le", n(0), n(1)],
        {"rule": "beyond", "term": v("m"), "as": "k", "then": {"rule": "use", "of": 2, "at": [v("k")], "then": OPEN}},
    ),
}


@pytest.mark.parametrize("rule", TAKEN)
def test_no_formula_of_a_goal_binds_a_name_of_its_scope(rule: str) -> None:
    """A rule that takes a new name, or puts terms into a formula, renames what is bound under such a name."""
    then, proof = TAKEN[rule]
    whole = ["forall", [["j", "nat"]], ["le", ["app", v("f"), v("j")], SUM_K]]
    claim = read_statement(statement({"m": "nat", "f": ["fn", ["nat"], "real"]}, [ALL_K, SOME_K, whole], then))
    with pytest.raises(Open) as left:
        prove(Goal(dict(claim.let), (), claim.then).knowing(*claim.given), proof, "$")
    goal = left.value.goal
    assert "k" in goal.scope and goal.given
    assert goal.scope.keys().isdisjoint(all_bound(("and", *goal.given, goal.then)))


def test_a_hypothesis_is_known_under_another_bound_name() -> None:
    """sum_k f(k) <= c stays known when k is taken, and says nothing of the k that was taken."""
    known = ["le", SUM_K, v("c")]
    let = {"m": "nat", "f": ["fn", ["nat"], "real"], "c": "real"}
    taking = {"rule": "beyond", "term": v("m"), "as": "k", "then": combine(0)}
    assert "proved" == proves(statement(let, [known], known), taking)
    inner = ["forall", [["j", "nat"]], ["le", ["app", v("f"), v("j")], v("c")]]
    assert "rejected" == proves(statement(let, [known], inner), {"rule": "intro", "as": ["k"], "then": combine(0)})


CUBED: Data = ["lam", [["x", "real"]], ["app", v("g"), ["pow", v("x"), 3]]]
UPWARD: Data = ["lam", [["w", ["vec", 1]]], ["app", v("g"), ["pow", ["dot", v("w"), ["vec", n(1)]], 3]]]
FIRST: Data = ["deriv", CUBED, 1]
REACHED: dict[str, tuple[Data, list[Data], Data, bool]] = {
    "second": (["app", ["deriv", FIRST, 1], n(0)], [CUBED, FIRST], n(0), False),
    "step": (["app", ["iterate", ["div", n(0), n(1)], FIRST], n(1)], [CUBED], n(0), True),
    "slope": (["app", ["iterate", ["vec", n(0)], ["grad", UPWARD]], n(1)], [UPWARD], ["vec", n(0)], True),
}


@pytest.mark.parametrize("name", REACHED)
def test_a_function_that_is_said_to_be_smooth_is_not_what_the_rules_say(name: str) -> None:
    """x -> g(x^3) is x or x^2 for powers g of the cube root: it is smooth, and derivatives are not 0 at 0."""
    reached, functions, flat, once = REACHED[name]
    said = [["differentiable", function] for function in functions]
    claim = statement({"g": REAL_FUNCTION}, said, ["eq", reached, flat])
    assert "rejected" == proves(claim, combine())
    smooth = statement({"g": REAL_FUNCTION}, [["differentiable", v("g")]], ["eq", reached, flat])
    assert ("proved" if once else "rejected") == proves(smooth, combine())
    assert "proved" == proves(statement({"g": REAL_FUNCTION}, said[:1], said[0]), ASSUME)


def test_what_one_case_knows_of_a_derivative_another_does_not() -> None:
    """g is differentiable, or 0 < 1: in the second case nothing shows what the derivative of g(x^3) is at 0."""
    either = ["or", ["differentiable", v("g")], ["lt", n(0), n(1)]]
    claim = statement({"g": REAL_FUNCTION, "b": "real"}, [["eq", through(3), v("b")], either], ["eq", v("b"), n(0)])
    flat = combine({"weight": "-1", "facts": [0]})
    assert "rejected" == proves(claim, {"rule": "alternatives", "of": 1, "parts": [flat, flat]})
    twice = statement(
        {"g": REAL_FUNCTION, "b": "real"}, [claim["given"][0], ["or", either[1], either[1]]], claim["then"]
    )
    assert "proved" == proves(twice, {"rule": "alternatives", "of": 1, "parts": [flat, flat]})
