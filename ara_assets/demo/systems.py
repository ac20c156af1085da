"""Plausible heating, hot water, electricity and lighting of a synthetic home (RdSAP 21.0.1)."""

from dataclasses import dataclass
from random import Random

from ara_assets.demo.fabric import Node, Shape, number, pick


@dataclass(frozen=True, slots=True)
class HeatingKind:
    """A kind of main heating: codes of Tables 4a, 4b and 4e, and what comes with it.

    `fuel` is a HeatingFuelTypeCode, `meter` an ElectricMeterTypeCode, `hot_water` one of ``main``
    (from the main system, with a cylinder), ``combi``, ``immersion`` or ``point_of_use``.
    """

    weight: int
    category: str
    code: str
    fuel: str
    controls: tuple[str, ...]
    hot_water: str
    emitter: str = "1"
    meter: str = "2"
    has_fan_flue: bool = False


BOILER_CONTROLS = ("2106", "2106", "2104", "2107", "2110", "2102")
HEAT_PUMP_CONTROLS = ("2210", "2206", "2207")

KINDS: dict[str, HeatingKind] = {
    "gas_combi": HeatingKind(33, "2", "104", "26", BOILER_CONTROLS, "combi", has_fan_flue=True),
    "gas_combi_old": HeatingKind(5, "2", "103", "26", BOILER_CONTROLS, "combi", has_fan_flue=True),
    "gas_regular": HeatingKind(11, "2", "102", "26", BOILER_CONTROLS, "main", has_fan_flue=True),
    "gas_floor": HeatingKind(3, "2", "117", "26", BOILER_CONTROLS, "main"),
    "lpg_combi": HeatingKind(3, "2", "104", "27", BOILER_CONTROLS, "combi", has_fan_flue=True),
    "oil_regular": HeatingKind(6, "2", "127", "28", BOILER_CONTROLS, "main"),
    "oil_old": HeatingKind(3, "2", "126", "28", BOILER_CONTROLS, "main"),
    "oil_combi": HeatingKind(2, "2", "130", "28", BOILER_CONTROLS, "combi"),
    "storage_old": HeatingKind(4, "7", "401", "29", ("2401",), "immersion", "0", "1"),
    "storage_slim": HeatingKind(4, "7", "402", "29", ("2401", "2402"), "immersion", "0", "1"),
    "storage_fan": HeatingKind(1, "7", "404", "29", ("2402",), "immersion", "0", "1"),
    "storage_retention": HeatingKind(2, "7", "409", "29", ("2404",), "immersion", "0", "1"),
    "electric_panels": HeatingKind(4, "10", "691", "29", ("2602", "2603"), "point_of_use", "0"),
    "electric_boiler": HeatingKind(2, "2", "191", "29", ("2106", "2104"), "main"),
    "air_source": HeatingKind(6, "4", "224", "29", HEAT_PUMP_CONTROLS, "main"),
    "air_source_low": HeatingKind(1, "4", "214", "29", HEAT_PUMP_CONTROLS, "main", "2"),
    "ground_source": HeatingKind(1, "4", "221", "29", HEAT_PUMP_CONTROLS, "main"),
    "coal_heater": HeatingKind(2, "10", "633", "33", ("2601",), "immersion", "0"),
    "wood_heater": HeatingKind(2, "10", "633", "6", ("2601",), "immersion", "0"),
    "solid_boiler": HeatingKind(1, "2", "151", "15", ("2102", "2106"), "main"),
    "none": HeatingKind(1, "1", "699", "29", ("2699",), "point_of_use", "0"),
    "heat_network": HeatingKind(0, "6", "301", "20", ("2305", "2312", "2314"), "combi"),
}
GAS_FUEL, ELECTRICITY_FUEL = "26", "29"


def draw_heating_kind(rng: Random, shape: Shape) -> str:
    """Draw a kind of heating; flats have no oil, LPG or solid fuel."""
    names = [
        name
        for name, kind in KINDS.items()
        if shape.kind != "flat" or kind.fuel in {GAS_FUEL, ELECTRICITY_FUEL}
    ]
    return rng.choices(names, [KINDS[name].weight for name in names])[0]


def main_heating(
    rng: Random, kind: HeatingKind, *, product_index: str | None, has_table_code: bool
) -> Node:
    """Write the main heating; with a product index, the table code stands beside it or not."""
    heating: Node = {
        "Main-Heating-Number": "1",
        "Main-Heating-Category": kind.category,
        "Main-Fuel-Type": kind.fuel,
        "Main-Heating-Control": rng.choice(kind.controls),
        "Main-Heating-Data-Source": "1" if product_index else "2",
    }
    if has_table_code:
        heating["SAP-Main-Heating-Code"] = kind.code
    if product_index:
        heating["Main-Heating-Index-Number"] = product_index
    if kind.fuel in {GAS_FUEL, "27", "28"} and kind.category == "2":
        heating["Boiler-Flue-Type"] = "2"
        heating["Fan-Flue-Present"] = "Y" if kind.has_fan_flue else "N"
        if kind.fuel != "28":
            heating["Boiler-Ignition-Type"] = "1"
    heating["Heat-Emitter-Type"] = kind.emitter
    heating["Main-Heating-Fraction"] = "1"
    heating["Has-FGHRS"] = "N"
    wet = kind.emitter != "0"
    heating["Emitter-Temperature"] = rng.choice(("0", "1")) if wet else "NA"
    if kind.emitter == "2":
        heating["Emitter-Temperature"] = "4"
    if wet:
        heating["Central-Heating-Pump-Age"] = rng.choice(("0", "1", "2"))
    return heating


