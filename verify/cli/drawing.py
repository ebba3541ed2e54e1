"""``verify figures``: the figures of the papers, drawn anew from runs of their experiments."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verify.cli.options import folder
from verify.cli.printing import out
from verify.errors import InputError

if TYPE_CHECKING:
    from verify.report.figure_svg import Picture

FIGURES = Path("figures")


@click.command("figures")
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@click.option("--out", "target", callback=folder, help="Folder for the SVG files.  [default: figures]")
def figures_command(papers: tuple[str, ...], target: Path | None) -> int:
    """Draw the figures of the bundled papers anew, one SVG file each: the same bytes for the same settings.

    The runs take a few seconds; what the figures are said to show are claims of their own (verify list experiment).
    """
    from verify.claims.catalogue import papers as bundled
    from verify.report.figure_svg import drawable

    if unknown := sorted(set(papers) - set(bundled())):
        raise InputError(f"unknown paper {unknown[0]!r}; there are {', '.join(bundled())}")
    if not drawable():
        raise InputError("figures need matplotlib — install it, or the extra marginalia[plots]")
    place = target or FIGURES
    for picture in drawn(papers or bundled()):
        _write(place, f"{picture.name}.svg", picture.svg)
        out(f"{place / picture.name}.svg")
    return 0


def drawn(papers: Sequence[str]) -> "tuple[Picture, ...]":
    """The pictures of these papers; none where matplotlib is not installed."""
    from verify.engine.figures import traced
    from verify.report.figure_svg import drawable, picture

    return tuple(picture(figure, traces) for figure, traces in traced(papers)) if drawable() else ()


def _write(place: Path, name: str, text: str) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{place / name}: cannot be written: {error.strerror} — choose a folder with --out") from None
