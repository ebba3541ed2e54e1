"""Attacks on the checker: false or somewhere undefined statements, each with the proof that would establish it."""

from __future__ import annotations

import time

import pytest

from tests.checker.building import ASSUME, Data, answer, combine, n, proves, statement, v
from verify.checker import gate
from verify.checker.reading import read_statement
from verify.checker.terms import Malformed

X, Y, REAL = v("x"), v("y"), {"x": "real"}
FALSE: Data = ["lt", n(0), n(0)]
LEAF: Data = {"rule": "boxes", "tree": "leaf"}


def lam(body: Data, *names: tuple[str, Data]) -> Data:
    """The written function of these names (x, a real, if none)."""
    return ["lam", [list(pair) for pair in names] or [["x", "real"]], body]


def app(function: Data, *arguments: Data) -> Data:
    """f(a, ...)."""
    return ["app", function, *arguments]


def slope(body: Data, at: Data, order: int = 1) -> Data:
    """The derivative of the body as a function of x."""
    return app(["deriv", lam(body), order], at)


def test_a_set_that_names_its_own_element_is_not_the_one_of_a_name_outside() -> None:
    """For every n in {n, ..., 3}, n = 7: the n of the set was read as the one outside, where the set is empty."""
    member = ["in", v("n"), ["range", v("n"), n(3)]]
    inner = ["forall", [["n", "nat"]], ["implies", member, ["eq", v("n"), n(7)]]]
    claim = ["forall", [["k", "nat"]], ["implies", ["eq", v("k"), n(5)], inner]]
    assert "proved" != proves(statement({}, [], claim), {"rule": "intro", "as": ["n"], "then": ASSUME})


def test_squares_of_complex_numbers_have_no_sign() -> None:
    """z^2 + 1 is not 0 for real z only: complex numbers were given signs."""
    claim = statement({"z": "complex"}, [], ["ne", ["add", ["pow", v("z"), 2], n(1)], n(0)])
    assert "rejected" == proves(claim, ASSUME)


@pytest.mark.parametrize("head", ["sqrt", "log", "exp", "sin", "cbrt", "atan", "floor", "acos"])
@pytest.mark.parametrize(("low", "high"), [(1, -2), (1, 0), (-1, -4), ("1/3", "-1000")])
def test_hypotheses_that_contradict_give_no_crash(head: str, low: object, high: object) -> None:
    """low <= x <= high with high < low made an inverted interval, on which the logarithm never ended."""
    given = [["le", n(low), X], ["le", X, n(high)]]
    then = ["lt", ["add", ["div", n(1), X], [head, X]], n(-9)]
    assert proves(statement(REAL, given, then), ASSUME) in ("proved", "rejected")


def test_a_matrix_equals_itself() -> None:
    """(3 1) is not unequal to (3 1): rows were compared as if they were intervals."""
    row = ["matrix", ["vec", n(3), n(1)]]
    assert "rejected" == proves(statement({}, [], ["ne", row, row]), ASSUME)
    assert "proved" == proves(statement({}, [], ["eq", row, row]), ASSUME)


@pytest.mark.parametrize(
    ("body", "at", "value"),
    [
        (["log", X], -1, -1),
        (["pow", ["sqrt", X], 0], -1, 0),
        (["pow", ["sqrt", X], 0], 0, 0),
        (["mul", n(0), ["sqrt", X]], 0, 0),
        (["mul", n(0), ["abs", X]], -0, 0),
        (app(lam(n(1), ("y", "real")), ["sqrt", X]), 0, 0),
        (["pow", ["cbrt", X], 0], 0, 0),
        (["abs", X], 0, 0),
    ],
)
@pytest.mark.parametrize("proof", [ASSUME, LEAF, combine()], ids=["assumption", "boxes", "combine"])
def test_no_derivative_where_it_does_not_exist(body: Data, at: int, value: int, proof: Data) -> None:
    """At the edge of the domain, off it, and at a kink: factors 0 and powers 0 dropped the condition."""
    assert "rejected" == proves(statement({}, [], ["eq", slope(body, n(at)), n(value)]), proof)


