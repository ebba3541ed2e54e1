"""marginalia: decides mathematical claims about gradient descent, and hands out certificates that replay.

The rooms, from the ground up: ``checker`` (statement language and rules; trusted), ``claims`` (what is asserted),
``evidence`` (what was established), ``numerics`` (numbers without logic), ``bridges`` (terms to and from libraries),
``methods`` (ways to decide), ``engine`` (claims through methods), ``report`` and ``cli`` (the doors).
Importing this package runs nothing, so that ``verify.checker`` stands alone.
"""
