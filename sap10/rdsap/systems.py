"""The heating systems of a survey together: RdSAP 10 sections 11.1, 11.2, 11.6 and 11.9."""

from dataclasses import dataclass

from sap10.certificate import EpcPropertyData, FloorHeatLoss, ReducedFabric, WaterHeating
from sap10.certificate import Heating as RecordedHeating
from sap10.certificate.heating import HeatNetwork as RecordedNetwork
from sap10.dwelling import General, HeatingSystem, SpaceHeating, Ventilation
from sap10.errors import CertificateRejected
from sap10.network_inputs import NetworkRole
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.emitters import UNRESTRICTED_FLOW_C, MainFloor, flow_temperature_c
from sap10.rdsap.fabric import Fabric
from sap10.rdsap.heating import (
    family_of,
    in_smoke_control_area,
    main_system,
    space_heating,
    surveyed_code,
)
from sap10.rdsap.hot_water import Systems
from sap10.rdsap.solar import unknown_flow_temperature_c
from sap10.rdsap.sparse_heating import (
    SMALL_HEAT_LOSS_W,
    design_heat_loss_w,
    is_sparse,
    water_code_of,
    with_electric_main,
)
from sap10.services.heat_networks import (
    WATER_NETWORK_CODES,
    WATER_ONLY,
    NetworkInputs,
    network_of,
)
from sap10.services.heat_recovery import check_flue_gas_recovery
from sap10.tables.heating import Family, WaterSource

_HEAT_PUMPS = range(Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP_WARM_AIR + 1)
_SPACE = ("space", "space_and_water")


@dataclass(frozen=True, slots=True)
class HeatingInputs:
    """Main systems, their shares and secondary heating, and the water heating that goes with them.

    `is_assumed`: there is no heating system, electric heaters stand in for it.
    `flow_temperature_c` is that of main system 1 as solar space heating takes it.
    """

    main_1: HeatingSystem[float, int, bool]
    main_2: HeatingSystem[float, int, bool]
    space: SpaceHeating[float, int, bool]
    water: WaterHeating
    networks: tuple[NetworkInputs, ...]
    is_assumed: bool
    flow_temperature_c: float

    def codes(self) -> tuple[int, ...]:
        """Return the SAP codes of the main systems that there are."""
        return tuple(main.code for main in (self.main_1, self.main_2) if main.code)

    def systems(self) -> Systems:
        """Return what water heating needs to know of space heating."""
        return Systems(
            main_codes=self.codes(),
            main_fuels=(self.main_1.fuel, self.main_2.fuel)[: len(self.codes())],
            main_controls=(self.main_1.control, self.main_2.control)[: len(self.codes())],
            secondary_code=self.space.secondary_code,
            secondary_fuel=self.space.secondary_fuel,
            is_second_for_water_only=self.space.main_2_fraction <= 0,
        )