def test_renaming_a_dimension_reaches_the_sorts_of_later_names() -> None:
    """For all k >= j, d and v in R^d: v_j + 0 k = v_j is undefined for d < j; renaming d left v in R^k."""
    entry = ["entry", v("v"), v("j")]
    inner = ["forall", [["d", "nat"], ["v", ["vec", "d"]]], ["eq", ["add", entry, ["mul", n(0), v("k")]], entry]]
    claim = ["forall", [["k", "nat"]], ["implies", ["le", v("j"), v("k")], inner]]
    tail = {"rule": "intro", "as": ["m", "u"], "then": combine()}
    given = [["le", n(1), v("j")]]
    assert "proved" != proves(statement({"j": "nat"}, given, claim), {"rule": "intro", "as": ["d"], "then": tail})


def test_a_range_of_values_depends_on_where_its_condition_is_defined() -> None:
    """The greatest value of a step at 0 over |x| < 1 with x/x >= 0 is not that over |x| < 1 with 1 >= 0."""
    body = ["floor", ["sub", n(1), ["abs", X]]]
    over = [
        ["sup", [["x", "real"]], ["and", ["lt", ["abs", X], n(1)], ["le", n(0), c]], body]
        for c in (["div", X, X], n(1))
    ]
    given = [["eq", v("s"), over[0]], ["eq", v("t"), over[1]]]
    claim = statement({"s": "real", "t": "real"}, given, ["eq", v("s"), v("t")])
    assert "rejected" == proves(claim, combine({"weight": "-1", "facts": [0]}, 1))
    assert "rejected" == proves(claim, combine(0, {"weight": "-1", "facts": [1]}))


def test_the_two_projections_are_different_functions() -> None:
    """F((x, y) -> x) is not F((x, y) -> y): a name that does not occur left its place to the next."""
    pair = ("x", "real"), ("y", "real")
    claim = ["eq", app(v("F"), lam(X, *pair)), app(v("F"), lam(Y, *pair))]
    scope = {"F": ["fn", [["fn", ["real", "real"], "real"]], "real"]}
    assert "rejected" == proves(statement(scope, [], claim), combine())


def test_a_name_that_does_not_occur_keeps_its_place() -> None:
    """F(x -> (y -> x)) is not F(x -> (y -> y)): the key did not say which of the two a mark stands for."""
    first, second = (lam(lam(v(name), ("y", "real"))) for name in "xy")
    scope = {"F": ["fn", [["fn", ["real"], ["fn", ["real"], "real"]]], "real"]}
    assert "rejected" == proves(statement(scope, [], ["eq", app(v("F"), first), app(v("F"), second)]), combine())
    assert "proved" == proves(statement(scope, [], ["eq", app(v("F"), first), app(v("F"), first)]), combine())


def test_vectors_of_different_dimension_are_different() -> None:
    """det of e1 e1' is 1 on the line and 0 in the plane: the keys of the vectors had no dimension."""
    line, plane = ["vec", n(1)], ["vec", n(1), n(0)]
    claim = ["eq", ["det", ["outer", line, line]], ["det", ["outer", plane, plane]]]
    assert "rejected" == proves(statement({}, [], claim), combine())


def test_only_square_maps_have_a_determinant() -> None:
    """The determinant of a map from the plane to the line is undefined, and so no term."""
    row = ["matrix", ["vec", n(1), n(0)]]
    for head in ("det", "trace"):
        with pytest.raises(Malformed):
            read_statement(statement({}, [], ["eq", [head, row], [head, row]]))


def test_a_step_from_naturals_to_reals_cannot_be_repeated() -> None:
    """x_0 = 0, x_(t+1) = x_t - 5 for natural x has no x_2."""
    step = lam(["sub", X, n(5)], ("x", "nat"))
    with pytest.raises(Malformed):
        read_statement(statement({}, [], ["eq", app(["iterate", n(0), step], n(2)), n(-10)]))


