"""``verify orbit``: gradient descent at astronomical iterations, and its limit, as certified enclosures."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from verify.cli.options import json_option
from verify.cli.orbit_plot import plot as draw
from verify.cli.orbit_progress import OrbitMeter
from verify.cli.orbit_rates import rate_facts, rate_object
from verify.cli.printing import coloured, out, out_json
from verify.errors import InputError

if TYPE_CHECKING:
    from verify.engine.orbit import Interval, Moment, Orbit

RATE_DIGITS = 20


@click.command()
@click.argument("data", metavar="DATA.csv", type=click.Path(path_type=Path))
@click.option(
    "--loss", default="exp", show_default=True, help="exp, logistic, sigmoid, squared, softmax, or a formula."
)
@click.option("--eta", default="1/10", show_default=True, help="The step size, a positive rational.")
@click.option("--flow", is_flag=True, help="Gradient flow; --steps are times. --plot draws descent beside it.")
@click.option("--steps", default="1e1000", show_default=True, help="Iterations, with commas between them, or inf.")
@click.option("--digits", type=int, default=30, show_default=True, help="Digits that are certain.")
@click.option("--from", "start", metavar="W0", help="The start, coordinates with commas between them.  [default: 0]")
@click.option("--bias", is_flag=True, help="Append a constant coordinate 1, for separators off the origin.")
@click.option("--label", help="Header or number of the label column.  [default: label, y, or the last]")
@click.option("--save", type=click.Path(path_type=Path), help="Write statement and certificate to this file.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw norm, loss, angle and margin gap (.svg, .png).")
@click.option("--rates", is_flag=True, help="The constants of the rates, with orbits at several times beside theory.")
@click.option("--resume", is_flag=True, help="Take up the same search where it was stopped.")
@json_option
def orbit(
    data: Path,
    loss: str,
    eta: str,
    flow: bool,
    steps: str,
    digits: int,
    start: str | None,
    bias: bool,
    label: str | None,
    save: Path | None,
    plot: Path | None,
    rates: bool,
    resume: bool,
    as_json: bool,
) -> int:
    """Gradient descent on labelled samples at iterations such as 1e1000, and for all time, certified.

    The sum of the losses is descended with a fixed step size. For each iteration: w(t), the residual
    rho(t) = w(t) - w^ log t, the loss, the angle between w(t) and the hard-margin separator w^, and the margin gap,
    each within 10^-digits (the loss relative to its value). --steps inf: where the residual is from some
    iteration on. Samples are read as by `verify svm`; with --loss softmax, cross-entropy on a weight vector for each
    class, as by `verify svm --classes`. A search that is stopped goes on with --resume.
    --rates compares orbits at 1e20 to 1e200000000000 with what theory predicts from w^, w~ and the multipliers.
    """
    from verify.engine.run import one_thread

    one_thread()
    from verify.engine.orbit import orbit as certified
    from verify.report.orbit_figure import ensure_drawable

    if plot is not None:
        ensure_drawable(plot)
    settings: dict[str, Any] = {"loss": loss, "eta": eta, "start": start, "bias": bias, "label": label}
    if rates:
        if flow:
            raise InputError("orbit: --rates is about gradient descent — leave out --flow")
        return _rates(data, digits, settings, resume, as_json=as_json, alone=save is None and plot is None)
    settings |= {"flow": flow}
    with _resumable(resume) as keep:
        found = certified(data, steps=steps, digits=digits, **settings, **keep)
    if save is not None:
        _save(save, found)
    facts = _facts(found)
    if plot is not None:
        facts.append(("plot", f"{plot}: {draw(plot, found, data, settings)} certified points"))
    if as_json:
        out_json(_object(found))
    else:
        for name, value in facts:
            out(f"{name:<14}{value}".rstrip())
    return 3 if found.evidence.fault else 0


@contextlib.contextmanager
def _resumable(resume: bool) -> Iterator[dict[str, Any]]:
    """Where a search keeps its state and tells how far it is; a line when it is stopped."""
    from verify.engine.orbit_state import FOLDER, OrbitInterrupted

    try:
        with OrbitMeter() as meter:
            yield {"state": Path(FOLDER), "resume": resume, "on_progress": meter.show}
    except OrbitInterrupted as stop:
        how = "the same command with --resume goes on from there" if stop.kept else "nothing could be written here"
        click.echo(f"verify: {stop}; {how}", err=True)
        raise click.exceptions.Exit(130) from None


def _rates(data: Path, digits: int, settings: dict[str, Any], resume: bool, *, as_json: bool, alone: bool) -> int:
    """The answer to --rates, to 20 digits unless others are asked for."""
    from verify.engine.orbit_rates import rates

    times = click.get_current_context().get_parameter_source("steps")
    if not alone or times is not ParameterSource.DEFAULT:
        raise InputError(
            "orbit: --rates has its own times and several certificates — leave out --steps, --save, --plot"
        )
    asked = click.get_current_context().get_parameter_source("digits")
    with _resumable(resume) as keep:
        found = rates(data, digits=RATE_DIGITS if asked is ParameterSource.DEFAULT else digits, **settings, **keep)
    orbits = [orbit for orbit in (found.limit, *found.orbits) if orbit is not None]
    if as_json:
        more = [{"statement": o.statement, "certificate": o.certificate} for o in orbits]
        whole = _object(found.orbits[0])
        out_json(whole | {"orbit": whole["orbit"] | {"rates": rate_object(found) | {"certificates": more}}})
    else:
        closings = [_closing(o) for o in orbits]
        closing = [fact for closing in closings for fact in closing[:1]]  # certificate or error
        for name, value in [*_heading(found.orbits[0]), *rate_facts(found), *closing, *closings[-1][1:]]:
            out(f"{name:<14}{value}".rstrip())
    return 3 if any(o.evidence.fault for o in orbits) else 0


def _save(path: Path, found: "Orbit") -> None:
    text = json.dumps({"statement": found.statement, "certificate": found.certificate})
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror} — choose another file") from None


def _facts(found: "Orbit") -> list[tuple[str, str]]:
    """The answer, a fact a line."""
    return [*_heading(found), *(fact for moment in found.moments for fact in _moment(moment)), *_closing(found)]


def _heading(found: "Orbit") -> list[tuple[str, str]]:
    """What the orbit is."""
    facts = [("data", f"{found.name}: {found.samples} samples, {_coordinates(found)}")]
    facts += [("note", note) for note in found.notes]
    start = ", ".join(map(str, found.start)) if any(found.start) else "0"
    facts += [
        ("orbit", f"{_dynamics(found)}, from {start}"),
        ("w^" if found.hat else "w~", f"({', '.join(map(str, found.hat or found.limit))})"),
    ]
    return facts


def _coordinates(found: "Orbit") -> str:
    """The size of a sample, with classes their number."""
    count = len(found.classes)
    return f"{found.dimension // count} coordinates, {count} classes" if count else f"{found.dimension} coordinates"


def _dynamics(found: "Orbit") -> str:
    if found.flow:
        return f"gradient flow, {found.loss} loss"
    return f"gradient descent, {found.loss} loss, step size {found.eta}"


def _closing(found: "Orbit") -> list[tuple[str, str]]:
    """The certificate and what its replay says."""
    evidence = found.evidence
    size = f"{found.steps} steps, {found.cells} cells, {evidence.size} bytes; replayed in {evidence.seconds:.2f} s"
    if evidence.fault:
        return [("error", evidence.fault)]
    of = "loss and start" if found.flow else "loss, step size and start"
    says = f"{evidence.verdict.value} for this data set, {of}, certificate replayed"
    return [
        ("certificate", size),
        ("trusted", ", ".join(evidence.trusts)),
        ("verdict", coloured(says, evidence.verdict.value)),
    ]


def _moment(moment: "Moment") -> list[tuple[str, str]]:
    if moment.onwards:
        return [("t", f"every t >= {moment.t}"), *_vector("w - w^ log t", moment.rho)]
    if moment.t == "inf":
        limits = [
            ("t loss", moment.loss),
            ("log t gap", moment.gap),
            ("direction", moment.direction),
            ("cosine", moment.cosine),
        ]
        if moment.rate is not None:
            limits = [("loss", moment.loss), ("rate at most", moment.rate)]
            return [
                ("t -> infinity", ""),
                *_vector("w", moment.w),
                *((n, _shown(v)) for n, v in limits if v is not None),
            ]
        return [("t -> infinity", ""), *((name, _shown(value)) for name, value in limits if value is not None)]
    scalars = [("loss", moment.loss), ("angle", moment.angle), ("margin gap", moment.gap)]
    return [
        ("t", moment.t),
        *_vector("w", moment.w),
        *_vector("w - w^ log t", moment.rho),
        *((name, _shown(value)) for name, value in scalars if value is not None),
    ]


def _vector(name: str, values: "tuple[Interval, ...]") -> list[tuple[str, str]]:
    """A coordinate a line."""
    return [(name if i == 0 else "", _shown(value)) for i, value in enumerate(values)]


def _shown(value: "Interval") -> str:
    return f"{value[0]} ± {value[1]}"


def _object(found: "Orbit") -> dict[str, Any]:
    """The answer as plain data, with the fields that every claim has."""
    evidence = found.evidence
    return {
        "id": "orbit",
        "paper": "own",
        "place": found.name,
        "statement": f"{_dynamics(found)}, at the times of orbit.claims",
        "verdict": evidence.verdict.value,
        "scope": "this data set, loss, step size and start",
        "method": "orbit",
        "seconds": round(found.seconds, 3),
        "certificate": {"statement": found.statement, "certificate": found.certificate},
        "counterexample": None,
        "repair": None,
        "proof": None,
        "uses": [],
        "digits": found.digits,
        "orbit": {
            "data": found.name,
            "samples": found.samples,
            "dimension": found.dimension,
            **({"classes": list(found.classes)} if found.classes else {}),
            "notes": list(found.notes),
            "loss": found.loss,
            "eta": None if found.flow else str(found.eta),
            "flow": found.flow,
            "start": [str(x) for x in found.start],
            "w_hat": [str(x) for x in found.hat],
            "limit": [str(x) for x in found.limit],
            "claims": found.statement["claims"],
            "steps": found.steps,
            "cells": found.cells,
            "bytes": evidence.size,
            "replay_seconds": round(evidence.seconds, 3),
            "trusts": list(evidence.trusts),
            "error": evidence.fault or None,
        },
    }
