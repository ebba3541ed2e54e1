"""Numbers read as written: accepted forms, refusals with their remedy, and nothing expanded unmeasured."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.numerics.exact_number import MAX_DIGITS, looks_numeric, read_number, shown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", F(1, 10)),
        ("1e-3", F(1, 1000)),
        ("3/7", F(3, 7)),
        ("-6/4", F(-3, 2)),
        ("+1", F(1)),
        (".5", F(1, 2)),
        ("5.", F(5)),
        ("-2.50E+2", F(-250)),
        ("1e0003", F(1000)),
        ("-0", F(0)),
        ("0012", F(12)),
    ],
)
def test_reads_what_is_written(text: str, value: F) -> None:
    """Decimals, powers of ten and ratios stand for exactly one rational."""
    assert value == read_number(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nan", "not a finite number"),
        ("-Inf", "not a finite number"),
        ("infinity", "not a finite number"),
        ("", "missing"),
        ("NA", "missing"),
        ("?", "missing"),
        ("1,5", "decimal comma"),
        ("abc", "not a number"),
        (".", "not a number"),
        ("e5", "not a number"),
        ("1e", "not a number"),
        ("1_000", "not a number"),
        ("0x10", "not a number"),
        ("1.5/2", "not a number"),
        ("1 2", "not a number"),
        ("\u0661", "not a number"),
        ("3/0", "divides by zero"),
        ("1e999999999", "too large an exponent"),
        ("1e-999999999", "too large an exponent"),
        ("0e1001", "too large an exponent"),
        ("1e" + "9" * 900, "too large an exponent"),
        ("1" * 1001, "1001 characters"),
        ("1/" + "3" * 5000, "characters"),
    ],
)
def test_refuses_what_is_no_number(text: str, message: str) -> None:
    """The message says what is wrong and, after a dash, how to mend it, on one short line."""
    with pytest.raises(ValueError, match=message) as caught:
        read_number(text)
    assert "—" in str(caught.value)
    assert len(str(caught.value)) < 160


def test_the_largest_exponent_is_read() -> None:
    """The stated limit itself is inside."""
    assert F(10) ** MAX_DIGITS == read_number(f"1e{MAX_DIGITS}")
    assert F(1, 10**MAX_DIGITS) == read_number(f"1e-{MAX_DIGITS}")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_reads_the_shortest_form_of_a_float(value: float) -> None:
    """What Python prints for a double is read as the decimal printed, which rounds back to the double."""
    assert F(repr(value)) == read_number(repr(value))
    assert value == float(read_number(repr(value)))


@given(st.fractions())
def test_reads_fractions(value: F) -> None:
    """A ratio as Python prints it is read back."""
    assert value == read_number(str(value))


@given(st.text(max_size=12))
def test_agrees_with_fractions_or_refuses(text: str) -> None:
    """Any text is either refused with a ValueError or read as the standard library reads it."""
    try:
        value = read_number(text)
    except ValueError:
        return
    assert F(text) == value


@pytest.mark.parametrize("text", ["1", "nan", "-inf", "1,5", "1e99999", "3/0"])
def test_looks_numeric(text: str) -> None:
    """Broken and infinite numbers are data, not headings."""
    assert looks_numeric(text)


@pytest.mark.parametrize("text", ["x1", "label", "", "-", "sepal length"])
def test_headings_do_not_look_numeric(text: str) -> None:
    """Names are headings."""
    assert not looks_numeric(text)


def test_shown_is_short_and_on_one_line() -> None:
    """A terminal's control characters and long cells do not reach a message."""
    assert "'\\x1b[2J\\n'" == shown("\x1b[2J\n")
    assert len(shown("a" * 10_000)) < 50