@pytest.mark.parametrize("order", ["rank one", "value"])
def test_the_chain_rule_takes_no_map_for_a_number(order: str) -> None:
    """d/dx f(x M) is no number times M: for maps there is no rule, and for functions to vectors neither."""
    if order == "rank one":
        body, scope = app(v("f"), ["scale", X, v("M")]), {"M": ["map", 2, 2], "f": ["fn", [["map", 2, 2]], "real"]}
    else:
        body = ["dot", v("a"), app(v("f"), ["scale", X, v("a")])]
        scope = {"a": ["vec", 2], "f": ["fn", [["vec", 2]], ["vec", 2]]}
    value = slope(body, n(1))
    claim = statement(scope, [["differentiable", v("f")]], ["eq", value, value])
    assert "rejected" == proves(claim, combine())


def test_a_gradient_through_a_function_of_a_vector_has_no_rule() -> None:
    """grad f(c(<v, a>)) is not f' c' a for f of vectors."""
    scope = {"a": ["vec", 2], "f": ["fn", [["vec", 2]], "real"], "c": ["fn", ["real"], ["vec", 2]]}
    inner = app(v("f"), app(v("c"), ["dot", v("w"), v("a")]))
    value = ["norm", app(["grad", lam(inner, ("w", ["vec", 2]))], v("a"))]
    smooth = [["differentiable", v("f")], ["differentiable", v("c")]]
    assert "rejected" == proves(statement(scope, smooth, ["eq", value, value]), combine())


def test_a_written_function_of_naturals_is_not_differentiable() -> None:
    """Only functions of a real number or of a vector have a derivative."""
    for sort in ("nat", "complex"):
        claim = statement({}, [], ["differentiable", lam(X, ("x", sort))])
        assert "rejected" == proves(claim, ASSUME)


def test_a_sort_does_not_depend_on_a_name_bound_inside() -> None:
    """The sum of the identities of R^1 and R^2 is nothing."""
    total = ["sum", "d", ["range", n(1), n(2)], ["ident", "d"]]
    with pytest.raises(Malformed):
        read_statement(statement({}, [], ["eq", ["trace", total], ["trace", total]]))


def test_a_derivative_of_a_constant_vector_is_added_without_a_crash() -> None:
    """The zero vector that a derivative rule leaves has no dimension of its own."""
    value = app(["deriv", lam(["vec", n(1), n(2)]), 1], n(3))
    claim = statement({}, [], ["eq", ["add", ["vec", n(1), n(2)], value], ["vec", n(1), n(2)]])
    assert proves(claim, ASSUME) in ("proved", "rejected")


# -- small files that ask for much ------------------------------------------------------------------------------------


def powers(depth: int, base: Data) -> Data:
    """(((base^64)^64)...)^64."""
    return base if not depth else ["pow", powers(depth - 1, base), 64]


def doubled(depth: int) -> Data:
    """(x -> x x)((x -> x x)(...))."""
    return (
        X if not depth else app(lam(["mul", v(f"a{depth}"), v(f"a{depth}")], (f"a{depth}", "real")), doubled(depth - 1))
    )


def nested(depth: int, head: str = "sum") -> Data:
    """A sum of sums of sums of x."""
    return X if not depth else [head, f"k{depth}", ["range", n(1), n(399)], nested(depth - 1, head)]


