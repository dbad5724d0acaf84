"""Every policy lever, declared once: what it is called, its unit and bounds, who pays, and whose rule it enters.

Command-line help, the JSON schema of scenario files, the generated lever reference and the dtype of
the policy table are all made from this list; a family has a file of its own.
"""

from .actors import ACTORS
from .finance import FINANCE
from .grants import GRANTS
from .industry import INDUSTRY
from .instruments import KINDS_OF_USERS as KINDS_OF_USERS
from .instruments import USED_BY as USED_BY
from .instruments import USERS as USERS
from .instruments import could_use as could_use
from .lever import Lever as Lever
from .mission import MISSION
from .rules import RULES
from .scenarios import SCENARIOS
from .services import SERVICES
from .shock import SHOCK
from .space import SPACE
from .talent import TALENT
from .tax import TAX
from .technology import TECHNOLOGY

_FAMILIES = (
    TAX, GRANTS, FINANCE, SCENARIOS, ACTORS, RULES, SERVICES, TALENT, TECHNOLOGY, INDUSTRY, MISSION, SPACE, SHOCK,
)

LEVERS: dict[str, Lever] = {lever.id: lever for family in _FAMILIES for lever in family}

INSTRUMENTS: tuple[str, ...] = tuple(
    dict.fromkeys(lever.cost for lever in LEVERS.values() if lever.cost != "none")
)
"""Instruments under which public cost and take-up are booked, in order of declaration."""
