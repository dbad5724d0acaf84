"""Technologies on their way from result to market. Amounts per real technology, million yuan."""

from .cache_lines import TECHNOLOGY_LINES
from .fields import count, number, record_type

TECHNOLOGY_FIELDS = (
    # where it stands
    count("state", "0 open, 1 industrialised, 2 dead"),
    count("stage", "code of STAGES it is in or waits for"),
    count("running", "1 while the stage runs, 0 while it waits"),
    count("sponsor", "row of the sponsoring firm; -1"),
    number("weight", "real technologies", "weight of its origin"),
    count("missing", "code of the complement missing: a cause of death; -1"),
    number("loan_request", "m yuan", "loan asked for the stage in hand"),
    count("financed", "1 when a loan or fund covers the stage in hand"),
    count("key", "identity as one number, key of its draws"),
    count("born", "quarter of birth"),
    count("sector", "field, code of SECTORS"),
    count("waited", "quarters waited for the stage"),
    count("patience", "quarters it can wait"),
    count("disclosed", "1 when offered on the technology market"),
    count("consortium", "row of the consortium that carries it; -1"),
    count("origin", "code of ORIGINS: firm, university, institute"),
    # what is believed and decided
    count("fund", "row of the fund with a stake; -1"),
    count("origin_row", "row of the actor in which it was born"),
    number("score", "index", "score in the competition of the quarter it takes part in"),
    number("value", "m yuan", "expected value to its sponsor when last looked at"),
    number("stage_cost", "m yuan", "cost of the stage in hand"),
    number("signal", "log share", "posterior mean of log potential"),
    number("precision", "1/variance", "precision of that posterior"),
    number("fit", "share", "fit to industrial need, 0 to 1"),
    number("cost_scale", "m yuan", "cost of its laboratory stage"),
    count("region", "code of REGIONS"),
    number("royalty", "share", "share of value owed to the university at industrialisation"),
    number("granted", "m yuan", "grant promised for the stage in hand"),
    number("milestone", "m yuan", "part of the licence fee due when it enters engineering"),
    count("guest", "1 on the pilot line of a state-owned leader"),
    count("mission", "1 once a mission's team carries it"),
    count("pilot", "row of the pilot platform in use; -1"),
    count("has_place", "1 when a pilot place is granted for the quarter"),
    count("customer", "1 when a first customer is found (market or scenario)"),
    # what it costs
    count("quarters_left", "quarters until the running stage ends"),
    number("insured", "m yuan", "what an insurer pays if the pilot under way fails"),
    count("quarters_saved", "of these, quarters that the stage ends earlier"),
    count("copied", "1 if it skipped first use as a copy of a proven scenario"),
    number("cost_paid", "m yuan", "spent on the stage so far"),
    number("spent", "m yuan", "spent in all"),
    # what it is and was
    number("potential", "share", "true gain in cost or quality for its adopter"),
    number("fundamentality", "share", "0 applied to 1 fundamental"),
    count("product", "1 if it raises quality, 0 if it cuts cost"),
    number("patents", "patents", "patents filed on it"),
    number("fund_share", "share", "the fund's stake"),
    count("fund_until", "quarter by which the fund must be out"),
    number("fund_paid", "m yuan", "what the fund has paid"),
    count("verified", "1 when its quality is publicly known"),
    count("public_order", "1 when the first customer is an opened scenario"),
    number("order_value", "m yuan", "value of the first order"),
    number("order_due", "m yuan", "of it what buyers will owe once the trial is passed"),
    count("origin_id", "identity of that actor: firm id, or university row"),
    count("n", "ordinal among that actor's results; (origin, origin_id, n) is its identity"),
    count("cause", "code of CAUSES_OF_DEATH when dead"),
    count("ended", "quarter of its end"),
    number("contacts", "count", "firms that have looked at it"),
)
TECHNOLOGY = record_type(*TECHNOLOGY_FIELDS, read_together=TECHNOLOGY_LINES)
OPEN, INDUSTRIALISED, DEAD = 0, 1, 2
