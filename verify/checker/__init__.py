"""The trusted ground floor: statements, and the rules by which certificates replay. Standard library only, no search.

``terms``, ``reading`` and ``sorts`` are the statement language; ``polynomial``, ``normal`` and ``calculus`` compute
with terms exactly; ``enclosure``, ``evaluate`` and ``series`` enclose numbers; ``goals``, ``signs``, ``facts``,
``rules`` and ``margin`` are the rules; ``gate.check`` is the only way in. Whoever trusts a verdict
trusts these files and nothing else.
"""