def heating_of(
    epc: EpcPropertyData,
    fabric: ReducedFabric,
    built: Fabric,
    site: Site,
    general: General[float, int, bool],
    vented: Ventilation[float, int, bool],
    notes: Notes,
) -> HeatingInputs:
    """Return the heating systems, with what Appendix A assumes where they heat few rooms."""
    recorded = epc.heating
    check_flue_gas_recovery(recorded.main)
    if epc.is_in_smoke_control_area == "yes":
        recorded = in_smoke_control_area(recorded, notes)
    has_cylinder = epc.water_heating.cylinder is not None
    codes = [surveyed_code(main, has_cylinder, notes) for main in recorded.main]
    water = epc.water_heating
    if len(codes) > 1 and family_of(codes[1]) is Family.HEAT_NETWORK:
        recorded, water = _without_second_network(recorded, codes, water, notes)
        codes = codes[:1]
    part = fabric.building_parts[0]
    has_ground_floor = part.floor.heat_loss is FloorHeatLoss.GROUND
    floor = MainFloor(
        built.floor_construction if has_ground_floor else None, part.wall.construction
    )
    systems = [
        main_system(main, code, water.fuel, floor, site, notes)
        for main, code in zip(recorded.main, codes, strict=True)
    ]
    rooms = max(fabric.habitable_room_count, 1)
    heated = rooms if fabric.heated_room_count is None else min(fabric.heated_room_count, rooms)
    main_1, has_second = systems[0], len(systems) > 1
    is_alone = is_sparse(codes[0], recorded.secondary is not None, heated / rooms)
    loss = design_heat_loss_w(built, general, vented) if is_alone else 0.0
    is_secondary = loss >= SMALL_HEAT_LOSS_W
    space = space_heating(recorded, codes[0], 0 if is_secondary else rooms - heated, notes)
    if is_secondary:
        main_1, space = with_electric_main(main_1, space, heated / rooms, notes)
        water = water.model_copy(update={"code": water_code_of(water.code)})
    elif is_alone:
        notes.add(f"design heat loss {loss:.0f} W: the fire is the main system (SAP A3.3)")
    flow = flow_temperature_c(recorded.main[0])
    is_flow_known = flow < UNRESTRICTED_FLOW_C
    return HeatingInputs(
        main_1=main_1,
        main_2=systems[1] if has_second else HeatingSystem(),
        space=space,
        water=water,
        networks=_networks(recorded.heat_networks, codes[0], water.code, site, notes),
        is_assumed=codes[0] == 0,
        flow_temperature_c=flow
        if is_flow_known
        else unknown_flow_temperature_c(family_of(codes[0]) in _HEAT_PUMPS),
    )


def _networks(
    recorded: tuple[RecordedNetwork, ...], main_code: int, water_code: int, site: Site, notes: Notes
) -> tuple[NetworkInputs, ...]:
    """Return the heat networks that serve the dwelling: for space heating, for the water only."""
    for_space = next((network for network in recorded if network.use in _SPACE), None)
    for_water = next((network for network in recorded if network.use == "water"), None)
    found: list[NetworkInputs] = []
    if family_of(main_code) is Family.HEAT_NETWORK:
        found.append(network_of(NetworkRole.SPACE, for_space, main_code, site.age_band, notes))
        for_space = None
    if water_code in WATER_NETWORK_CODES:
        own = for_water or for_space
        found.append(network_of(NetworkRole.WATER, own, water_code, site.age_band, notes))
    return tuple(found)


def _without_second_network(
    recorded: RecordedHeating, codes: list[int], water: WaterHeating, notes: Notes
) -> tuple[RecordedHeating, WaterHeating]:
    """Return heating without a heat network as second main system, which SAP does not have.

    A network can be main system 1 only (SAP 10.2 A1). As a second that heats no rooms it is one
    for hot water only (section 11.5.1); beside a first that is the same network, for rooms with
    another emitter (section 11.1), it is part of that.

    Raises
    ------
    CertificateRejected
        The network heats rooms beside a system of another kind.
    """
    first, second = recorded.main
    is_for_water = water.code == WaterSource.MAIN_2
    if family_of(codes[0]) is Family.HEAT_NETWORK:
        notes.add("both main systems are heat networks: main system 1 (SAP 10.2 A1)")
        if is_for_water:
            water = water.model_copy(update={"code": int(WaterSource.MAIN_1)})
    elif second.fraction > 0:
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Main-Heating[2]/SAP-Main-Heating-Code",
            value=codes[1],
            rule="SAP 10.2 A1: a heat network can be main system 1 only",
        )
    elif is_for_water:
        code = WATER_ONLY[codes[1]]
        notes.add(f"main heating 2 heats water only: heat network {code} (RdSAP 10 section 11.5.1)")
        water = water.model_copy(update={"code": code, "fuel": second.fuel})
    alone = first.model_copy(update={"fraction": 1.0})
    return recorded.model_copy(update={"main": (alone,)}), water
