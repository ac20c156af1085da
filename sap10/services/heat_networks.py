"""Heat networks: their generators, fuel, losses and charging, SAP 10.2 Appendix C."""

from dataclasses import dataclass

from sap10.certificate import AgeBand, Fuel
from sap10.certificate.heating import DistributionType, HeatSourceType, NetworkHeatSource
from sap10.certificate.heating import HeatNetwork as RecordedNetwork
from sap10.errors import CertificateRejected
from sap10.network_inputs import HeatNetwork, HeatSource, HeatSourceKind, NetworkRole
from sap10.rdsap.context import Notes
from sap10.tables.heat_networks import DISTRIBUTION_LOSS_FACTOR

_BURNT = {
    Fuel.MAINS_GAS: Fuel.NETWORK_MAINS_GAS,
    Fuel.BULK_LPG: Fuel.NETWORK_LPG,
    Fuel.BOTTLED_LPG: Fuel.NETWORK_LPG,
    Fuel.LPG_SPECIAL_CONDITION_18: Fuel.NETWORK_LPG,
    Fuel.HEATING_OIL: Fuel.NETWORK_OIL,
    Fuel.BIOGAS: Fuel.NETWORK_BIOGAS,
    Fuel.HOUSE_COAL: Fuel.NETWORK_COAL,
    Fuel.SMOKELESS_FUEL: Fuel.NETWORK_COAL,
    Fuel.ANTHRACITE: Fuel.NETWORK_COAL,
    Fuel.WOOD_LOGS: Fuel.NETWORK_BIOMASS,
    Fuel.WOOD_CHIPS: Fuel.NETWORK_BIOMASS,
    Fuel.WOOD_PELLETS_SECONDARY: Fuel.NETWORK_BIOMASS,
    Fuel.WOOD_PELLETS_MAIN: Fuel.NETWORK_BIOMASS,
    Fuel.ELECTRICITY: Fuel.NETWORK_HEAT_PUMP,
    Fuel.BIODIESEL: Fuel.NETWORK_BIODIESEL,
    Fuel.USED_COOKING_OIL_BIODIESEL: Fuel.NETWORK_BIODIESEL,
    Fuel.VEGETABLE_OIL_BIODIESEL: Fuel.NETWORK_VEGETABLE_OIL_BIODIESEL,
    Fuel.MINERAL_OIL_OR_BIODIESEL: Fuel.NETWORK_MINERAL_OIL_OR_BIODIESEL,
    Fuel.B30K: Fuel.NETWORK_B30D,
}
"""Network's code of a fuel that a record names as if the dwelling burnt it."""

_UNKNOWN = (None, Fuel.FROM_DATABASE, Fuel.NETWORK_CHP)
"""Records that do not say what is burnt: of CHP the code of its boilers' fuel does (note q)."""

_NETWORK_FUELS = range(Fuel.NETWORK_HEAT_PUMP, Fuel.NETWORK_VEGETABLE_OIL_BIODIESEL + 1)
RECOVERED_HEAT = (
    Fuel.NETWORK_POWER_STATION_WASTE_HEAT,
    Fuel.NETWORK_GEOTHERMAL,
    Fuel.NETWORK_HIGH_GRADE_RECOVERED_HEAT,
    Fuel.NETWORK_LOW_GRADE_RECOVERED_HEAT,
)
"""Waste and geothermal heat, which RdSAP 10 Table 29 treats as CHP."""

_KINDS = {
    HeatSourceType.BOILERS: HeatSourceKind.BOILER,
    HeatSourceType.CHP: HeatSourceKind.CHP,
    HeatSourceType.HEAT_PUMP: HeatSourceKind.HEAT_PUMP,
    HeatSourceType.WASTE_HEAT: HeatSourceKind.RECOVERED_HEAT,
    HeatSourceType.GEOTHERMAL: HeatSourceKind.GEOTHERMAL,
}
BOILERS, CHP_AND_BOILERS, HEAT_PUMP = 301, 302, 304
"""Heating codes of networks, Table 4a category 6; 950 to 952 are those for hot water only."""

