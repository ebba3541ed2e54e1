"""A paper's figure as SVG: the data with two separators, and norm, loss, angle and margin gap against time."""

import importlib.util
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verify.claims.figure import Figure, Trace
from verify.errors import InputError

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#000000")  # told apart by all common kinds of colour blindness
STYLES = ("-", "--", "-.", ":")  # and without colours
PANELS = (
    ("(B) norm of w(t), over the last", "norm", "linear"),
    ("(C) training loss", "loss", "log"),
    ("(D) angle gap, 1 - cos", "angle", "linear"),
    ("(E) margin gap, relative", "gap", "linear"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that is drawn: the name of its file, what it shows, and the SVG itself."""

    paper: str
    name: str
    title: str
    note: str
    svg: str


def drawable() -> bool:
    """Whether matplotlib is installed; it comes with the extra ``plots``."""
    return importlib.util.find_spec("matplotlib") is not None


def picture(figure: Figure, traces: Sequence[Trace]) -> Picture:
    """Panels A to E; equal traces give equal bytes. Fails: InputError without matplotlib, or for more than 4 runs."""
    if not drawable():
        raise InputError("figures need matplotlib — install it, or the extra marginalia[plots]")
    if not 1 <= len(traces) <= len(COLOURS):
        raise InputError(f"figure {figure.name}: {len(traces)} runs — between 1 and {len(COLOURS)} can be told apart")
    import matplotlib

    with matplotlib.rc_context({"svg.hashsalt": figure.name, "svg.fonttype": "path", "font.size": 8}):
        from matplotlib.figure import Figure as Sheet

        sheet = Sheet(figsize=(10, 5.6), layout="constrained")
        sheet.suptitle(figure.title)
        grid = sheet.subplot_mosaic([["A", "B", "C"], ["A", "D", "E"]])
        _data(grid["A"], traces)
        for key, panel in zip("BCDE", PANELS, strict=True):
            _curves(grid[key], traces, *panel)
        grid["B"].legend(frameon=False)
        file = io.StringIO()
        sheet.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return Picture(figure.paper, figure.name, figure.title, figure.note, file.getvalue())


def _data(axes: Any, traces: Sequence[Trace]) -> None:
    """The samples, labels folded in, and the lines through 0 that w_hat and the last w are orthogonal to."""
    samples = traces[0].samples
    axes.scatter([row[0] for row in samples], [row[1] for row in samples], s=14, color="#555555", zorder=3)
    reach = [1.1 * max(abs(row[k]) for row in samples) for k in (0, 1)]
    lines = [("max margin", traces[0].w_hat, "#999999", "-", 3.0)]
    lines += [(t.label, t.w, c, s, 1.2) for t, c, s in zip(traces, COLOURS, STYLES, strict=False)]
    for label, w, colour, style, width in lines:
        factor = min(reach[k] / abs(w[1 - k]) for k in (0, 1) if w[1 - k])
        end = (-w[1] * factor, w[0] * factor)
        axes.plot([-end[0], end[0]], [-end[1], end[1]], color=colour, linestyle=style, linewidth=width, label=label)
    axes.set(title="(A) samples, labels folded in; separators", xlim=(-reach[0], reach[0]), ylim=(-reach[1], reach[1]))
    axes.legend(frameon=False, loc="lower left")


def _curves(axes: Any, traces: Sequence[Trace], title: str, name: str, scale: str) -> None:
    """One quantity of all runs against time."""
    for trace, colour, style in zip(traces, COLOURS, STYLES, strict=False):
        values = getattr(trace, name)
        shown = [value / values[-1] for value in values] if name == "norm" else values
        axes.plot(trace.times, shown, color=colour, linestyle=style, label=trace.label)
    axes.set(title=title, xlabel="t", xscale="log", yscale=scale)
    axes.grid(alpha=0.3)
