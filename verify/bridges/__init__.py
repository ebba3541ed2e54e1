"""One file a library: terms of the statement language to and from sympy, flint, cvxpy, LaTeX and MathML."""
