"""Formulas from people: what is read, and that everything else is refused fast, in a line that points at the place."""

import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verify.checker.reading import read_statement
from verify.checker.terms import Term, num
from verify.claims.formula import for_text, read_claim, read_expression, read_formula, read_problem
from verify.claims.printing import statement_text
from verify.errors import InputError

X, Y = ("var", "x"), ("var", "y")
NAMES = ["x", "y", "z", "u"]
ATTACKS = [
    "__import__('os').getpid()", "x.__class__", "x.__class__ < 1", "(lambda:0)()", "open('/etc/passwd')", "9**9**9 < x",
    "2**10**9 < x", "x**9**9**9 > 1", "[x for x in (1,)]", "'a'*9", "x if 1 else y", "1e400000 < x", "f'{x}'", "x@y",
    "(" * 3000 + "x" + ")" * 3000, "9" * 1900 + " < x", "-" * 1900 + "x", "not " * 400 + "x", "(x" * 61 + ")" * 61,
    "exp(" * 70 + "x" + ")" * 70 + " < 1", "x:=2", "yield x", "await x", "x, y", "*x", "{}", "x" * 40 + " < 1",
    "print(x)", "eval(x)", "exp(x=1) < 1", "exp(*x) < 1", "x[0] < 1", "x//2 < 1", "x%2 < 1", "x<<2 < 1", "x is y",
    "x in y", "1j < x", "True < x", "None", "...", "x<\x00y", "\ufeffx < 1", "0x10 < x", "1_0 < x", "x**1001 < 1",
    "1or 2", "x;y", "#", "\\", "a" + "+x" * 300 + " < 1", "sin.x < 1", "x(2) < 1", "2(x) < 1", "ｘ < 1",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_an_attack_is_refused_at_once(text: str) -> None:
    """Nothing is executed or multiplied out on the way to the refusal."""
    start = time.perf_counter()
    with pytest.raises(InputError, match="formula: "):
        read_formula(text, NAMES)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("0.1", ("num", "1/10")),
        ("1e-12", ("num", "1/1000000000000")),
        (".5", ("num", "1/2")),
        ("2.5e2", ("num", "250")),
        ("1/3", ("num", "1/3")),
        ("-1/3*x", ("mul", ("num", "-1/3"), X)),
        ("-2**2", ("neg", ("pow", num(2), 2))),
        ("x^2", ("pow", X, 2)),
        ("x**-2", ("div", num(1), ("pow", X, 2))),
        ("x**-1", ("div", num(1), X)),
        ("x**(1/2)", ("sqrt", X)),
        ("x**0.25", ("rpow", X, ("num", "1/4"))),
        ("x**y", ("rpow", X, Y)),
        ("2**pi", ("rpow", num(2), ("const", "pi"))),
        ("x**100", ("pow", ("pow", X, 50), 2)),
        ("x**67", ("mul", ("pow", X, 64), ("pow", X, 3))),
        ("x - y", ("sub", X, Y)),
        ("x - y - 2", ("add", X, ("neg", Y), num(-2))),
        ("(x - y) - 2", ("sub", ("sub", X, Y), num(2))),
        ("x*y*2", ("mul", X, Y, num(2))),
        ("x*y/2", ("div", ("mul", X, Y), num(2))),
        ("ln(x)", ("log", X)),
        ("Max(x, y, 1)", ("max", X, Y, num(1))),
        ("E", ("const", "e")),
        ("+x", X),
    ],
)
def test_numbers(text: str, term: Term) -> None:
    """Decimals are exact, chains are n-ary, brackets are kept, exponents become the powers of the language."""
    assert term == read_expression(text, NAMES)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("x > y", ("lt", Y, X)),
        ("x >= y", ("le", Y, X)),
        ("0 < x < 1", ("and", ("lt", num(0), X), ("lt", X, num(1)))),
        ("0 < x and x < 1", ("and", ("lt", num(0), X), ("lt", X, num(1)))),
        ("not x == y", ("not", ("eq", X, Y))),
        ("x != y or x <= 1", ("or", ("ne", X, Y), ("le", X, num(1)))),
        ("x\n  < y", ("lt", X, Y)),
    ],
)
def test_formulas(text: str, term: Term) -> None:
    """Comparisons, chains and words."""
    assert term == read_formula(text, NAMES)


