"""Standing in the graph of claims."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.toys import claim
from verify.engine.standing import standings
from verify.evidence.verdict import ESTABLISHED, Verdict


def test_what_is_lacking_is_found_through_the_whole_graph() -> None:
    """A theorem over two lemmas, one of which rests on a refuted step and an open one."""
    claims = [
        claim("step", about=None),
        claim("slip", about=None),
        claim("lemma", uses=("step", "slip")),
        claim("fact"),
        claim("theorem", uses=("lemma", "fact")),
    ]
    verdicts = dict.fromkeys(("lemma", "fact", "theorem"), Verdict.PROVED)
    found = standings(claims, verdicts | {"slip": Verdict.REFUTED, "step": Verdict.SUPPORTED})
    assert (("slip",), ("step",)) == (found["theorem"].refuted, found["theorem"].open)
    assert found["fact"].established and not found["lemma"].established


def test_a_proved_repair_turns_a_break_into_a_gap() -> None:
    """A repair that nothing proves mends nothing."""
    claims = [
        claim("slip", about=None),
        claim("slip.late", repairs="slip"),
        claim("theorem", uses=("slip",)),
    ]
    verdicts = {"slip": Verdict.REFUTED, "theorem": Verdict.PROVED}
    mended = standings(claims, verdicts | {"slip.late": Verdict.PROVED})["theorem"]
    assert (("gap"), (("slip", "slip.late"),)) == (mended.status, mended.gaps)
    for verdict in set(Verdict) - {Verdict.PROVED}:
        assert "broken" == standings(claims, verdicts | {"slip.late": verdict})["theorem"].status


def test_claims_outside_the_run_are_open() -> None:
    """A run of a part does not take the rest for granted."""
    assert ("other",) == standings([claim("a", uses=("other",))], {"a": Verdict.PROVED})["a"].open


def test_a_long_chain_is_no_problem() -> None:
    """A thousand lemmas in a row do not exhaust the stack."""
    chain = [claim("c0"), *(claim(f"c{i}", uses=(f"c{i - 1}",)) for i in range(1, 1000))]
    found = standings(chain[::-1], {c.id: Verdict.PROVED for c in chain})
    assert found["c999"].established


@settings(max_examples=60)
@given(st.data())
def test_the_answer_is_reachability(data: st.DataObject) -> None:
    """On random graphs without cycles, what is lacking is what a plain search reaches."""
    size = data.draw(st.integers(1, 8))
    uses = {i: sorted(data.draw(st.sets(st.integers(0, i - 1)) if i else st.just(set[int]()))) for i in range(size)}
    verdicts = {f"c{i}": data.draw(st.sampled_from(list(Verdict))) for i in range(size)}
    claims = [claim(f"c{i}", uses=tuple(f"c{j}" for j in uses[i])) for i in range(size)]
    order = data.draw(st.permutations(claims))

    def reach(i: int) -> set[int]:
        return {j for below in uses[i] for j in (below, *reach(below))}

    found = standings(order, verdicts)
    for i in range(size):
        lacking = {f"c{j}" for j in reach(i) if verdicts[f"c{j}"] not in ESTABLISHED}
        assert lacking == {*found[f"c{i}"].refuted, *found[f"c{i}"].open}
