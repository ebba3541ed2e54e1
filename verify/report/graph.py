"""The dependency graph of a paper as SVG: what uses what, every claim in the colour of its verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from verify.report.audit import SYMBOLS, Entry

STEP_X, STEP_Y, MARGIN, RADIUS = 34, 46, 24, 9
MAX_ROW = 36


@dataclass(frozen=True, slots=True)
class Node:
    """A claim at its place in the drawing."""

    entry: Entry
    x: int
    y: int


def drawing(entries: Sequence[Entry]) -> Markup:
    """The claims that use others or are used, foundations below; an empty text when there are none.

    The symbol in each circle is that of the legend, so that colour is never the only sign.
    """
    here = {entry.claim.id: entry for entry in entries}
    edges = [(e.claim.id, used) for e in entries for used in e.claim.uses if used in here]
    joined = {name for edge in edges for name in edge}
    if not joined:
        return Markup("")
    nodes = _placed([entry for entry in entries if entry.claim.id in joined], edges)
    width = max(node.x for node in nodes.values()) + MARGIN
    height = max(node.y for node in nodes.values()) + MARGIN
    lines = Markup("").join(_line(nodes[above], nodes[below]) for above, below in edges)
    circles = Markup("").join(_circle(node) for node in nodes.values())
    return Markup(
        '<svg class="graph" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img"'
        ' aria-label="Which claim uses which">{2}{3}</svg>'
    ).format(width, height, lines, circles)


def depths(entries: Sequence[Entry]) -> dict[str, int]:
    """The length of the longest chain of uses below each claim; the order of the claims breaks cycles."""
    uses = {entry.claim.id: entry.claim.uses for entry in entries}
    found: dict[str, int] = {}
    for top in uses:
        stack = [top]
        while stack:
            here = stack[-1]
            fresh = [u for u in uses[here] if u in uses and u not in found and u not in stack]
            if fresh:
                stack.append(fresh[0])
                continue
            found[here] = 1 + max((found.get(used, -1) for used in uses[here]), default=-1)
            stack.pop()
    return found


def _placed(entries: Sequence[Entry], edges: Sequence[tuple[str, str]]) -> dict[str, Node]:
    """Rows by depth, the deepest foundations at the bottom; long rows are broken."""
    depth = depths(entries)
    rows: list[list[Entry]] = []
    for level in sorted(set(depth.values()), reverse=True):
        row = _ordered([e for e in entries if depth[e.claim.id] == level], edges, rows)
        rows += [row[i : i + MAX_ROW] for i in range(0, len(row), MAX_ROW)]
    widest = max(map(len, rows))
    nodes = {}
    for r, row in enumerate(rows):
        start = MARGIN + (widest - len(row)) * STEP_X // 2
        for k, entry in enumerate(row):
            nodes[entry.claim.id] = Node(entry, start + k * STEP_X, MARGIN + r * STEP_Y)
    return nodes


def _ordered(row: list[Entry], edges: Sequence[tuple[str, str]], above: Sequence[Sequence[Entry]]) -> list[Entry]:
    """The row in the order of the mean place of what uses its claims, so that fewer lines cross."""
    places = {e.claim.id: k / len(done) for done in above for k, e in enumerate(done)}

    def mean(entry: Entry) -> float:
        users = [places[user] for user, used in edges if used == entry.claim.id and user in places]
        return sum(users) / len(users) if users else 0.5

    return sorted(row, key=mean)


def _line(above: Node, below: Node) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}"/>').format(above.x, above.y, below.x, below.y)


def _circle(node: Node) -> Markup:
    verdict = node.entry.verdict
    name = escape(node.entry.claim.id)
    return Markup(
        '<a href="#{0}"><title>{0}: {1}</title><circle class="{1}" cx="{2}" cy="{3}" r="{4}"/>'
        '<text x="{2}" y="{5}">{6}</text></a>'
    ).format(name, verdict.value, node.x, node.y, RADIUS, node.y + 4, SYMBOLS[verdict])
