"""One record array per kind of actor and for technologies; every field declared once."""

import numpy as np

from .economy import (
    CLOCK_FIELDS,
    GOVERNMENT_FIELDS,
    HOUSEHOLD_FIELDS,
    INSTRUMENT_FIELDS,
    REGION_FIELDS,
    SECTOR_FIELDS,
)
from .fields import Field, record_type
from .finance import BANK_FIELDS, FUND_FIELDS, GUARANTOR_FIELDS
from .firms import FIRM, FIRM_FIELDS
from .knowledge import CONSORTIUM_FIELDS, PILOT_FIELDS, UNIVERSITY_FIELDS
from .technologies import TECHNOLOGY, TECHNOLOGY_FIELDS

FIELDS_OF: dict[str, tuple[Field, ...]] = {
    "clock": CLOCK_FIELDS,
    "firms": FIRM_FIELDS,
    "universities": UNIVERSITY_FIELDS,
    "pilots": PILOT_FIELDS,
    "consortia": CONSORTIUM_FIELDS,
    "banks": BANK_FIELDS,
    "funds": FUND_FIELDS,
    "guarantors": GUARANTOR_FIELDS,
    "technologies": TECHNOLOGY_FIELDS,
    "sectors": SECTOR_FIELDS,
    "regions": REGION_FIELDS,
    "governments": GOVERNMENT_FIELDS,
    "households": HOUSEHOLD_FIELDS,
    "abroad": HOUSEHOLD_FIELDS,
    "instruments": INSTRUMENT_FIELDS,
}
"""Name of a population in the state -> its fields."""

RECORD_OF: dict[str, np.dtype] = {name: record_type(*fields) for name, fields in FIELDS_OF.items()} | {
    "firms": FIRM,
    "technologies": TECHNOLOGY,
}
"""Name of a population in the state -> its record."""
