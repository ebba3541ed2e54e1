"""The bundled claims as a whole: complete, connected, quick to load, free of smells."""

import subprocess
import sys
from collections import Counter

import pytest

from verify.claims.catalogue import Catalogue, circle, ledger, load, papers
from verify.claims.claim import KINDS
from verify.claims.lint import smells
from verify.errors import InputError

WORDS = load(pages=False)
ALL = load()
# How many claims the four texts make: counted in the ledgers' sources, not here.
ENTRIES = {"conv2018": 84, "relu2019": 196, "slides": 107, "soudry2018": 200}


def test_every_entry_is_there() -> None:
    """No claim of a text is lost on the way."""
    assert ENTRIES == Counter(claim.paper for claim in WORDS)
    assert tuple(sorted(ENTRIES)) == papers()


def test_pages_add_variants_and_lose_nothing() -> None:
    """Encoding a claim takes its ledger entry's place; it never removes one."""
    assert set(WORDS.claims) <= set(ALL.claims)


@pytest.mark.parametrize("catalogue", [WORDS, ALL], ids=["words", "pages"])
def test_uses_lead_to_claims_and_never_round(catalogue: Catalogue) -> None:
    """Circular reasoning would let a wrong theorem prove itself."""
    assert not {used for claim in catalogue for used in claim.uses} - set(catalogue.claims)
    assert [] == circle({claim.id: claim.uses for claim in catalogue})


def test_every_claim_has_place_words_and_kind() -> None:
    """A reader must be able to find the claim in the paper."""
    assert [] == [c.id for c in WORDS if not (c.at.strip() and c.says.strip() and c.part.strip())]
    assert [] == [c.id for c in WORDS if not set(c.kinds) <= set(KINDS)]


def test_notation_is_kept_with_the_ledger() -> None:
    """The claims use symbols that only the notation explains; and each claim has a suggestion how to decide it."""
    for paper in papers():
        assert ledger(paper).notation
        assert set(ledger(paper).decide) == set(ledger(paper).claims)


def test_formulas_in_words_have_both_their_dollars() -> None:
    """An odd number of dollar signs would turn the rest of a sentence into a formula."""
    assert [] == [c.id for c in WORDS for words in (c.says, c.note) if words.count("$") % 2]


def test_a_paper_alone() -> None:
    """One paper loads without the others; an unknown one is refused with the known ones."""
    assert {"slides"} == {claim.paper for claim in load("slides")}
    with pytest.raises(InputError, match="conv2018, relu2019"):
        load("nobody2020")


def test_listing_imports_no_page() -> None:
    """`verify list` answers at once: only the cards and the ledgers are read."""
    script = (
        "import sys; from verify.claims.catalogue import load; load(pages=False); "
        "heavy = {'numpy', 'sympy', 'flint'}; "
        "print(sorted(m for m in sys.modules if m in heavy or (m.startswith('proofs.') and m.count('.') > 1)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_no_encoded_claim_smells() -> None:
    """Statements go wrong in a few well-known ways; each remark is a claim to look at again."""
    found = [f"{claim.id}: {smell.rule}: {smell.seen}" for claim in ALL for smell in smells(claim)]
    assert [] == found
