"""Texts that may or may not be formulas, for the door ``verify prove``: each is read, or refused in words."""

import contextlib
import io
import random

from verify.cli import main

GRAMMAR = """
x y z n t pi E e i 0 1 2 3 0.1 1e3 1e-5 .5 5. 007 12/5 1_000 0x1f 1j
+ - * / ** ^ ( ) ( ) , < <= > >= == != = := and or not in is if else lambda for
for all there is : large implies -> as infinity nat real x: f(t)
exp( log( ln( sqrt( cbrt( abs( sin( cos( tan( asin( acos( atan( sinh( cosh( tanh( floor( min( max( Phi(
"""
OTHERS = r"""
real nat complex vec [ ] { } | & ~ % // @ ; : . ... ' " \ # $ ! ? _ __import__( x. x( ² ∞ ≤ é
(((((((((( **9999 **-1 **(1/2) None True sum( eval( xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
"""
WORDS = [*GRAMMAR.split(), *GRAMMAR.split(), *OTHERS.split(), "\x00", "\n", "\t", "1" * 70]


def string(chance: random.Random) -> str:
    """A random text of words of the grammar and others."""
    length = chance.choice((1, 2, 3, 5, 8, 13, 30))
    text = chance.choice(("", " ")).join(chance.choice(WORDS) for _ in range(length))
    return text if chance.random() < 0.9 else text * chance.choice((2, 40, 400))


def knocked(formula: str, conditions: str, seconds: float) -> tuple[int, str]:
    """(exit code, what was written to stderr) of ``verify prove``, inside this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["prove", formula, "--for", conditions, "--budget", str(seconds)])
    return code, err.getvalue()