WATER_ONLY = {BOILERS: 950, CHP_AND_BOILERS: 951, HEAT_PUMP: 952}
NETWORK_CODES = frozenset(WATER_ONLY)
WATER_NETWORK_CODES = frozenset(WATER_ONLY.values())
STANDARD_CHP_ELECTRICITY = 86
"""Table 12f, existing CHP from 2015, standard operation (ADR 10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkInputs:
    """One network of a dwelling, with the heat sources that its record lists."""

    network: HeatNetwork[float, int, bool]
    sources: tuple[HeatSource[float, int, bool], ...] = ()


def is_network_fuel(fuel: Fuel | None) -> bool:
    """Whether a recorded fuel is heat delivered by a network."""
    return fuel is not None and fuel in _NETWORK_FUELS


def network_fuel(recorded: Fuel | None, field: str, notes: Notes) -> int:
    """Return the Table 12 code of what a network burns.

    Mains gas where it could not be ascertained (RdSAP 10 Table 31 item 7-6). A fuel recorded as if
    the dwelling burnt it is the network's of the same kind (finding 9N.2).

    Raises
    ------
    CertificateRejected
        No network's boilers burn the fuel.
    """
    if recorded in _UNKNOWN:
        notes.add(f"{field}: fuel of the heat network unknown, mains gas (RdSAP 10 item 7-6)")
        return Fuel.NETWORK_MAINS_GAS
    if is_network_fuel(recorded) and recorded is not Fuel.NETWORK_PUMPING_ELECTRICITY:
        return int(recorded)
    if recorded not in _BURNT:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=field,
            value=recorded.name,
            rule="SAP 10.2 Table 12: a fuel of heat networks",
        )
    fuel = _BURNT[recorded]
    notes.add(f"{field}: {recorded.name.lower()} of a heat network is fuel {int(fuel)} (Table 12)")
    return int(fuel)


def loss_factor_of(
    recorded: RecordedNetwork | None, age_band: AgeBand | None, notes: Notes
) -> float:
    """Return the distribution loss factor, line (306), Table 12c.

    Parameters
    ----------
    recorded
        What the document says of the network; None if no more than its code.
    age_band
        Of the main part of an existing dwelling; None for a new one.
    notes
        Takes the default that applies.

    Raises
    ------
    CertificateRejected
        The factor of a new dwelling's network is said to be calculated, and is not there.
    """
    kind = None if recorded is None else recorded.distribution
    if kind is DistributionType.TWO_ADJOINING_DWELLINGS:
        return DISTRIBUTION_LOSS_FACTOR["shared_by_two"]
    if recorded is not None and recorded.distribution_loss_factor is not None:
        return recorded.distribution_loss_factor
    if age_band is not None:
        if len(age_band.value) > 1:
            raise CertificateRejected(
                reason="missing_field",
                field="Construction-Age-Band",
                value=age_band.value,
                rule="SAP 10.2 Table 12c: the age band of the dwelling",
            )
        factor = DISTRIBUTION_LOSS_FACTOR[min(age_band.value, "K")]
        missing = "calculated and not given, " if kind is DistributionType.CALCULATED else ""
        notes.add(
            f"heat network: loss factor {missing}{factor}, band {age_band.value}"
            " (SAP 10.2 Table 12c)"
        )
        return factor
    if kind is DistributionType.CALCULATED:
        raise CertificateRejected(
            reason="missing_field",
            field="Community-Heating-Distribution-Loss-Factor",
            value=None,
            rule="SAP 10.2 C3.1: the distribution type is calculated",
        )
    is_compliant = kind is DistributionType.CODE_COMPLIANT
    factor = DISTRIBUTION_LOSS_FACTOR["new_code_of_practice" if is_compliant else "new"]
    known = "distribution not recorded" if kind is None else kind.value
    notes.add(f"heat network: loss factor {factor} of a new dwelling, {known} (SAP 10.2 Table 12c)")
    return factor


def network_of(
    role: NetworkRole,
    recorded: RecordedNetwork | None,
    code: int,
    age_band: AgeBand | None,
    notes: Notes,
) -> NetworkInputs:
    """Return the inputs of one network of a dwelling.

    Without a list of heat sources those of its code count: boilers 80 %, heat pump 300 %, CHP with
    the shares and efficiencies of RdSAP 10 Table 29.

    Parameters
    ----------
    role
        Whether it heats space, or the hot water only.
    recorded
        What the document says of it; None if no more than its code.
    code
        Heating code of Table 4a: 301, 302, 304, or 950 to 952.
    age_band
        Of the main part of an existing dwelling; None for a new one.
    notes
        Takes every inferred value.
    """
    name = f"heat network for {role.name.lower()}"
    listed = None if recorded is None else recorded.product_index
    sources = () if recorded is None else recorded.heat_sources
    if listed is not None:
        used = "its heat sources" if sources else f"defaults of code {code}"
        notes.add(f"{name}: product {listed} not looked up, {used} used (C1)")
    if recorded is not None and recorded.has_heat_interface_unit:
        notes.add(
            f"{name}: heat interface unit not looked up, as if unknown (SAP 10.2 section 4.3)"
        )
    is_linked = recorded is not None and recorded.is_charging_linked_to_use is True
    if role is NetworkRole.WATER and (recorded is None or not is_linked):
        notes.add(f"{name}: flat-rate charging (RdSAP 10 Table 29)")
    if not sources:
        notes.add(f"{name}: generators of code {code} (SAP 10.2 Table 4a, RdSAP 10 Table 29)")
    return NetworkInputs(
        network=HeatNetwork(
            role=role,
            distribution_loss_factor=loss_factor_of(recorded, age_band, notes),
            is_flat_rate=role is NetworkRole.WATER and not is_linked,
            chp_electricity_code=_chp_electricity(recorded, code, name, notes),
        ),
        sources=tuple(_source(source, role, name, notes) for source in sources),
    )


def code_of_sources(recorded: RecordedNetwork) -> int:
    """Return the heating code of Table 4a, category 6, nearest to the sources that are listed."""
    types = {source.type for source in recorded.heat_sources}
    if HeatSourceType.CHP in types:
        return CHP_AND_BOILERS
    return HEAT_PUMP if types == {HeatSourceType.HEAT_PUMP} else BOILERS


def _source(
    source: NetworkHeatSource, role: NetworkRole, name: str, notes: Notes
) -> HeatSource[float, int, bool]:
    """Return one heat source that the document lists."""
    return HeatSource(
        role=role,
        kind=_KINDS[source.type],
        fuel=network_fuel(source.fuel, f"{name}/{source.type.value}", notes),
        fraction=source.heat_fraction,
        is_efficiency_given=source.heat_efficiency_percent > 0,
        efficiency_percent=source.heat_efficiency_percent,
        power_efficiency_percent=source.power_efficiency_percent or 0.0,
    )


def _chp_electricity(recorded: RecordedNetwork | None, code: int, name: str, notes: Notes) -> int:
    """Return the row of Table 12f, existing CHP in standard operation where none is recorded."""
    if recorded is not None:
        own = [source.chp_generation_code for source in recorded.heat_sources]
        for found in (recorded.chp_generation_code, *own):
            if found is not None:
                return found
    if code in (CHP_AND_BOILERS, WATER_ONLY[CHP_AND_BOILERS]):
        notes.add(f"{name}: electricity of existing CHP, standard operation (SAP 10.2 Table 12f)")
    return STANDARD_CHP_ELECTRICITY
