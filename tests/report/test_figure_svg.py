"""Figures as SVG: equal bytes, five panels, nothing loaded, and what cannot be drawn is refused."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.report.samples import sample
from verify.claims.figure import Figure, Trace
from verify.errors import InputError
from verify.report.figure_svg import picture
from verify.report.write import report_files

FIGURE = Figure(paper="toy", name="toy-figure-1", title="Two runs", note="A note.", runs=())
TRACE = Trace(
    label="GD",
    times=(1.0, 10.0, 100.0),
    norm=(1.0, 2.0, 3.0),
    loss=(1.0, 0.1, 0.01),
    angle=(0.5, 0.2, 0.1),
    gap=(0.5, 0.2, 0.1),
    samples=((1.0, 0.0), (0.0, 2.0)),
    w_hat=(1.0, 0.5),
    w=(2.0, 0.0),
)
OTHER = replace(TRACE, label="ADAM", angle=(0.5, 0.5, 0.6))


def test_equal_traces_give_equal_bytes() -> None:
    """Neither the hour nor the order of drawing shows; another curve does."""
    first = picture(FIGURE, (TRACE, OTHER)).svg
    assert first == picture(FIGURE, (TRACE, OTHER)).svg
    assert first != picture(FIGURE, (TRACE, replace(OTHER, angle=(0.5, 0.5, 0.4)))).svg
    assert "<dc:date>" not in first


def test_the_svg_stands_alone() -> None:
    """Well-formed, with five panels, text as paths, and no address of a style sheet, image or font."""
    drawn = picture(FIGURE, (TRACE, OTHER))
    root = ElementTree.fromstring(drawn.svg)
    panels = [e for e in root.iter() if e.get("id", "").startswith("axes_")]
    assert 5 == len(panels)
    assert [] == [e for e in root.iter() if e.tag.endswith(("}text", "}image"))]
    links = [value for e in root.iter() for name, value in e.attrib.items() if name.endswith("href")]
    assert links
    assert [] == [link for link in links if not link.startswith("#")]


def test_the_report_holds_the_files_of_its_figures() -> None:
    """At the place where the page's links lead; without figures nothing is added."""
    drawn = picture(FIGURE, (TRACE,))
    files = report_files(sample(), (drawn,))
    assert drawn.svg == files["figures/toy-figure-1.svg"]
    assert {"figures/toy-figure-1.svg"} == set(files) - set(report_files(sample()))


def test_too_many_curves_are_refused() -> None:
    """Colours and strokes tell four apart."""
    with pytest.raises(InputError, match="5 runs"):
        picture(FIGURE, (TRACE,) * 5)
    with pytest.raises(InputError, match="0 runs"):
        picture(FIGURE, ())
