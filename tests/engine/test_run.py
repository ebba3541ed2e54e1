"""Runs: what methods may do, results that do not depend on processes, interruption."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.engine.toys import FALSE, claim, tools
from verify.engine.job import claim_seed
from verify.engine.run import Interrupted, Progress, Settings, has_avx2, run
from verify.engine.state import StateFile, run_key
from verify.evidence.result import Result
from verify.evidence.verdict import Verdict
from verify.methods import learnt

QUICK = Settings(seconds=5, jobs=2)
SHORT = Settings(seconds=0.3, jobs=2)

INTERRUPTED = True  # see tests/conftest.py


def one(*by: str, settings: Settings = QUICK, **more: object) -> Result:
    """The result of one claim with these methods."""
    return run([claim("a", *by, **more)], tools, settings)["a"]


def test_a_claim_is_decided_by_its_first_method_that_can() -> None:
    """Methods that decline are recorded, and the default order serves claims that name none."""
    result = one()
    assert (Verdict.PROVED, ()) == (result.verdict, result.errors)
    assert (("shy", "not of my kind"),) == result.evidence.tried


def test_a_smaller_scope_is_kept_while_better_is_sought() -> None:
    """Certified evidence does not end the search, and the strongest evidence wins."""
    assert Verdict.PROVED == one("instances", "prover").verdict
    assert Verdict.CERTIFIED == one("seeded", "instances", "shy").verdict


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("fails", "ArithmeticError: lost a digit"),
        ("quits", "SystemExit"),
        ("nothing", "AttributeError"),
        ("exits", "died (exit code 7)"),
        ("killed", "died (signal 9)"),
        ("unheard-of", "no method of this name"),
    ],
)
def test_a_method_that_breaks_is_an_error_and_the_next_one_goes_on(method: str, words: str) -> None:
    """An exception, an exit or a crash is reported against its claim, costs that method, and is no verdict."""
    result = one(method, "prover")
    assert Verdict.PROVED == result.verdict
    assert 1 == len(result.errors) and words in result.errors[0] and result.errors[0].startswith(method)
    assert Verdict.UNDECIDED == one(method).verdict


def test_a_method_that_never_ends_is_stopped() -> None:
    """A loop is interrupted, what sleeps is killed; the claim stays undecided, which is not an error."""
    started = time.monotonic()
    result = one("forever", "sleeps", "shy", settings=SHORT)
    assert (Verdict.UNDECIDED, ()) == (result.verdict, result.errors)
    assert ["forever", "sleeps", "shy"] == [method for method, _ in result.evidence.tried]
    assert "had to be stopped" in dict(result.reached)["forever"]
    assert "had to be stopped" in dict(result.evidence.tried)["sleeps"]
    assert 10 > time.monotonic() - started


def test_a_slow_method_does_not_keep_a_quick_one_waiting() -> None:
    """The first round is short; who used it up gets the rest of the budget, if nobody else has decided by then."""
    started = time.monotonic()
    result = one("slow", "prover", settings=Settings(seconds=6))
    assert (Verdict.PROVED, "prover") == (result.verdict, result.evidence.method)
    assert 4 > time.monotonic() - started
    later = one("slow", "shy", settings=Settings(seconds=3))
    assert (Verdict.SUPPORTED, (("shy", "not of my kind"),)) == (later.verdict, later.evidence.tried)
    assert 1 < float(later.evidence.figures["budget"])


def test_where_the_clock_ended_a_search_stays_out_of_the_evidence() -> None:
    """Two runs agree on the evidence although the method got further in one of them."""
    found = [one("slow", "shy", settings=Settings(seconds=n)) for n in (0.3, 0.5)]
    assert found[0].evidence == found[1].evidence
    assert ("slow", "searched for as long as it may, without a result") == found[0].evidence.tried[0]
    assert found[0].reached != found[1].reached
    assert found[0].reached[0][1].startswith("nothing within")


def test_what_ended_a_long_search_stays_out_of_the_evidence() -> None:
    """One machine comes to the end of the search in its second turn, the other to the end of the time."""
    found = [one("thorough", "shy", settings=Settings(seconds=n)) for n in (0.15, 1.5)]
    assert found[0].evidence == found[1].evidence
    assert ["some were tried", "all were tried"] == [result.reached[0][1] for result in found]


def test_a_crash_in_the_first_round_does_not_cost_the_second() -> None:
    """A method that used up its share is asked again by the worker that takes over."""
    result = one("slow", "killed", "shy", settings=Settings(seconds=3))
    assert (Verdict.SUPPORTED, 1) == (result.verdict, len(result.errors))


def test_a_wrong_certificate_is_an_error() -> None:
    """The checker refuses it, loudly."""
    result = one("liar", about=FALSE)
    assert Verdict.UNDECIDED == result.verdict
    assert "refused the certificate" in result.errors[0]


def test_examples_are_proved_and_checked() -> None:
    """A point inside the hypotheses is confirmed; one outside is an error of the claim."""
    assert "checked" == one(example={"x": ("num", "1")}).example
    wrong = one(example={"x": ("num", "-1")})
    assert "" == wrong.example and wrong.errors[0].startswith("example: the checker refused")
    assert Verdict.PROVED == wrong.verdict


def test_claims_without_a_statement_say_why() -> None:
    """They are undecided, with their own reason, and start no process."""
    assert "not yet encoded" == one(about=None).evidence.how
    assert "needs a figure" == one(about=None, open="needs a figure").evidence.how


def test_noise_of_a_method_stays_off_stdout(capfd: pytest.CaptureFixture[str]) -> None:
    """Solvers print; results on stdout must stay clean."""
    assert Verdict.PROVED == one("chatty").verdict
    assert "" == capfd.readouterr().out


def test_results_do_not_depend_on_processes_or_order() -> None:
    """The same claims give the same evidence with one worker or three, forwards or backwards."""
    claims = [claim(f"c{i}", *by) for i, by in enumerate([("seeded",), (), ("fails", "seeded"), ("refuter",)])]
    found = [
        {name: (r.evidence, r.errors) for name, r in run(order, tools, Settings(seconds=5, jobs=jobs)).items()}
        for order, jobs in ((claims, 1), (claims, 3), (claims[::-1], 2))
    ]
    assert found[0] == found[1] == found[2]


def test_seeds_differ_by_claim_and_by_run() -> None:
    """Each claim has its own seed, and the run's seed changes all of them."""
    assert 3 == len({claim_seed(0, "a"), claim_seed(0, "b"), claim_seed(1, "a")})
    seeds = [one("seeded", settings=Settings(seconds=5, seed=n)).evidence.figures["seed"] for n in (0, 0, 1)]
    assert seeds[0] == seeds[1] != seeds[2]


