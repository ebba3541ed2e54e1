"""LaTeX formulas as MathML that is safe to put into a page: only elements and attributes of a short list pass."""

import re
import xml.etree.ElementTree as ElementTree
from html import escape

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "msup", "msub", "msubsup", "mover", "munder",
    "munderover", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose",
}  # fmt: skip
ATTRIBUTES = {
    "display", "stretchy", "fence", "form", "accent", "accentunder", "mathvariant", "width", "height", "depth",
    "minsize", "maxsize", "columnalign", "rowspacing", "columnspacing", "displaystyle", "scriptlevel", "linethickness",
    "lspace", "rspace", "separator", "movablelimits", "notation", "voffset", "rowlines", "columnlines", "symmetric",
    "largeop",
}  # fmt: skip
MAX_CHARACTERS, MAX_DEPTH = 20_000, 150
WORDS = re.compile(r"\\text\{((?:[^{}\\]|\\[{}$&%#_])*)\}")
ARG = re.compile(r"\\arg\s*\\(min|max)(?![A-Za-z])")  # the library does not know \arg
# What the library lets escape on formulas that it was not made for, besides exceptions of its own.
STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)


def mathml(source: str, *, block: bool = False) -> str:
    """A formula in LaTeX (math mode, without dollars) as one MathML element.

    Fails (ValueError) where it is too long, the library cannot read it, or something beyond formulas is in it.
    """
    # The library takes a tenth of a second to import, and only pages need it.
    from latex2mathml import converter, exceptions

    own = [kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    stumbles: tuple[type[Exception], ...] = (*own, *STUMBLES, StopIteration)
    if len(source) > MAX_CHARACTERS:
        raise ValueError(f"mathml: {len(source):,} characters; at most {MAX_CHARACTERS:,} are converted")
    try:
        made = converter.convert(
            ARG.sub(r"\\operatorname{arg\1}", WORDS.sub(_entities, source)), display="block" if block else "inline"
        )
    except stumbles as error:
        raise ValueError(f"mathml: {type(error).__name__} in {source!r:.80}") from error
    try:
        tree = ElementTree.fromstring(made)
    except ElementTree.ParseError as error:
        raise ValueError(f"mathml: markup inside the formula {source!r:.80}") from error
    return _written(tree, f' xmlns="{NAMESPACE}"')


def _entities(found: re.Match[str]) -> str:
    r"""The words of ``\text{...}``, which the library copies as they are, with entities for what is markup."""
    plain = re.sub(r"\\([{}$&%#_])", r"\1", found[1])
    return r"\text{" + "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in plain) + "}"


def _written(element: ElementTree.Element, first: str = "", depth: int = 0) -> str:
    """The element as text; attributes that are not on the list are left out, other elements are refused."""
    if depth > MAX_DEPTH:
        raise ValueError(f"mathml: more than {MAX_DEPTH} levels")
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name not in ELEMENTS:
        raise ValueError(f"mathml: the element {name!r:.40} is not part of a formula")
    kept = "".join(f' {key}="{escape(value)}"' for key, value in element.attrib.items() if key in ATTRIBUTES)
    inner = "".join(_written(child, depth=depth + 1) + escape(child.tail or "") for child in element)
    return f"<{name}{first}{kept}>{escape(element.text or '')}{inner}</{name}>"
