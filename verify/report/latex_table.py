"""report.tex: the verdicts as a table for a paper's appendix."""

from verify.report.audit import Audit, Entry, counts
from verify.report.formulas import tex_text

HEAD = r"""% Needs \usepackage{longtable,booktabs}; include with \input.
"""


def report_tex(audit: Audit) -> str:
    """One table a paper: claim, place, verdict, scope."""
    parts = [HEAD]
    for paper, entries in audit.groups:
        rows = "\n".join(_row(entry) for entry in entries)
        parts.append(
            "\\begin{longtable}{@{}p{0.28\\linewidth}p{0.25\\linewidth}lp{0.25\\linewidth}@{}}\n"
            f"\\caption{{{tex_text(paper.title)}: {tex_text(counts(entries).line)}.}}\\\\\n"
            "\\toprule claim & place & verdict & scope\\\\\\midrule\\endhead\n"
            f"{rows}\n\\bottomrule\n\\end{{longtable}}\n"
        )
    return "\n".join(parts)


def _row(entry: Entry) -> str:
    scope = entry.result.evidence.scope or ("" if entry.encoded else entry.result.evidence.how)
    # Ids may break after their dots, or the column would overflow.
    name = tex_text(entry.claim.id).replace(".", r".\allowbreak{}")
    cells = [f"\\texttt{{{name}}}", tex_text(entry.claim.at), entry.verdict.value, tex_text(scope)]
    return " & ".join(" ".join(cell.split()) for cell in cells) + r"\\"
