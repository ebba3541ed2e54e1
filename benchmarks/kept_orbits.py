"""The certificates in ``examples/orbits``, made anew: ``python -m benchmarks.kept_orbits``.

They certify the residual bound of Theorem 3 of Soudry and others for all t from some t on. Steps are 1/sigma_max(X),
to six places, as in the captions of the figures; ``in range`` says that a step is below 2/(beta sigma_max^2(X)), as the
theorem asks.
"""

import sys
from pathlib import Path

from verify.engine.orbit import orbit
from verify.evidence.orbits import certificate_text

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
FOLDER = EXAMPLES / "orbits"
DIGITS = 12
KEPT: dict[str, tuple[str, str, str]] = {
    "figure-1-exp": ("figure-1.csv", "exp", "98058/1000000"),
    "figure-1-logistic": ("figure-1.csv", "logistic", "98058/1000000"),
    "figure-1-logistic-in-range": ("figure-1.csv", "logistic", "3/40"),
    "figure-2-exp": ("figure-2.csv", "exp", "6860/1000000"),
    "figure-2-logistic": ("figure-2.csv", "logistic", "6860/1000000"),
    "figure-2-logistic-in-range": ("figure-2.csv", "logistic", "3/8000"),
    "iris-exp": ("iris-setosa.csv", "exp", "1/10000"),
    "iris-logistic-in-range": ("iris-setosa.csv", "logistic", "8/10000"),
}
"""File: data, loss and step size; the start is 0."""


def main() -> int:
    """Write all of them; 1 when one is not certified."""
    FOLDER.mkdir(exist_ok=True)
    for name, (data, loss, eta) in KEPT.items():
        found = orbit(EXAMPLES / data, loss=loss, eta=eta, steps="inf", digits=DIGITS)
        if found.evidence.fault:
            sys.stderr.write(f"{name}: {found.evidence.fault}\n")
            return 1
        (FOLDER / f"{name}.json").write_text(certificate_text(found.statement, found.certificate), encoding="utf-8")
        sys.stdout.write(f"{name}: {found.moments[0].t}, {found.moments[0].rho}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
