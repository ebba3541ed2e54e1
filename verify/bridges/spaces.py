r"""Sorts, declarations and arbitrary texts in LaTeX: ``w\in\mathbb{R}^{d}``."""

from verify.bridges.symbols import symbol
from verify.checker.terms import Sort

SETS = {"real": r"\mathbb{R}", "nat": r"\mathbb{N}", "complex": r"\mathbb{C}", "set": r"\mathcal{P}(\mathbb{N})"}
ESCAPES = {
    "\\": r"}\backslash\text{", "^": r"}\wedge\text{", "~": r"}\sim\text{", "<": "}<\\text{", ">": "}>\\text{",
    "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
}  # fmt: skip


def names_latex(names: tuple[tuple[str, Sort], ...]) -> str:
    r"""Declarations; names of one sort that follow each other share it: ``x,y\in\mathbb{R}``."""
    groups = list[tuple[list[str], Sort]]()
    for name, sort in names:
        if groups and groups[-1][1] == sort:
            groups[-1][0].append(symbol(name).tex())
        else:
            groups.append(([symbol(name).tex()], sort))
    return r",\ ".join(_declared(",".join(group), sort) for group, sort in groups)


def escaped(text: str) -> str:
    r"""Any text for ``\text{...}`` in math mode: no character of it is a command or markup."""
    return "".join(ESCAPES.get(c, c) if c.isprintable() else " " for c in text)


def domain(sort: Sort) -> str:
    """The set of the values of a sort."""
    if isinstance(sort, str):
        return SETS[sort]
    if sort[0] == "vec":
        return rf"\mathbb{{R}}^{{{_dimension(sort[1])}}}"
    if sort[0] == "map":
        return rf"\mathbb{{R}}^{{{_dimension(sort[2])}\times {_dimension(sort[1])}}}"
    if sort[0] == "fn":
        takes = r"\times ".join(map(_factor, sort[1]))
        return rf"{takes}\to {_factor(sort[2])}"
    return rf"\mathcal{{M}}({domain(sort[1])})"


def _declared(names: str, sort: Sort) -> str:
    if sort == "set":
        return rf"{names}\subset\mathbb{{N}}\text{{ finite}}"
    if isinstance(sort, tuple) and sort[0] == "fn":
        return rf"{names}\colon {domain(sort)}"
    if isinstance(sort, tuple) and sort[0] == "measure":
        return rf"{names}\text{{ a law on }}{domain(sort[1])}"
    return rf"{names}\in {domain(sort)}"


def _factor(sort: Sort) -> str:
    return f"({domain(sort)})" if isinstance(sort, tuple) and sort[0] == "fn" else domain(sort)


def _dimension(d: int | str) -> str:
    return symbol(d).tex() if isinstance(d, str) else str(d)
