"""`verify orbit`: what it prints, its JSON, its certificate file, and input that it cannot work with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Verify, verify
from verify.ballchecker.gate import check
from verify.engine.orbit import orbit
from verify.methods.orbit import search

__all__ = ["verify"]  # the fixture

SIX = "1/2,3/2,1\n-1.5,-1/2,-1\n2,1,1\n-3,-5/2,-1\n1,4,1\n5/2,3,1\n"
LIMIT = "-0.458145365937077532591763605"


@pytest.fixture
def six(verify: Verify) -> Path:
    """The file of six samples, in the folder that commands run in."""
    path = Path("six.csv")
    path.write_text(SIX)
    return path


def test_ten_to_the_thousandth(verify: Verify, six: Path) -> None:
    """The residual is w~ = -log(5/2)/2 in both coordinates, the loss 5/t, and w(t) = w^ log t + w~."""
    done = verify("orbit", six, "--steps", "1e1000", "--digits", 25)
    assert (0, "") == (done.code, done.err)
    for words in (LIMIT, "1150.8344011310857644764039637", "5.0000000000000", "e-1000", "(1/2, 1/2)", "certified"):
        assert words in done.out


def test_the_limit(verify: Verify, six: Path) -> None:
    """--steps inf says from when on the residual stays where."""
    done = verify("orbit", six, "--steps", "inf", "--digits", 25)
    assert 0 == done.code
    assert "every t >= 1e" in done.out and LIMIT in done.out


def test_json_holds_a_certificate_that_replays(verify: Verify, six: Path) -> None:
    """One object with the fields of every claim, the answer under "orbit", statement and certificate inside."""
    done = verify("orbit", six, "--steps", "100,1e20", "--digits", 12, "--loss", "logistic", "--json")
    (found,) = done.objects
    assert (0, "certified", 12) == (done.code, found["verdict"], found["digits"])
    assert ["100", "1e20"] == [claim["t"] for claim in found["orbit"]["claims"]]
    assert ["1/2", "1/2"] == found["orbit"]["w_hat"]
    assert "certified" == check(found["certificate"]["statement"], found["certificate"]["certificate"])


def test_the_certificate_is_saved(verify: Verify, six: Path) -> None:
    """--save writes what `python -m verify.ballchecker` replays."""
    assert 0 == verify("orbit", six, "--steps", 50, "--digits", 8, "--save", "c.json").code
    data = json.loads(Path("c.json").read_text())
    assert "certified" == check(data["statement"], data["certificate"])
    refused = verify("orbit", six, "--steps", 50, "--save", "no/such/folder.json")
    assert 2 == refused.code and "cannot be written" in refused.err


def test_from_python(six: Path) -> None:
    """The same from Python: moments with intervals as texts."""
    found = orbit(six, steps="1e3, 1e40", digits=10, start="1,-1/2")
    assert ["1000", "1e40"] == [moment.t for moment in found.moments]
    assert not found.evidence.fault and 2 == len(found.moments[0].w)
    middle, radius = found.moments[1].rho[0]
    assert abs(float(middle) + 0.4581453659) < 1e-9 and float(radius) <= 1e-10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--loss", "hinge"], "unknown loss 'hinge'"),
        (["--eta", "0"], "not positive"),
        (["--eta", "x"], "--eta"),
        (["--from", "1"], "--from has 1 coordinates"),
        (["--from", "1,nan"], "--from"),
        (["--steps", "0"], "no iteration"),
        (["--steps", "1e-3"], "no iteration"),
        (["--steps", "soon"], "no iteration"),
        (["--digits", "0"], "digits"),
        (["--digits", "1000"], "beyond the budget — at most"),
        (["--label", "nothing"], "nothing"),
    ],
)
def test_bad_input_is_one_line(verify: Verify, six: Path, arguments: list[str], words: str) -> None:
    """Exit code 2, nothing on stdout, one line that says how to mend it."""
    done = verify("orbit", six, *arguments)
    assert (2, "", 1) == (done.code, done.out, len(done.err.splitlines()))
    assert words in done.err


def test_data_that_cannot_be_separated(verify: Verify) -> None:
    """There is no w^; the line says what shows it."""
    Path("d.csv").write_text("1,1\n3,-1\n")
    done = verify("orbit", "d.csv")
    assert 2 == done.code and "not separable" in done.err
    assert 0 == verify("orbit", "d.csv", "--bias", "--steps", "20", "--digits", 5).code
    assert 2 == verify("orbit", "missing.csv").code


def test_a_step_size_that_is_too_large(verify: Verify) -> None:
    """From (20, 20) the second step of exp leads beyond any bound; the logistic loss recovers."""
    Path("d.csv").write_text("-4/3,1/3,1\n-3/2,-1,1\n-5,1,1\n2,-1,1\n")
    refused = verify("orbit", "d.csv", "--from", "20,20", "--digits", 8)
    assert 2 == refused.code and "diverges: step" in refused.err and "smaller --eta" in refused.err
    assert 0 == verify("orbit", "d.csv", "--from", "20,20", "--loss", "logistic", "--digits", 8).code


def test_a_loss_that_is_not_convex_at_the_start(verify: Verify, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sigmoidal loss hardly moves from a start that misclassifies by far: the line says where to begin."""
    monkeypatch.setattr(search, "MOST_STEPS", 4_000)
    Path("d.csv").write_text("2,1\n3,1\n")
    refused = verify("orbit", "d.csv", "--loss", "sigmoid", "--from=-8", "--digits", 4)
    assert 2 == refused.code and "not convex" in refused.err and 1 == len(refused.err.splitlines())


