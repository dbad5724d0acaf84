"""Universities and institutes, pilot platforms, consortia. Own account, million yuan a quarter."""

from .fields import account, count, number, record_type, stated

UNIVERSITY_FIELDS = (
    *account(),
    count("kind", "code of ORIGINS: university or institute"),
    count("region", "code of REGIONS"),
    count("sector", "main field, code of SECTORS"),
    number("researchers", "persons", "researchers employed"),
    number("core_funding", "m yuan", "stable public money of a quarter"),
    number("competitive_funding", "m yuan", "competitive public money of a quarter"),
    number("effort_transfer", "share", "researchers' time for transfer"),
    number("need_weight", "share", "weight of industrial need in the choice of topics"),
    number("paperwork", "share", "researchers' time lost to budgets and reimbursement"),
    number("excellence", "index", "research productivity"),
    number("licence_trend", "m yuan", "smoothed licence income"),
    number("contract_trend", "m yuan", "smoothed contract research sold"),
    number("poc_budget", "m yuan", "own money left for proofs of concept this quarter"),
    count("transfer_office", "1 if it runs a technology transfer office"),
    number("effort", "results", "cumulative effective research effort"),
    number("next_threshold", "results", "effort at which the next result is born"),
    count("n_results", "results so far"),
    number("patents_used", "patents", "valid patents in industrial use"),
    number("patents_idle", "patents", "valid patents not in use"),
    number("idle_value", "m yuan", "mean expected value of an idle patent"),
    stated("poc_spent", "m yuan", "own money spent on proofs of concept, part of spending"),
    stated("public_funding", "m yuan", "core and competitive money received"),
    stated("contract_income", "m yuan", "contract research and services sold"),
    stated("licence_income", "m yuan", "licence income received"),
    stated("consortium_income", "m yuan", "received from consortia"),
    stated("spending", "m yuan", "wages, materials, equipment"),
    stated("inventor_shares", "m yuan", "paid to inventors"),
    stated("research_basic", "m yuan", "R&D, basic"),
    stated("research_applied", "m yuan", "R&D, applied"),
    stated("development", "m yuan", "R&D, experimental development"),
)
UNIVERSITY = record_type(*UNIVERSITY_FIELDS)

PILOT_FIELDS = (
    *account(),
    count("sector", "code of SECTORS served"),
    count("region", "code of REGIONS"),
    number("places", "places", "technologies it can take at once"),
    number("founded", "places", "places at the status quo of the lever"),
    number("used", "places", "places taken, weighted technologies per real platform"),
    number("overrun", "place-quarters", "use beyond places so far, worked off before others are admitted"),
    number("fee", "share", "fee as share of the pilot stage's cost"),
    number("tied", "persons", "technicians kept on the platform, with or without work"),
    stated("fees", "m yuan", "fees received from firms"),
    stated("fee_support", "m yuan", "fees paid by government"),
    stated("support", "m yuan", "running support received"),
    stated("running_cost", "m yuan", "staff and equipment paid"),
)
PILOT = record_type(*PILOT_FIELDS)

CONSORTIUM_FIELDS = (
    count("active", "1 while it exists"),
    count("leader", "row of the leading firm"),
    count("leader_id", "identity of that firm"),
    count("university", "row of the university partner"),
    count("sector", "agenda, code of SECTORS"),
    number("members", "firms", "member firms, weighted, the leader included"),
    count("formed", "quarter of formation"),
    number("budget", "m yuan", "contributions of a quarter, aggregate"),
    number("value", "m yuan", "surplus expected by the leader when formed"),
)
CONSORTIUM = record_type(*CONSORTIUM_FIELDS)