def test_a_declared_function_is_applied() -> None:
    """Pages write l(x) for a loss that they declare; its arguments are counted."""
    names = {"l": ("fn", ("real",), "real"), "x": "real"}
    assert ("lt", num(0), ("app", ("var", "l"), X)) == read_formula("0 < l(x)", names)
    with pytest.raises(InputError, match="takes 1 argument"):
        read_formula("0 < l(x, x)", names)


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("x + 1/0 < 1", "division by zero", 6),
        ("sine(x) < 1", "did you mean sin", 0),
        ("1 < e*x", "did you mean E", 4),
        ("x = 1", "written with ==", 2),
        ("(x < 1", "bracket", 0),
        ("x < y + q", "known: u, x, y, z", 8),
        ("x ≤ 1", "write <=", 2),
        ("x + (y < 1) < 2", "a number is expected here", 5),
        ("not x", "a condition such as", 4),
        ("exp < 1", "write exp", 0),
        ("x^65536 < 1", "exponents up to", 2),
        ("x + 1", "this is a number", 0),
        ("min() < 1", "min takes", 0),
        ("0**-1 < x", "division by zero", 0),
        ("x^y^1001 < 1", "exponents up to", 4),
    ],
)
def test_a_fault_is_named_and_pointed_at(text: str, message: str, column: int) -> None:
    """What is wrong on one line; below it the formula as it was typed, and a caret below the fault."""
    with pytest.raises(InputError) as caught:
        read_formula(text, NAMES)
    first, shown, caret = str(caught.value).split("\n")
    assert message in first
    assert f"  {text}" == shown
    assert column == caret.index("^") - 2


def test_the_caret_stays_in_sight_in_a_long_formula() -> None:
    """Of a long formula only the neighbourhood of the fault is shown."""
    with pytest.raises(InputError) as caught:
        read_formula("x + " * 100 + "q" + " + y" * 50 + " < 1", NAMES)
    _, shown, caret = str(caught.value).split("\n")
    assert ("q", True) == (shown[caret.index("^")], len(shown) < 90)


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["exp"], "word of the grammar"),
        (["lambda"], "word of the grammar"),
        (["x", "x"], "twice"),
        (["_x"], "not a name"),
        (["real"], "word of the grammar"),
        (["implies"], "word of the grammar"),
    ],
)
def test_names_that_cannot_be_declared(names: list[str], word: str) -> None:
    """A variable must not hide a function or a word."""
    with pytest.raises(InputError, match=word):
        read_formula("1 < 2", names)


def test_a_sort_is_no_name() -> None:
    """x real y nat, without its comma, was read as three naturals: x, real and y."""
    with pytest.raises(InputError, match="'real' is a word of the grammar"):
        read_claim("x*x >= x", "x real y nat")
    assert (("x", "real"), ("y", "nat")) == read_claim("x*x >= x", "x real, y nat").let


def test_a_vector_is_no_number() -> None:
    """Declared names of other sorts are known to the grammar and refused by the language's gate."""
    with pytest.raises(InputError, match="expected a term of sort"):
        read_formula("w + 1 < 2", {"w": ("vec", 2)})


@pytest.mark.parametrize(
    ("text", "let", "count"),
    [
        ("x >= 0, y real", {"y": "real", "x": "real"}, 1),
        ("0 < x and x < 1, n: nat", {"n": "nat", "x": "real"}, 2),
        ("a, b real, c", {"a": "real", "b": "real", "c": "real"}, 0),
        ("k nat, max(x, k) < 1", {"k": "nat", "x": "real"}, 1),
        ("(x > 0 and y > 0) or x > 1", {"x": "real", "y": "real"}, 1),
        ("x > 1e-3", {"x": "real"}, 1),
        ("x, 0 < x, n nat", {"x": "real", "n": "nat"}, 1),
        ("n nat and (x > 0 or y > 0) and x < 1", {"n": "nat", "x": "real", "y": "real"}, 2),
        ("x y real", {"x": "real", "y": "real"}, 0),
        ("", {}, 0),
    ],
)
def test_conditions(text: str, let: dict[str, str], count: int) -> None:
    """The text after --for declares and restricts; names in conditions are real."""
    names, given_ = for_text(text)
    assert (let, count) == (dict(names), len(given_))


@pytest.mark.parametrize(
    ("text", "word"),
    [("x: -1 < x", "':'"), ("x: +1 < x", "':'"), ("n: nat, x: 2 < x", "':'"), ("e^x > 1", "E"), ("x real, x < e", "E")],
)
def test_conditions_that_say_something_else_than_they_seem_to(text: str, word: str) -> None:
    """ "x: -1 < x" was read as x - 1 < x, and e as any real number."""
    with pytest.raises(InputError, match=word):
        for_text(text)
    assert 2 == len(for_text("e real, x < e")[0])


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("x < 0 or x > 1 and y > 0", "or"),
        ("x < 0 implies x > -1 and y > 0", "implies"),
    ],
)
def test_and_below_another_word_cuts_nothing(text: str, head: str) -> None:
    """ "A or B and C" was read as the two conditions "A or B" and "C", which say more."""
    names, given_ = for_text(f"x real, y real, {text}")
    assert [fact[0] for fact in given_] == [head]
    assert given_ == (read_formula(text, dict(names)),)
    assert read_problem({"vars": ["x", "y"], "for": text, "claim": "y > 0"}).given == given_