def test_a_start_with_a_loss_of_1e70(verify: Verify, six: Path) -> None:
    """One step leads to |w| = 1e70, where the orbit then rests: at t = 10^1000 it has not moved."""
    (found,) = verify("orbit", six, "--from=-30,-30", "--digits", 8, "--json").objects
    (claim,) = found["orbit"]["claims"]
    assert "certified" == found["verdict"] and float(claim["w"][0][0]) > 1e69
    first = verify("orbit", six, "--from=-30,-30", "--digits", 8, "--steps", 1, "--json").objects[0]["orbit"]["claims"]
    assert claim["w"][0][0][:60] == first[0]["w"][0][0][:60]


def test_degenerate_data_have_no_limit(verify: Verify) -> None:
    """(1, 0) and (1, 1): the second multiplier is 0; the limit is refused, an astronomical time is not."""
    Path("d.csv").write_text("1,0,1\n1,1,1\n")
    refused = verify("orbit", "d.csv", "--steps", "inf")
    assert 2 == refused.code and "support vectors 2" in refused.err and "log log t" in refused.err
    assert 0 == verify("orbit", "d.csv", "--steps", "1e300", "--digits", 8).code


def test_gradient_flow(verify: Verify, six: Path) -> None:
    """--flow: log(1 + t) on a line, the residual's limit log(4)/2 on the six points, and a state of its own."""
    Path("one.csv").write_text("1,1\n")
    done = verify("orbit", "one.csv", "--flow", "--steps", "1", "--digits", 12)
    assert 0 == done.code and "0.693147180559" in done.out and "gradient flow, exp loss, from 0" in done.out
    (found,) = verify("orbit", six, "--flow", "--steps", "inf", "--digits", 10, "--json").objects
    assert ("certified", True, None) == (found["verdict"], found["orbit"]["flow"], found["orbit"]["eta"])
    assert found["orbit"]["claims"][0]["rho"][0][0].startswith("0.6931471805")


def test_a_loss_by_its_formula(verify: Verify, six: Path) -> None:
    """A formula in the place of a name; what decays like exp(-2u) has half of w^ in its residual, as a line says."""
    same = verify("orbit", six, "--loss", "log(1 + exp(-u))", "--steps", "1e50", "--digits", 10, "--json").objects[0]
    named = verify("orbit", six, "--loss", "logistic", "--steps", "1e50", "--digits", 10, "--json").objects[0]
    assert named["orbit"]["claims"] == same["orbit"]["claims"]
    done = verify("orbit", six, "--loss", "exp(-2*u)", "--steps", "1e50", "--digits", 10)
    assert 0 == done.code and "w^/(2) stands for w^" in done.out
    refused = verify("orbit", six, "--loss", "max(0, 1 - u)**2")
    assert 2 == refused.code and "does not decrease from u = 1" in refused.err
