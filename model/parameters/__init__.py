"""Every parameter once: default, unit, plausible range, kind, source; a subject has a file of its own.

Rules read them from a one-row record array (``parameters[0].name``); no rule carries a number of its own.
``kind`` is *constant* (an institution or a convention, not varied) or *uncertainty* (varied in sweeps
within ``low`` to ``high``). A source that begins with "assumption" is stylised and belongs to the uncertainties.
"""

from __future__ import annotations

import numpy as np

from .abroad import CHOKE_POINTS, EXPORTS, OPENNESS
from .ai import AI
from .capacity import CAPACITY, COST_OF_CAPITAL
from .consortia import CONSORTIA
from .credit import CREDIT
from .demography import DEMOGRAPHY
from .goods import GOODS, LINKS
from .government import ADMINISTRATION, GOVERNMENT, PUBLIC_DEBT
from .grants import GRANTS, MISSIONS
from .industry import ENERGY, FUTURE_INDUSTRIES, PRICE_LAW
from .large_firms import LARGE_FIRMS
from .measurement import MEASUREMENT
from .parameter import Parameter as Parameter
from .patents import PATENTS
from .pilots import PILOTS
from .protection import IMITATION, PROTECTION
from .research import CROWDING, RESEARCH
from .scenarios import SCENARIO_RULES, SCENARIOS
from .services import CERTIFICATION, INCUBATORS
from .space import DISTANCE, FACILITIES
from .stages import STAGES
from .talent import AGENDAS, TALENT
from .tax import TAX
from .technology import TECHNOLOGY
from .technology_market import BAD_DEALS, TECHNOLOGY_MARKET
from .universities import FIELDS, FOUNDING, UNIVERSITIES
from .venture import VENTURE

# The order of the record, of the schema, of manifests and of the reference: it is kept when a file is divided.
_DECLARED = (
    COST_OF_CAPITAL, TECHNOLOGY, CREDIT, VENTURE, GOODS, CAPACITY, PUBLIC_DEBT, TAX, RESEARCH, STAGES, CROWDING, LINKS,
    DEMOGRAPHY, UNIVERSITIES, ADMINISTRATION, GOVERNMENT, GRANTS, PILOTS, SCENARIOS, LARGE_FIRMS, MISSIONS, BAD_DEALS,
    SCENARIO_RULES, CONSORTIA, TALENT, AGENDAS, AI, IMITATION, ENERGY, FUTURE_INDUSTRIES, PRICE_LAW, FACILITIES,
    DISTANCE, OPENNESS, CHOKE_POINTS, EXPORTS, PROTECTION, CERTIFICATION, INCUBATORS, FOUNDING, TECHNOLOGY_MARKET, PATENTS,
    FIELDS, MEASUREMENT,
)  # fmt: skip

PARAMETERS: dict[str, Parameter] = {parameter.id: parameter for group in _DECLARED for parameter in group}

PARAMETER_TYPE = np.dtype([(name, np.float64) for name in PARAMETERS], align=True)
"""The one-row record that kernels read."""


def defaults() -> dict[str, float]:
    """Default of every parameter by id."""
    return {name: parameter.default for name, parameter in PARAMETERS.items()}


def as_record(values: dict[str, float]) -> np.ndarray:
    """A one-row record array of ``values`` over the defaults; raises KeyError for an unknown name."""
    record = np.zeros(1, PARAMETER_TYPE)
    for name, value in {**defaults(), **values}.items():
        if name not in PARAMETERS:
            raise KeyError(name)
        record[name][0] = value
    return record