def test_a_claim_uses_only_names_of_its_conditions() -> None:
    """A misspelt variable must not become a new one that nothing is known about."""
    assert 1 == len(read_claim("z*(exp(-z) - 1) <= 0", "z real").let)
    with pytest.raises(InputError, match=r"unknown name 'x'.*x real"):
        read_claim("x < 1")


PROBLEM: dict[str, Any] = {"id": "jordan", "vars": ["x", "n: nat"], "for": ["0 < x", "x < pi/2"], "claim": "sin(x) < x"}


def test_a_problem_of_a_data_file() -> None:
    """Records of .toml and .jsonl files become statements that the language reads again."""
    statement = read_problem(PROBLEM)
    assert ((("x", "real"), ("n", "nat")), 2) == (statement.let, len(statement.given))
    assert statement == read_statement(statement.to_json())
    assert statement == read_problem(PROBLEM | {"for": "0 < x and x < pi/2"})


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"vars": "x, y"}, "not a name"),
        ({"vars": ["x: rational"]}, "no sort of a variable"),
        ({"vars": [1]}, "list of texts"),
        ({"for": [["x"]]}, "list of texts"),
        ({"for": {"x": 1}}, "list of texts"),
        ({"for": ["x < 1"] * 101}, "at most 100"),
        ({"claim": None}, "expected a text"),
        ({"claims": "x < 1"}, "unknown field"),
        ({"claim": "y < 1"}, "unknown name 'y'"),
    ],
)
def test_a_broken_problem_is_refused(change: dict[str, Any], word: str) -> None:
    """The message names the problem by its id, and the fault."""
    with pytest.raises(InputError, match=r"problem 'jordan': (.|\n)*" + word):
        read_problem(PROBLEM | change)


def test_a_problem_needs_a_claim_and_to_be_a_record() -> None:
    """A missing claim, and data of another shape."""
    with pytest.raises(InputError, match="'claim' is missing"):
        read_problem({"id": "a"})
    with pytest.raises(InputError, match="expected a record"):
        read_problem(["x < 1"])


PIECES = st.sampled_from(
    [*"xyzu0123456789.()+-*/^<>=!,_ eE", "**", "<=", "==", "exp(", "sqrt(", "min(", " and ", " or ", " not ", " if ",
     " in ", "1e", "lambda ", "real", "nat", ":", "é", "\x00", "\n"]
)  # fmt: skip


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=40)))
@example("(" * 100)
@example("x <" * 300)
def test_nothing_but_an_input_error_escapes(text: str) -> None:
    """Whatever is typed, the answer is a term or one line for a person."""
    for reader in (lambda: read_formula(text, NAMES), lambda: for_text(text), lambda: read_problem({"claim": text})):
        try:
            found: Any = reader()
        except InputError as error:
            found = str(error)
        assert found is not None


JSONISH = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["id", "vars", "for", "find", "claim", "x"]), JSONISH))
def test_no_record_breaks_the_reader(data: dict[str, Any]) -> None:
    """A stranger's data file is either read or refused."""
    try:
        found: Any = read_problem(data)
    except InputError as error:
        found = str(error)
    assert found


@pytest.mark.parametrize(
    ("conditions", "find", "text"),
    [
        ("t > t0", "t0", "there is t0 real: for all t real: t0 < t implies t < 1"),
        ("t real", "C > 0", "InputError"),
        ("t real", "t, t", "InputError"),
        ("n >= t, t > 2", "n nat", "there is n nat: for all t real: t <= n and 2 < t implies t < 1"),
        ("t > 0, C > 0", "C, t0", "there is C real, t0 real: 0 < C and (for all t real: 0 < t implies t < 1)"),
        ("n nat, t real", "C", "there is C real: for all n nat, t real: t < 1"),
        ("1 < 2", "t", "there is t real: 1 < 2 implies t < 1"),
    ],
)
def test_constants_that_are_to_be_found(conditions: str, find: str, text: str) -> None:
    """They come first and are the same for all other names; conditions on them alone are claimed, not supposed."""
    try:
        found = statement_text(read_claim("t < 1", conditions, find))
    except InputError:
        found = "InputError"
    assert text == found


def test_constants_of_a_record() -> None:
    """The field says which of the names exist; one that is no name is refused."""
    record = {"id": "a", "vars": ["C", "x"], "for": ["x > 0", "C > 0"], "find": ["C"], "claim": "x <= C"}
    assert "there is C real: 0 < C and (for all x real: 0 < x implies x <= C)" == statement_text(read_problem(record))
    with pytest.raises(InputError, match="unknown name 'D'"):
        read_problem(record | {"find": ["D"]})