SQUARING = app(["iterate", n(2), lam(["mul", v("a"), v("a")], ("a", "nat"))], n(90))
HUGE: dict[str, Data] = {
    "powers of a number": ["lt", powers(20, n(3)), n(5)],
    "powers of a name": ["lt", powers(20, X), n(5)],
    "squares": ["lt", SQUARING, n(5)],
    "doubling": ["lt", doubled(70), n(5)],
    "sums": ["lt", nested(8), n(5)],
    "products": ["lt", nested(8, "prod"), n(5)],
    "derivatives": ["lt", slope(["exp", ["pow", ["sin", ["mul", X, X]], 3]], X, 64), n(5)],
    "exponentials": ["lt", ["exp", ["exp", ["exp", ["exp", n(9)]]]], n(5)],
    "a sum of fractions": ["lt", ["add", *(["pow", n(f"1/{10**900 + k}"), 64] for k in range(60))], n(-5)],
    "a long zero": [
        "lt",
        ["sum", "k", ["range", n(1), n(399)], ["norm", ["sum", "j", ["range", n(1), n(0)], v("w")]]],
        n(-5),
    ],
    "long numbers": ["lt", ["div", n(1), ["add", X, ["exp", ["pow", n("7" * 3999), 64]]]], n(-5)],
}


