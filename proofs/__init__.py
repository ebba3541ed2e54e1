"""The claims of each paper, a folder a paper: its card, its ledger, and pages that state claims formally.

``proofs/<paper>/__init__.py`` holds ``PAPER`` (the card) and ``PAGES`` (the names of its page modules, in order).
``ledger.json`` lists every claim of the paper in words. A page is a module with ``CLAIMS``, a tuple of claims with
statements; each takes the place of its ledger entry. ``verify.claims.catalogue`` puts them together.
"""
