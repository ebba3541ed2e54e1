"""What the checker raises on what it refuses or cannot compute."""

from verify.checker.calculus import NotSmooth
from verify.checker.enclosure import Undefined
from verify.checker.goals import Rejected
from verify.checker.normal import Unclear
from verify.checker.polynomial import TooLarge
from verify.checker.terms import Malformed

REFUSED = (Rejected, Malformed, Undefined, Unclear, NotSmooth, TooLarge, ZeroDivisionError)