def test_progress_counts_every_claim() -> None:
    """The callback hears of each claim with a statement once, with a total and an estimate; the others cost nothing."""
    heard: list[Progress] = []
    claims = [claim("a"), claim("b", about=None), claim("c", "shy")]
    run(claims, tools, QUICK, on_progress=heard.append)
    assert [(1, 2), (2, 2)] == [(p.done, p.total) for p in heard]
    assert {"a", "c"} == {p.result.evidence.claim for p in heard}
    assert 0 == heard[-1].left


def interrupted_run(folder: Path) -> StateFile:
    """A run of a quick claim and an endless one, interrupted as Ctrl-C does it; its state file, closed."""
    claims = [claim("quick"), claim("endless", "forever")]
    state = StateFile(folder, run_key(claims, 60, 0))
    assert {} == state.open(keep=True)
    heard = threading.Event()

    def press() -> None:
        heard.wait(30)
        os.kill(os.getpid(), signal.SIGINT)

    presser = threading.Thread(target=press)
    presser.start()
    with pytest.raises(Interrupted, match="1 of 2"):
        run(claims, tools, Settings(seconds=60), on_progress=lambda p: heard.set(), state=state)
    presser.join()
    state.close(finished=False)
    return state


def test_an_interrupted_run_is_taken_up(tmp_path: Path) -> None:
    """What was decided is kept on disk, replayed by the checker, and equal to what it was."""
    state = interrupted_run(tmp_path / "state")
    earlier = state.open(keep=True)
    assert ["quick"] == list(earlier)
    # No method is at hand now: the verdict can only come from the certificate on disk.
    result = run([claim("quick")], lambda: type(tools())(), QUICK, earlier=earlier)["quick"]
    fresh = run([claim("quick")], tools, QUICK)["quick"]
    assert (Verdict.PROVED, fresh.evidence) == (result.verdict, result.evidence)
    state.close(finished=True)
    assert [] == list(tmp_path.iterdir())


def test_a_tampered_state_file_proves_nothing(tmp_path: Path) -> None:
    """Resuming replays certificates, so that a verdict typed into the file is refused."""
    state = interrupted_run(tmp_path)
    state.path.write_text(state.path.read_text().replace("assumption", "trust me"))
    result = run([claim("quick", "shy")], tools, QUICK, earlier=state.load())["quick"]
    assert Verdict.UNDECIDED == result.verdict
    assert "refused" in result.errors[0]


def test_a_state_of_another_wording_is_not_used(tmp_path: Path) -> None:
    """When the statement has changed since, the claim is decided afresh."""
    earlier = interrupted_run(tmp_path).load()
    result = run([claim("quick", "refuter", about=FALSE)], tools, QUICK, earlier=earlier)["quick"]
    assert (Verdict.REFUTED, ()) == (result.verdict, result.errors)


def test_workers_learn_from_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one worker found is known to those that start later, and gone with the run."""
    monkeypatch.setattr(learnt, "_known", {"of": "an earlier run"})
    claims = [claim(name, "learner") for name in ("first", "second")]
    found = run(claims, tools, Settings(seconds=4, jobs=1))
    assert ["knows 0 steps", "knows 1 steps"] == [result.evidence.tried[0][1] for result in found.values()]


def test_kernels_are_those_that_most_processors_have(tmp_path: Path) -> None:
    """Asked for only where the processor has them; elsewhere the library chooses."""
    has, has_not = tmp_path / "has", tmp_path / "has_not"
    has.write_text("model name : any\nflags\t\t: fpu avx avx2 bmi2\n", encoding="utf-8")
    has_not.write_text("model name : avx2\nflags\t\t: fpu avx avx2x\n", encoding="utf-8")
    assert has_avx2(has)
    assert not has_avx2(has_not)
    assert not has_avx2(tmp_path / "none")
