"""Heat networks of a measured dwelling, SAP 10.2 Appendix C.

The document lists the networks beside the main heating systems; which of them heats what follows
from their use and from the codes of the systems.
"""

from dataclasses import dataclass

from sap10.certificate.fabric_measured import DataType, MeasuredFabric
from sap10.certificate.heating import Heating, MainHeating, MainHeatingCategory
from sap10.certificate.heating import HeatNetwork as RecordedNetwork
from sap10.certificate.vocabulary import AgeBand, Fuel
from sap10.certificate.water_heating import WaterHeating
from sap10.codes import Emitter
from sap10.dwelling import HeatingSystem
from sap10.errors import CertificateRejected
from sap10.full_sap.heating import emitter_of
from sap10.network_inputs import HeatNetwork, HeatSource, NetworkRole
from sap10.rdsap.context import Notes
from sap10.services.heat_networks import (
    NETWORK_CODES,
    WATER_NETWORK_CODES,
    NetworkInputs,
    code_of_sources,
    network_fuel,
    network_of,
)
from sap10.tables.heating import WaterSource, is_network_control

_NAME = "SAP-Community-Heating-System"
_WHOLE = 1.0
_ROUNDED = 0.011
"""Fractions of two decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """The networks that serve a dwelling; `code` is the heating code of the one for space.

    `fuels` has the fuel of each network's first heat source by role. `has_cylinder_elsewhere`: the
    water comes from one whose cylinder is not in the dwelling.
    """

    code: int
    fuels: dict[NetworkRole, int]
    has_cylinder_elsewhere: bool
    inputs: tuple[NetworkInputs, ...]

    @property
    def rows(self) -> tuple[HeatNetwork[float, int, bool], ...]:
        """Return the networks as inputs."""
        return tuple(item.network for item in self.inputs)

    @property
    def sources(self) -> tuple[HeatSource[float, int, bool], ...]:
        """Return their heat sources as inputs."""
        return tuple(source for item in self.inputs for source in item.sources)


def networks_of(
    heating: Heating, water: WaterHeating, fabric: MeasuredFabric, notes: Notes
) -> Networks:
    """Return the networks that the dwelling's systems draw on.

    Raises
    ------
    CertificateRejected
        A system draws on a network that is not described, or needs its record of the database.
    """
    first = heating.main[0]
    for other in heating.main[1:]:
        if is_network(other):
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"Main-Heating[{other.number}]/Main-Heating-Category",
                value=other.category.value,
                rule="SAP 10.2 Appendix A1: a heat network can be main system 1 only",
            )
    found: list[NetworkInputs] = []
    fuels: dict[NetworkRole, int] = {}
    code, used, is_elsewhere = 0, set[int](), False
    if is_network(first):
        place = _place(heating, ("space", "space_and_water"))
        used.add(place)
        role = NetworkRole.SPACE
        recorded = None if place < 0 else heating.heat_networks[place]
        field = "Main-Heating[1]"
        fuels[role] = _fuel(recorded, first.heating_code, first.fuel, field, notes)
        code = first.heating_code or (0 if recorded is None else code_of_sources(recorded))
        if code not in NETWORK_CODES:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"{field}/SAP-Main-Heating-Code",
                value=code,
                rule="SAP 10.2 Table 4a category 6: 301, 302 or 304",
            )
        is_elsewhere = water.code == WaterSource.MAIN_1 and _is_cylinder_elsewhere(recorded)
        found.append(network_of(role, recorded, code, _age_band(recorded, fabric), notes))
    if water.code in WATER_NETWORK_CODES:
        place = _place(heating, ("water", "space_and_water"))
        used.add(place)
        role = NetworkRole.WATER
        recorded = None if place < 0 else heating.heat_networks[place]
        fuels[role] = _fuel(recorded, water.code, water.fuel, "Water-Fuel-Type", notes)
        is_elsewhere = _is_cylinder_elsewhere(recorded)
        found.append(network_of(role, recorded, water.code, _age_band(recorded, fabric), notes))
    for place in range(len(heating.heat_networks)):
        if place not in used:
            notes.add(f"{_NAME}[{place + 1}]: no system draws on it, left out (Appendix C1)")
    if is_elsewhere and water.cylinder is not None:
        notes.add(f"{_NAME}: its cylinder is not in the dwelling (SAP 10.2 section 4.3)")
    return Networks(
        code=code, fuels=fuels, has_cylinder_elsewhere=is_elsewhere, inputs=tuple(found)
    )


def is_network(main: MainHeating) -> bool:
    """Whether a main heating system is a heat network."""
    return main.category is MainHeatingCategory.HEAT_NETWORK or main.heating_code in NETWORK_CODES


def network_system(
    main: MainHeating, networks: Networks, notes: Notes
) -> HeatingSystem[float, int, bool]:
    """Return main system 1 where it is a heat network: controls of group 3, emitters of 4d."""
    if not is_network_control(main.control_code):
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"Main-Heating[{main.number}]/Main-Heating-Control",
            value=main.control_code,
            rule="SAP 10.2 Table 4e group 3: a control of heat networks",
        )
    emitter = emitter_of(main, is_wet=True, notes=notes)
    return HeatingSystem(
        code=networks.code,
        fuel=networks.fuels[NetworkRole.SPACE],
        control=main.control_code,
        emitter=emitter or Emitter.RADIATORS,
    )


def _is_cylinder_elsewhere(recorded: RecordedNetwork | None) -> bool:
    return recorded is not None and recorded.is_cylinder_in_dwelling is False


def _place(heating: Heating, uses: tuple[str, ...]) -> int:
    """Return the place of the first network of one of these uses, in their order; -1 for none."""
    for use in uses:
        for place, network in enumerate(heating.heat_networks):
            if network.use == use:
                return place
    return -1


def _fuel(
    recorded: RecordedNetwork | None, code: int | None, fuel: Fuel | None, field: str, notes: Notes
) -> int:
    """Return the fuel of the first heat source, and refuse a network that nothing describes.

    Without a list of sources a code of Table 4a and a fuel do (C1: its defaults); else only the
    network's record can tell.
    """
    sources = () if recorded is None else recorded.heat_sources
    if not sources:
        if code is not None and fuel is not None and fuel is not Fuel.FROM_DATABASE:
            return network_fuel(fuel, field, notes)
        index = None if recorded is None else recorded.product_index
        raise CertificateRejected(
            reason="missing_field" if index is None else "product_not_found",
            field=f"{_NAME}/Heat-Network-Index-Number",
            value=index,
            rule="SAP 10.2 C1: its heat sources, or its record in the product database",
        )
    for source in sources:
        if source.fuel is Fuel.FROM_DATABASE:
            raise CertificateRejected(
                reason="product_not_found",
                field=f"{_NAME}/PCDF-Fuel-Index",
                value=source.fuel_product_index,
                rule="SAP 10.2 Table 12: needs the product database",
            )
    share = sum(source.heat_fraction for source in sources)
    if abs(share - _WHOLE) > _ROUNDED:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"{_NAME}/Heat-Fraction",
            value=round(share, 6),
            rule="SAP 10.2 lines (303a) to (303e): the heat sources give all of the heat",
        )
    if recorded is not None and (recorded.co2_factor or recorded.primary_energy_factor):
        notes.add(f"{_NAME}: its CO2 and primary energy follow from its heat sources (Appendix C1)")
    return network_fuel(sources[0].fuel, field, Notes())


def _age_band(recorded: RecordedNetwork | None, fabric: MeasuredFabric) -> AgeBand | None:
    """Return the age band of an existing dwelling, which Table 12c needs; None for a new one."""
    is_known = recorded is not None and recorded.distribution_loss_factor is not None
    if fabric.data_type is not DataType.EXISTING or is_known:
        return None
    band = fabric.building_parts[0].age_band
    if band is None:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Building-Part[1]/Construction-Age-Band",
            value=None,
            rule="SAP 10.2 Table 12c: the age band of the dwelling",
        )
    return band
