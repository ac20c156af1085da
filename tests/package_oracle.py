"""Every package of a home by brute force: an oracle for the choice that shares none of its code."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import product

import sap10
from ara_assets.domain.cost_catalogue import MeasureCost
from ara_assets.domain.performance import expand_home
from ara_assets.domain.planning import HomeToPlan
from ara_assets.domain.recommendation import HeatLoss, MeasureOption, cost_quantities
from ara_assets.domain.scenario import ReachBand
from resources.cost_source import read_cost_catalogue
from sap10.certificate import EpcPropertyData
from sap10.measures import MeasureType, RoofForPanels, SiteFacts, assess
from sap10.measures.packages import FABRIC, treated_area_m2
from sap10.overlay import apply

M = MeasureType
SITE = SiteFacts(roof_for_panels=RoofForPanels("sap_estimate", 8, 400.0, 30.0, 180.0))
CATALOGUE = read_cost_catalogue()
PRICING_DATE = max(line.valid_from for line in CATALOGUE.lines)


def price(measure: MeasureType, quantities: Mapping[str, float]) -> MeasureCost:
    return CATALOGUE.price_measure(measure, quantities, rate_region="midlands", on=PRICING_DATE)


def options_of(epc: EpcPropertyData, site: SiteFacts = SITE) -> list[MeasureOption]:
    before = expand_home(epc)
    return [
        MeasureOption(
            found.measure,
            found.overlay,
            {
                **dict(found.quantities),
                "area_m2": treated_area_m2(before, expand_home(apply(epc, found.overlay)))
                if found.measure in FABRIC
                else 0.0,
                "extra_elevation_count": 0.0,
            },
        )
        for found in assess(epc, site)
        if found.overlay is not None
    ]


class Oracle:
    """Every package of a home: overlays applied one after the other, expanded and rated alone."""

    def __init__(self, asked: HomeToPlan) -> None:
        options = {option.measure: option for option in asked.options}
        fans = options.pop(M.EXTRACT_FANS, None)
        walls = {M.CAVITY_WALL_INSULATION, M.EXTERNAL_WALL_INSULATION, M.INTERNAL_WALL_INSULATION}
        rivals = [
            {M.EXTERNAL_WALL_INSULATION, M.INTERNAL_WALL_INSULATION},
            {M.GAS_BOILER, M.AIR_SOURCE_HEAT_PUMP},
        ]
        self.packages: list[frozenset[MeasureType]] = []
        for picks in product([False, True], repeat=len(options)):
            chosen = {m for m, picked in zip(options, picks, strict=True) if picked}
            if any(rival <= chosen for rival in rivals):
                continue
            if fans is not None and chosen & walls:
                chosen.add(M.EXTRACT_FANS)
            self.packages.append(frozenset(chosen))
        every = {option.measure: option for option in asked.options}
        edited = [
            apply(asked.epc, *[o.overlay for m, o in every.items() if m in package])
            for package in self.packages
        ]
        result = sap10.rate([expand_home(epc) for epc in edited])
        self.scores = result.sap_score.tolist()
        self.ratings = result.sap_rating.tolist()
        base = sap10.rate([expand_home(asked.epc)]).heat_loss_coefficient_w_per_k[0]
        self.costs: list[Decimal] = []
        for package in self.packages:
            shell = apply(
                asked.epc, *[o.overlay for m, o in every.items() if m in package & FABRIC]
            )
            loss = sap10.rate([expand_home(shell)]).heat_loss_coefficient_w_per_k[0]
            heat_loss = HeatLoss(float(base), float(loss))
            costs = [
                price(measure, cost_quantities(every[measure], heat_loss)).total_gbp
                for measure in package
            ]
            self.costs.append(sum(costs, Decimal(0)))

    def best(self, goal: ReachBand, budget: Decimal | None) -> tuple[bool, Decimal, float, int]:
        """Whether the goal is reached, at what cost, with what score and how many measures."""
        rows = [
            (rating >= goal.lowest_rating, cost, score, len(package))
            for package, cost, score, rating in zip(
                self.packages, self.costs, self.scores, self.ratings, strict=True
            )
            if budget is None or cost <= budget
        ]
        reaching = [row for row in rows if row[0]]
        if reaching:
            return min(reaching, key=lambda row: (row[1], row[3], -row[2]))
        return min(rows, key=lambda row: (-round(row[2], 9), row[1], row[3]))
