"""Services: pilot lines, technology market, incubators, certification, standards, protection."""

from .lever import HE, SHENG, Lever, levels

SERVICES: tuple[Lever, ...] = (
    Lever(
        id="pilot_platforms.places",
        family="services",
        label={"en": "Pilot platforms: places", "zh": "中试平台:容量"},
        description={
            "en": "Number of pilot platforms that government keeps open.",
            "zh": "政府支持运行的中试平台数量。",
        },
        mechanism={
            "en": "More places in a sector and region shorten the queue of technologies waiting for a pilot line; an "
            "empty line still costs.",
            "zh": "增加部门和地区的中试名额以缩短排队;空置产线照样花钱。",
        },
        unit="platforms",
        minimum=0.0,
        maximum=20000.0,
        baseline=2400.0,
        baseline_source="D17: 2,400+ platforms built",
        levels=levels(2400.0, 3600.0, 4800.0, 7200.0),
        payer="government (cash: building and running support)",
        actor="platform",
        rule="model.processes.pilots.platforms_in_force",
        chain=(("pilot_load", -1), ("entered_engineering", +1), ("conversion_rate", +1)),
        side_effects=(("cost_pilot_platforms_cash", +1),),
        ministries=2,
        targetable=False,
        sources=("D16", "D17", "D32", HE, SHENG),
        cost="pilot_platforms",
    ),
    Lever(
        id="pilot_platforms.fee_support",
        family="services",
        label={"en": "Pilot platforms: fee support", "zh": "中试平台:费用补助"},
        description={
            "en": "Share of the pilot fee that government pays for the user.",
            "zh": "政府替用户承担的中试费用比例。",
        },
        mechanism={
            "en": "Lowers what a sponsor has to find before its technology may enter the line.",
            "zh": "降低承接方进入中试线前需要筹集的资金。",
        },
        unit="share of fee",
        minimum=0.0,
        maximum=1.0,
        baseline=0.1,
        baseline_source="assumption: service vouchers in some cities",
        levels=levels(0.1, 0.3, 0.5, 0.7),
        payer="government (cash)",
        actor="platform",
        rule="model.processes.pilots.fee_support",
        chain=(("cost_pilot_platforms_cash", +1), ("entered_pilot", +1)),
        side_effects=(("waiting_pilot", +1),),
        ministries=2,
        targetable=True,
        sources=("D17", "D32", HE),
        cost="pilot_platforms",
    ),
)
