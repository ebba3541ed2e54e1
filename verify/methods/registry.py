"""All methods by name, and the order in which they are tried when a claim does not say."""

from verify.methods.counterexample import Counterexample
from verify.methods.derivation import Derivation
from verify.methods.existence import Existence
from verify.methods.experiment import Experiment
from verify.methods.hunting import Hunt
from verify.methods.inequality import Inequality
from verify.methods.instances import Instances
from verify.methods.margin import Margin
from verify.methods.method import Method
from verify.methods.search import Search

METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        Derivation(),
        Margin(),
        Inequality(),
        Existence(),
        Search(),
        Counterexample(),
        Instances(),
        Experiment(),
    )
}
DEFAULT: tuple[str, ...] = tuple(METHODS)
METHODS[Hunt.name] = Hunt()  # where a page asks for it: it takes all the time that there is