@pytest.mark.parametrize("proof", [ASSUME, LEAF, combine()], ids=["assumption", "boxes", "combine"])
@pytest.mark.parametrize("name", HUGE)
def test_small_files_are_refused_in_time(name: str, proof: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, sums and derivatives that no machine could write out are refused, soon and in words."""
    monkeypatch.setattr(gate, "EFFORT", 200_000)
    monkeypatch.setattr(gate, "EFFORT_A_PART", 100)
    claim = statement({"x": "real", "w": ["vec", 3_000_000]}, [["le", n(1), X], ["le", X, n(2)]], HUGE[name])
    start = time.monotonic()
    assert proves(claim, proof) in ("rejected", "malformed")
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("bits", [16, 2_000, 10_000])
def test_long_ends_of_boxes_are_written_or_refused(bits: int) -> None:
    """Ends of 30 000 digits as hypotheses: beyond what Python writes as text."""
    claim = statement(REAL, [["le", X, ["const", "pi"]]], ["lt", X, n(4)])
    tree = {"by": {"rule": "assumption"}}
    assert proves(claim, {"rule": "boxes", "bits": bits, "tree": tree}) in ("proved", "rejected")


def test_a_very_small_end_is_written_or_refused() -> None:
    """exp(-20000) has a denominator of 8000 digits."""
    given = [["lt", n(0), X], ["le", X, ["exp", n(-20000)]]]
    proof = {"rule": "boxes", "tree": {"by": ASSUME}}
    assert proves(statement(REAL, given, ["lt", X, n(4)]), proof) in ("proved", "rejected", "malformed")


# -- false statements close to true ones ------------------------------------------------------------------------------


def rises(up: Data, start: object = 0, **more: Data) -> Data:
    """The slope rule from a point, upwards."""
    return {"rule": "slope", "var": "x", "from": n(start), "at": combine(), "up": up, **more}


POSITIVE = ["le", n(0), X]
BOTH = {"lt": ASSUME, "eq": ASSUME, "gt": ASSUME}
TANGENT = ["add", n(1), X]
K, TO_K = v("k"), ["range", n(1), v("k")]
SUMS = [["sum", "n", TO_K, body] for body in (v("n"), ["mul", n(2), v("n")])]
NEAR: dict[str, tuple[dict[str, Data], list[Data], Data, Data]] = {
    "wrong constant": (REAL, [POSITIVE], ["le", ["add", n(1), ["mul", n("101/100"), X]], ["exp", X]], rises(LEAF)),
    "not strict at the start": (REAL, [POSITIVE], ["lt", TANGENT, ["exp", X]], rises(LEAF, strict="slope")),
    "no direction": (REAL, [], ["le", n(0), ["pow", X, 3]], rises(LEAF)),
    "off the domain": (REAL, [["ne", X, n(0)]], ["le", ["log", X], ["sub", X, n(1)]], rises(LEAF, 1, down=LEAF)),
    "across a pole": (REAL, [["ne", X, n(0)]], ["le", ["div", n(1), X], n(1)], rises(LEAF, 1)),
    "across a jump": (REAL, [POSITIVE], ["le", ["floor", X], n(0)], rises(LEAF)),
    "a weak part": (REAL, [POSITIVE], ["lt", n(0), X], combine(0)),
    "a negative weight": (REAL, [POSITIVE], ["le", X, n(0)], combine({"weight": "-1", "facts": [0]})),
    "a free factor": (
        REAL,
        [POSITIVE],
        ["le", n(0), ["mul", X, X, X]],
        combine({"weight": "1", "times": ["pow", X, 3]}),
    ),
    "a dropped hypothesis": (REAL, [], ["le", n(0), X], ASSUME),
    "a division": (REAL, [], ["eq", ["div", X, X], n(1)], combine()),
    "a division by an even power": (REAL, [], ["lt", n(0), ["div", n(1), ["pow", X, 2]]], ASSUME),
    "a root of a square": (REAL, [], ["eq", ["sqrt", ["pow", X, 2]], X], combine()),
    "an exponential of a logarithm": (REAL, [], ["eq", ["exp", ["log", X]], X], combine()),
    "a logarithm of a product": (
        {"x": "real", "y": "real"},
        [["lt", n(0), ["mul", X, Y]]],
        ["eq", ["log", ["mul", X, Y]], ["add", ["log", X], ["log", Y]]],
        combine(),
    ),
    "the end of a box": (REAL, [POSITIVE, ["le", X, n(1)]], ["lt", ["mul", X, X], n(1)], LEAF),
    "an open end": (REAL, [["lt", X, n(1)]], ["lt", X, n("99/100")], LEAF),
    "one third": ({}, [], ["eq", ["sqrt", n("1/9")], n("333333333333333333333333333333333/" + "1" + "0" * 33)], LEAF),
    "pi": ({}, [], ["lt", ["const", "pi"], n("314159265358979/100000000000000")], LEAF),
    "sine of pi": ({}, [], ["eq", ["sin", ["const", "pi"]], n(0)], LEAF),
    "a strict sum over nothing": (
        {"k": "nat"},
        [],
        ["lt", *SUMS],
        {"rule": "termwise", "as": "j", "by": ASSUME, "strict": {"at": n(1), "member": ASSUME, "by": ASSUME}},
    ),
    "an empty sum": ({"k": "nat"}, [], ["le", n(1), ["sum", "n", TO_K, n(1)]], ASSUME),
    "a first step": (
        {"k": "nat"},
        [],
        ["lt", n(0), K],
        {"rule": "induction", "var": "k", "base": ASSUME, "step": combine(0, {"weight": "1"})},
    ),
    "a fixed nat": (
        {"k": "nat"},
        [["eq", K, n(0)]],
        ["eq", ["add", K, K], n(1)],
        {"rule": "induction", "var": "k", "base": ASSUME, "step": ASSUME},
    ),
    "excluded middle of the undefined": (
        REAL,
        [],
        ["or", ["le", ["log", X], n(0)], ["lt", n(0), ["log", X]]],
        {"rule": "suppose", "then": combine(0, 1)},
    ),
    "cases of the undefined": (
        REAL,
        [],
        ["le", n(0), n(1)],
        {"rule": "cases", "left": ["log", X], "right": n(0), **BOTH},
    ),
    "a cut through the undefined": (
        REAL,
        [],
        ["le", n(0), n(1)],
        {"rule": "cut", "fact": ["eq", ["log", X], ["log", X]], "by": combine(), "then": ASSUME},
    ),
}


@pytest.mark.parametrize("name", NEAR)
def test_statements_close_to_true_ones_are_refused(name: str) -> None:
    """A wrong constant, a strictness, an end point, a dropped hypothesis, an undefined part."""
    let, given, then, proof = NEAR[name]
    assert "rejected" == proves(statement(let, given, then), proof)


VERDICTS: dict[str, tuple[Data, Data]] = {
    "a counterexample off the hypotheses": (
        statement(REAL, [["lt", n(0), X]], ["lt", n(0), X]),
        {"verdict": "refuted", "values": {"x": n(-1)}, "given": [ASSUME], "then": ASSUME},
    ),
    "a counterexample where a hypothesis is undefined": (
        statement(REAL, [["le", ["log", X], n(0)]], ["lt", n(0), X]),
        {"verdict": "refuted", "values": {"x": n(-1)}, "given": [ASSUME], "then": ASSUME},
    ),
    "a counterexample where the conclusion is undefined": (
        statement(REAL, [], ["eq", ["div", X, X], n(1)]),
        {"verdict": "refuted", "values": {"x": n(0)}, "given": [], "then": ASSUME},
    ),
    "a value that is no function on all of its sort": (
        statement({"f": ["fn", ["real"], "real"]}, [], ["le", n(0), app(v("f"), n(1))]),
        {"verdict": "refuted", "values": {"f": lam(["neg", ["div", n(1), X]])}, "given": [], "then": ASSUME},
    ),
    "a dimension below 0": (
        statement({"d": "nat"}, [], ["le", n(0), v("d")]),
        {"verdict": "refuted", "values": {"d": n(-1)}, "given": [], "then": ASSUME},
    ),
    "inhabited hypotheses": (
        statement(REAL, [POSITIVE, ["le", X, n(0)]], FALSE),
        {"verdict": "vacuous", "proof": combine(0, 1)},
    ),
    "an instance that is empty": (
        statement({"x": "real", "y": "real"}, [["lt", X, Y]], ["lt", X, Y]),
        {
            "verdict": "certified",
            "instances": [
                {"values": {"y": n(0)}, "proof": ASSUME, "example": {"values": {"x": n(0)}, "given": [ASSUME]}}
            ],
        },
    ),
    "no instance": (statement(REAL, [], POSITIVE), {"verdict": "certified", "instances": []}),
}


@pytest.mark.parametrize("name", VERDICTS)
def test_other_verdicts_are_refused(name: str) -> None:
    """Counterexamples, vacuity and instances that are none."""
    assert answer(*VERDICTS[name]) in ("rejected", "malformed")


def test_two_undefined_sides_are_not_equivalent() -> None:
    """log(-1) <= 0 iff log(-1) <= 0 is undefined: each side, undefined, implied the other; with 1 it is true."""
    for value, verdict in ((-1, "rejected"), (1, "proved")):
        side = ["le", ["log", n(value)], n(0)]
        both = {"rule": "and", "parts": [{"rule": "intro", "then": ASSUME}] * 2}
        assert verdict == proves(statement({}, [], ["iff", side, side]), {"rule": "unfold", "then": both})


@pytest.mark.parametrize(("head", "swapped"), [("and", True), ("or", True), ("or", False)])
def test_only_the_parts_before_guard_a_part(head: str, swapped: bool) -> None:
    """1/j <= 1 is undefined at j = 0: a conjunction guards it by 0 < j before it only, a disjunction not at all."""
    parts = [["lt", n(0), v("j")], ["le", ["div", n(1), v("j")], n(1)]]
    subset = ["where", "j", ["range", n(0), v("k")], [head, *(reversed(parts) if swapped else parts)]]
    claim = statement({"k": "nat"}, [], ["eq", ["card", subset], ["card", subset]])
    assert "rejected" == proves(claim, combine())


def test_maps_do_not_commute() -> None:
    """P Q w is not Q P w: composition keeps its order in the normal form."""
    maps: dict[str, Data] = {"P": ["map", 2, 2], "Q": ["map", 2, 2], "w": ["vec", 2]}
    sides = [["apply", ["compose", v(a), v(b)], v("w")] for a, b in ("PQ", "QP")]
    assert "rejected" == proves(statement(maps, [], ["eq", *sides]), combine())


def test_the_harmonic_terms_are_not_summable_by_a_bound_that_moves() -> None:
    """A bound of the partial sums may not speak of where they end."""
    proof = {"rule": "summable", "bound": v("t"), "nonnegative": ASSUME, "sums": ASSUME}
    claim = statement({}, [], ["tends", "m", ["div", n(1), ["add", v("m"), n(1)]], n(0)])
    assert "malformed" == proves(claim, proof)
