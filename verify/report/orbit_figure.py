"""A certified orbit in one picture: norm, loss, angle and margin gap against t, beside their leading terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context
from pathlib import Path

from verify.errors import InputError

ENDINGS = (".svg", ".png", ".pdf")
POINT, LINE, OTHER = "#0072B2", "#D55E00", "#000000"  # told apart by all common kinds of colour blindness, and by shape
DECIMALS = Context(prec=20, Emin=MIN_EMIN, Emax=MAX_EMAX)


@dataclass(frozen=True, slots=True)
class Panel:
    """One quantity: log10 of its values (N,) at log10 t (N,), nan where it is 0; of its leading term (N,); and, where
    there is a second orbit, (log10 of its times, log10 of its values), (M,).
    """

    title: str
    values: Sequence[float]
    leading: Sequence[float]
    other: tuple[Sequence[float], Sequence[float]] = ((), ())


def log10_of(interval: tuple[str, str]) -> float:
    """log10 of the middle of (middle, radius), however small or large; nan where the interval holds 0 or less."""
    middle, radius = map(DECIMALS.create_decimal, interval)
    return float(middle.log10(DECIMALS)) if middle > radius else float("nan")


def ensure_drawable(path: Path) -> None:
    """Fails with InputError for a file whose ending names no format, and where matplotlib is missing."""
    if path.suffix.lower() not in ENDINGS:
        raise InputError(f"{path}: unknown kind of picture — let the name end in {', '.join(ENDINGS)}")
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise InputError("--plot needs matplotlib — install it, or the extra marginalia[plots]") from None


def draw(
    path: Path, title: str, log10_t: Sequence[float], panels: Sequence[Panel], names: Sequence[str] = ("certified", "")
) -> None:
    """Write the picture; equal input gives equal bytes. Axes are logarithmic in log10 t.

    ``names`` are those of the orbit and of the second one.
    Fails: InputError when the file cannot be written.
    """
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": "marginalia", "font.size": 9, "svg.fonttype": "path"}):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(9, 6.5), layout="constrained")
        figure.suptitle(title)
        for axes, panel in zip(figure.subplots(2, 2).flat, panels, strict=True):
            axes.plot(log10_t, panel.leading, color=LINE, linestyle="--", label="leading term")
            axes.plot(log10_t, panel.values, color=POINT, marker="o", markersize=3.5, linestyle="", label=names[0])
            if panel.other[0]:
                axes.plot(*panel.other, color=OTHER, marker="x", markersize=4, linestyle="", label=names[1])
            axes.set(title=panel.title, xlabel="$\\log_{10} t$", ylabel="$\\log_{10}$")
            axes.set_xscale("symlog", linthresh=1.0)
            axes.grid(alpha=0.3)
            axes.legend(frameon=False)
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else None
        try:
            figure.savefig(path, dpi=160, metadata=metadata)
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror} — choose another file") from None
