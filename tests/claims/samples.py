"""One term for every head of the language, over one scope: what a printer must be able to print."""

from verify.checker.terms import CONSTANTS, REAL_FUNCTIONS, Sort, Term, num

VEC, FAMILY = ("vec", "d"), ("fn", ("nat",), ("vec", "d"))
SCOPE: dict[str, Sort] = {
    "d": "nat", "N": "nat", "k": "nat", "x": FAMILY, "S": "set", "w": VEC, "w_hat": VEC, "eta": "real", "z": "complex",
    "a": "real", "l": ("fn", ("real",), "real"), "L": ("fn", (VEC,), "real"), "A": ("map", "d", "d"),
    "P": ("measure", "real"), "orbit": FAMILY,
}  # fmt: skip


def var(name: str) -> Term:
    """The term of a name."""
    return ("var", name)


W, A, K, SET, Z = var("w"), var("A"), var("k"), var("S"), var("z")
MARGIN: Term = ("dot", W, ("app", var("x"), var("n")))
POSITIVE: Term = ("lt", num(0), MARGIN)
SIGN: Term = ("lt", num(0), var("a"))
SQUARE: Term = ("pow", var("u"), 2)

SAMPLES: dict[str, Term] = {
    **{name: (name, var("a")) for name in REAL_FUNCTIONS},
    **{head: (head, var("a"), num(1)) for head in ("add", "sub", "mul", "min", "max", "div", "rpow")},
    **{head: (head, K, num(2)) for head in ("mod", "monus", "range", "set")},
    **{head: (head, var("a"), num(1)) for head in ("le", "lt", "eq", "ne")},
    **{head: (head, SET, ("range", num(1), var("N"))) for head in ("setminus", "union")},
    **{head: (head, Z) for head in ("cexp", "re", "im", "conj")},
    **{head: (head, A) for head in ("adjoint", "inverse", "pinv", "rank", "trace", "det", "sigma_max", "sigma_min")},
    **{head: (head, SIGN, ("lt", var("a"), num(1))) for head in ("and", "or", "implies", "iff")},
    **{head: (head, "n", SET, ("exp", ("neg", MARGIN))) for head in ("sum", "prod", "minover", "maxover")},
    **{head: (head, (("u", "real"),), ("lt", num(0), var("u")), SQUARE) for head in ("inf", "sup")},
    **{head: (head, (("n", "nat"),), ("implies", ("in", var("n"), SET), POSITIVE)) for head in ("forall", "exists")},
    **{head: (head, var("l")) for head in ("differentiable", "continuous", "integrable")},
    "num": num(3),
    "var": var("w_hat"),
    "const": ("const", sorted(CONSTANTS)[0]),
    "neg": ("neg", var("a")),
    "pow": ("pow", var("a"), 2),
    "card": ("card", SET),
    "scale": ("scale", var("eta"), W),
    "vec": ("vec", num(1), var("a")),
    "dot": ("dot", W, ("app", var("x"), K)),
    "norm": ("norm", W),
    "entry": ("entry", W, K),
    "matrix": ("matrix", W, var("w_hat")),
    "ident": ("ident", "d"),
    "apply": ("apply", A, W),
    "compose": ("compose", A, ("adjoint", A)),
    "outer": ("outer", W, W),
    "app": ("app", var("x"), K),
    "lam": ("lam", (("u", "real"),), SQUARE),
    "deriv": ("deriv", var("l"), 2),
    "grad": ("grad", var("L")),
    "table": ("table", W, var("w_hat")),
    "iterate": ("iterate", W, ("lam", (("v", VEC),), ("neg", var("v")))),
    "where": ("where", "n", SET, POSITIVE),
    "integral": ("integral", "u", num(0), num(1), SQUARE),
    "expect": ("expect", (("u", "real"),), var("P"), SQUARE),
    "probability": ("probability", (("u", "real"),), var("P"), ("lt", num(0), var("u"))),
    "not": ("not", SIGN),
    "in": ("in", K, SET),
    "ae": ("ae", (("v", VEC),), ("ne", ("dot", var("v"), W), num(0))),
    "eventually": ("eventually", "t", ("lt", var("a"), var("t"))),
    "eventually_real": ("eventually_real", "t", ("lt", var("a"), var("t"))),
    "tends": ("tends", "t", ("div", num(1), var("t")), num(0)),
    "tends_real": ("tends_real", "t", ("div", num(1), var("t")), num(0)),
    "diverges": ("diverges", "t", ("pow", var("t"), 2)),
    "diverges_real": ("diverges_real", "t", ("pow", var("t"), 2)),
    "absolutely_continuous": ("absolutely_continuous", var("P")),
    "separable": ("separable", var("x"), SET),
    "hard_margin": ("hard_margin", var("x"), SET, var("w_hat")),
    "experiment": ("experiment", "margin_gap", (("seed", "1"), ("steps", "10_000 & more")), ("lt", num(0), var("a"))),
}  # fmt: skip