def hot_water(rng: Random, kind: HeatingKind) -> Node:
    """Write water heating code and fuel, immersion and cylinder."""
    if kind.hot_water == "combi":
        return {
            "Water-Heating-Code": "901",
            "Water-Heating-Fuel": kind.fuel,
            "Immersion-Heating-Type": "NA",
            "Cylinder-Size": "1",
        }
    if kind.hot_water == "point_of_use":
        return {
            "Water-Heating-Code": "909",
            "Water-Heating-Fuel": ELECTRICITY_FUEL,
            "Immersion-Heating-Type": "NA",
            "Cylinder-Size": "1",
        }
    from_main = kind.hot_water == "main"
    jacket = rng.random() < 0.2
    return {
        "Water-Heating-Code": "901" if from_main else "903",
        "Water-Heating-Fuel": kind.fuel if from_main else ELECTRICITY_FUEL,
        "Immersion-Heating-Type": "NA" if from_main else ("1" if kind.meter == "1" else "2"),
        "Cylinder-Size": pick(rng, (("2", 50), ("3", 35), ("4", 15))),
        "Cylinder-Insulation-Type": "2" if jacket else "1",
        "Cylinder-Insulation-Thickness": "80" if jacket else rng.choice(("25", "38", "50")),
        "Cylinder-Thermostat": rng.choice(("Y", "Y", "N")),
    }


def heating(
    rng: Random, shape: Shape, name: str, *, product_index: str | None, has_table_code: bool
) -> Node:
    """Write the SAP-Heating element."""
    kind = KINDS[name]
    node: Node = {
        "Main-Heating-Details": {
            "Main-Heating": [
                main_heating(rng, kind, product_index=product_index, has_table_code=has_table_code)
            ]
        },
        **hot_water(rng, kind),
        "Has-Fixed-Air-Conditioning": "false",
    }
    if kind.category == "7" or (kind.category == "10" and kind.fuel != ELECTRICITY_FUEL):
        node["Secondary-Fuel-Type"] = ELECTRICITY_FUEL
        node["Secondary-Heating-Type"] = "691"
    elif kind.fuel == GAS_FUEL and rng.random() < 0.18:
        node["Secondary-Fuel-Type"] = GAS_FUEL
        node["Secondary-Heating-Type"] = rng.choice(("605", "603", "609"))
    elif kind.fuel == "28" and rng.random() < 0.3:
        node["Secondary-Fuel-Type"] = "6"
        node["Secondary-Heating-Type"] = "633"
    showers = rng.choices((("1",), ("2",), ("1", "2"), ("1", "1")), (62, 18, 12, 8))[0]
    node["Shower-Outlets"] = {
        "Shower-Outlet": [{"Shower-Outlet-Type": shower, "Shower-WWHRS": "1"} for shower in showers]
    }
    node["Number-Baths"] = "0" if shape.kind == "flat" and rng.random() < 0.3 else "1"
    return node


def electricity(rng: Random, shape: Shape, name: str) -> Node:
    """Write the SAP-Energy-Source element: meters, gas, and photovoltaics on some houses."""
    kind = KINDS[name]
    gas = kind.fuel == GAS_FUEL or (kind.fuel == ELECTRICITY_FUEL and rng.random() < 0.55)
    draw = rng.random() if shape.is_top_floor and shape.kind != "flat" else 1.0
    supply: Node = {"None-Or-No-Details": {"Percent-Roof-Area": "0"}}
    battery = False
    if draw < 0.07:
        array: Node = {
            "Peak-Power": number(rng.uniform(1.5, 4.2)),
            "Orientation": rng.choice(("4", "5", "6")),
            "Pitch": rng.choice(("2", "2", "3")),
            "Overshading": rng.choice(("1", "1", "2")),
        }
        supply, battery = {"PV-Arrays": {"PV-Array": [array]}}, rng.random() < 0.35
    elif draw < 0.11:
        supply = {"None-Or-No-Details": {"Percent-Roof-Area": str(rng.choice((20, 30, 40)))}}
    has_pv = draw < 0.11
    node: Node = {
        "Meter-Type": kind.meter if kind.meter != "2" else pick(rng, (("2", 97), ("3", 3))),
        "Mains-Gas": "Y" if gas else "N",
        "Electricity-Smart-Meter-Present": rng.choice(("true", "false")),
        "Gas-Smart-Meter-Present": rng.choice(("true", "false")) if gas else "false",
        "Is-Dwelling-Export-Capable": "true" if has_pv and rng.random() < 0.8 else "false",
        "Wind-Turbines-Count": "0",
        "Wind-Turbines-Terrain-Type": rng.choice(("1", "2", "2", "3")),
        "Photovoltaic-Supply": supply,
        "PV-Connection": "2" if has_pv else "0",
    }
    if battery:
        node["PV-Battery-Count"] = "1"
        node["PV-Batteries"] = {"PV-Battery": [{"Battery-Capacity": "5"}]}
    return node


def lighting(rng: Random, shape: Shape) -> Node:
    """Write the counts of fixed lighting bulbs."""
    bulbs = max(5, round(shape.floor_area_m2 / 7))
    led = round(bulbs * rng.choice((0.2, 0.5, 0.8, 1.0)))
    compact = round((bulbs - led) * rng.choice((0.3, 0.6)))
    return {
        "CFL-Fixed-Lighting-Bulbs-Count": str(compact),
        "LED-Fixed-Lighting-Bulbs-Count": str(led),
        "Incandescent-Fixed-Lighting-Bulbs-Count": str(bulbs - led - compact),
    }
