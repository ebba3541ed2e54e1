"""Balls as intervals in decimals, [middle, radius], that hold them for certain."""

from flint import arb

from verify.ballchecker.balls import working

MORE = 4  # digits that are written beyond those that are certain


def interval(value: arb, digits: int) -> tuple[str, str]:
    """(middle, radius) in decimals, the middle to about as many digits as are certain, and no more than asked for.

    ``digits`` count after the point where the value is above 1, otherwise from its first digit on.
    Fails: ValueError for a value that is not finite.
    """
    if not value.is_finite():
        raise ValueError("the value is not finite")
    accurate = int(value.rel_accuracy_bits() * 0.302)
    size = abs(value.mid())
    ahead = max(0, int(size.log_base(10).floor().unique_fmpz() or 0) + 1) if size > 1 else 0
    kept = max(1, min(accurate, digits + ahead) + MORE)
    middle = value.mid().str(kept, radius=False)
    gap = abs(value - arb(middle)).upper()  # at the precision at which the checker compares
    radius = (gap * arb("1.01")).upper()
    with working(30):
        text = (radius * arb("1.01")).mid().str(3, radius=False)
    return (middle, text) if gap <= arb(text) else (middle, (radius * 2).mid().str(3, radius=False))
