"""Figures of a paper: which runs they show, and the curves of these runs as plain numbers."""

import importlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass

Texts = tuple[tuple[str, str], ...]
Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One curve of a figure: its name, and the settings of the procedure ``train`` (of one draw)."""

    label: str
    settings: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of the paper, drawn anew. All runs are on the same data.

    name   of its file, without an ending
    note   what is read into the caption
    """

    paper: str
    name: str
    title: str
    note: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one run did: quantities at times, floats; the samples with labels folded in, and two directions.

    norm, loss, angle (1 - cos of the angle to w_hat) and gap (1 - margin over the largest margin) belong to ``times``.
    """

    label: str
    times: Numbers
    norm: Numbers
    loss: Numbers
    angle: Numbers
    gap: Numbers
    samples: tuple[Numbers, ...]
    w_hat: Numbers
    w: Numbers


def figures(papers: Iterable[str]) -> tuple[Figure, ...]:
    """The figures of these papers, of those that have a page ``figures``."""
    found: list[Figure] = []
    for paper in papers:
        page = f"proofs.{paper}.figures"
        if importlib.util.find_spec(f"proofs.{paper}") and importlib.util.find_spec(page):
            found += importlib.import_module(page).FIGURES
    return tuple(found)
