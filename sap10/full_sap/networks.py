"""Heat networks of a measured dwelling, SAP 10.2 Appendix C.

The document lists the networks beside the main heating systems; which of them heats what follows
from their use and from the codes of the systems.
"""

from dataclasses import dataclass

from sap10.certificate.fabric_measured import DataType, MeasuredFabric
from sap10.certificate.heating import Heating, MainHeating, MainHeatingCategory
from sap10.certificate.heating import HeatNetwork as RecordedNetwork
from sap10.certificate.vocabulary import AgeBand
from sap10.codes import Emitter
from sap10.dwelling import HeatingSystem
from sap10.errors import CertificateRejected, NotSupported
from sap10.full_sap.heating import emitter_of
from sap10.network_inputs import HeatNetwork, HeatSource, NetworkRole
from sap10.rdsap.context import Notes
from sap10.services.heat_networks import (
    NETWORK_CODES,
    WATER_NETWORK_CODES,
    NetworkInputs,
    code_of_sources,
    network_of,
)
from sap10.tables.heating import is_network_control

_NAME = "SAP-Community-Heating-System"
_WHOLE = 1.0
_ROUNDED = 0.011
"""Fractions of two decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """The networks that serve a dwelling; `code` is the heating code of the one for space."""

    code: int = 0
    inputs: tuple[NetworkInputs, ...] = ()

    @property
    def rows(self) -> tuple[HeatNetwork[float, int, bool], ...]:
        """Return the networks as inputs."""
        return tuple(item.network for item in self.inputs)

    @property
    def sources(self) -> tuple[HeatSource[float, int, bool], ...]:
        """Return their heat sources as inputs."""
        return tuple(source for item in self.inputs for source in item.sources)

    @property
    def fuels(self) -> dict[int, int]:
        """Return the fuel of the first source of each role."""
        return {source.role: source.fuel for source in reversed(self.sources)}


def networks_of(
    heating: Heating, water_code: int, fabric: MeasuredFabric, notes: Notes
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
    code, used = 0, set[int]()
    if is_network(first):
        place, recorded = _recorded(heating, ("space", "space_and_water"))
        used.add(place)
        code = first.heating_code or code_of_sources(recorded)
        if code not in NETWORK_CODES:
            raise NotSupported(
                field="Main-Heating[1]/SAP-Main-Heating-Code", value=code, rule="SAP Table 4a"
            )
        found.append(_inputs(NetworkRole.SPACE, recorded, code, fabric, notes))
    if water_code in WATER_NETWORK_CODES:
        place, recorded = _recorded(heating, ("water", "space_and_water"))
        used.add(place)
        found.append(_inputs(NetworkRole.WATER, recorded, water_code, fabric, notes))
    for place in range(len(heating.heat_networks)):
        if place not in used:
            notes.add(f"{_NAME}[{place + 1}]: no system draws on it, left out (Appendix C1)")
    return Networks(code=code, inputs=tuple(found))


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


def _recorded(heating: Heating, uses: tuple[str, ...]) -> tuple[int, RecordedNetwork]:
    """Return the first network of one of these uses, preferring the first use, and its place."""
    for use in uses:
        for place, network in enumerate(heating.heat_networks):
            if network.use == use:
                return place, network
    raise CertificateRejected(
        reason="missing_field",
        field="SAP-Community-Heating-Systems",
        value=None,
        rule=f"SAP 10.2 Appendix C: the network used for {uses[0]}",
    )


def _inputs(
    role: NetworkRole,
    recorded: RecordedNetwork,
    code: int,
    fabric: MeasuredFabric,
    notes: Notes,
) -> NetworkInputs:
    """Return one network; without heat sources only its record can tell what it burns."""
    if not recorded.heat_sources:
        raise CertificateRejected(
            reason="missing_field" if recorded.product_index is None else "product_not_found",
            field=f"{_NAME}/Heat-Network-Index-Number",
            value=recorded.product_index,
            rule="SAP 10.2 C1: its heat sources, or its record in the product database",
        )
    share = sum(source.heat_fraction for source in recorded.heat_sources)
    if abs(share - _WHOLE) > _ROUNDED:
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"{_NAME}/Heat-Fraction",
            value=round(share, 6),
            rule="SAP 10.2 lines (303a) to (303e): the heat sources give all of the heat",
        )
    if recorded.co2_factor is not None or recorded.primary_energy_factor is not None:
        notes.add(f"{_NAME}: its CO2 and primary energy follow from its heat sources (Appendix C1)")
    return network_of(role, recorded, code, _age_band(recorded, fabric), notes)


def _age_band(recorded: RecordedNetwork, fabric: MeasuredFabric) -> AgeBand | None:
    """Return the age band of an existing dwelling, which Table 12c needs; None for a new one."""
    if fabric.data_type is not DataType.EXISTING or recorded.distribution_loss_factor is not None:
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
