"""``verify prove``: decide one formula."""

import click

from verify.claims.claim import Claim, Paper
from verify.cli.deciding import decide, exit_code
from verify.cli.options import QUICK_SECONDS, budget_option, json_option, seed_option, strict_option
from verify.cli.printing import coloured, out, out_json
from verify.cli.repairing import repair_lines, repair_option, repaired, with_repairs
from verify.errors import InputError

BUDGET_SECONDS = 10.0
OWN = Paper(id="own", title="Claims of your own", authors=("you",), year=0)


# A formula may begin with a minus: nothing on this command line is a short option, not even -h.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("formula")
@click.option("--for", "conditions", default="", help='Conditions, e.g. "x >= 0, y real" or "0 < x and x < pi/2".')
@click.option("--find", default="", help='Constants that are said to exist, e.g. "C, n0 nat".')
@click.option("--explain", is_flag=True, help="Also the proof or refutation in words, what was tried, the certificate.")
@repair_option
@budget_option(BUDGET_SECONDS)
@seed_option
@strict_option
@json_option
def prove(
    formula: str,
    conditions: str,
    find: str,
    explain: bool,
    repair: bool,
    budget: float,
    seed: int,
    strict: bool,
    as_json: bool,
) -> int:
    """Decide whether FORMULA holds wherever the conditions do.

    For example: verify prove "z*(exp(-z) - 1) <= 0" --for "z real"

    With --find "C" the claim is that there is one C such that it holds for all values of the other names:
    verify prove "exp(t) > t**10" --for "t > t0" --find t0

    Numbers are read exactly (0.1 is 1/10). The operators are + - * / ** and the relations < <= > >= == !=, the
    functions exp log sqrt cbrt abs sin cos tan asin acos atan sinh cosh tanh min max floor, the constants pi, E.
    Between comparisons: and, or, not, implies; before them "for all x:", "there is c:", "for all large t:"; limits are
    "f(t) -> 0 as t -> infinity" and "f(t) -> infinity as t -> infinity" ("as n nat" for sequences).
    """
    from verify.claims.formula import read_claim
    from verify.engine.defined import undefined
    from verify.engine.explaining import explained
    from verify.engine.run import Interrupted, Settings
    from verify.report.objects import claim_object
    from verify.report.text import entry_text

    statement = read_claim(formula, conditions, find)
    claim = Claim(id="formula", paper=OWN.id, at="command line", kind="inequality", says=formula, statement=statement)
    trouble = undefined(claim)
    seconds = min(budget, QUICK_SECONDS) if trouble else budget  # it may be refuted elsewhere, hardly proved
    settings = Settings(seconds=seconds, seed=seed, jobs=1)
    try:
        audit = decide((OWN,), (claim,), settings)
        found = repaired(audit, settings).get(claim.id) if repair else None
    except Interrupted:
        raise click.Abort from None
    entry = audit.entries[0]
    if trouble and entry.verdict.value == "undecided":
        raise InputError(f"formula: {trouble}, which the conditions allow — add a condition that leaves it out")
    if as_json:
        out_json(with_repairs(claim_object(entry, inline=True, timed=True), found))
    else:
        out(coloured(entry_text(entry, explain=explain), entry.verdict.value))
        for i, line in enumerate(explained(claim, entry.result.evidence) if explain else ()):
            out(f"{'' if i else 'in words':<12}{line}")
        for line in repair_lines(found):
            out(coloured(line, "proved"))
    return exit_code(audit, strict=strict, recorded=False)
