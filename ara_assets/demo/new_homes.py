"""A home's report as a full SAP assessment of a new building: SAP-Schema-19.2.0 back to 17.0.

The home has the size and form of the survey's; its elements have U-values of their own. Schemas
before 19.0 hold SAP 2012 data: no terrain, no smart meters, lights as outlets.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from ara_assets.demo.editions import Edition
from ara_assets.demo.fabric import PROPERTY_TYPE_CODES, Node, number
from ara_assets.demo.reports import (
    SOFTWARE,
    SUMMARY_ITEM,
    Home,
    LodgedFigures,
    address_number,
    address_of,
    energy_use,
    insurance,
)

_STOREY_HEIGHT_M = 2.5


@dataclass(frozen=True, slots=True)
class _Heating:
    """A kind of heating in new homes: codes of SAP Tables 4a, 4b and 4e."""

    category: str
    code: str
    fuel: str
    control: str
    has_cylinder: bool = False


_HEATINGS = {
    "gas_combi": _Heating("2", "104", "1", "2110"),
    "air_source": _Heating("4", "224", "39", "2210", has_cylinder=True),
    "heat_network": _Heating("6", "301", "51", "2312"),
}


def new_home_report(
    home: Home, edition: Edition, *, number_: str, lodged_on: date, figures: LodgedFigures
) -> Node:
    """Put a whole lodged report together, of an edition of full SAP."""
    rng = Random(f"{home.uprn}/{home.postcode}/new")  # noqa: S311 - synthetic data, not secrets
    version, day = edition.sap_version, lodged_on.isoformat()
    is_old = not edition.number.startswith("19.")
    interface = {} if is_old else {"User-Interface-Name": SOFTWARE, "User-Interface-Version": "1"}
    address = address_of(home)
    item = SUMMARY_ITEM
    return {
        "Schema-Version-Original": edition.schema,
        "SAP-Version": version,
        "SAP-Data-Version": version,
        "PCDF-Revision-Number": "502",
        "Calculation-Software-Name": SOFTWARE,
        "Calculation-Software-Version": "1",
        **interface,
        "Report-Header": {
            "RRN": number_,
            "Inspection-Date": day,
            "Report-Type": "3",
            "Completion-Date": day,
            "Registration-Date": day,
            "Status": "entered",
            "Language-Code": "1",
            "Tenure": "ND",
            "Transaction-Type": "6",
            "Seller-Commission-Report": "Y",
            "Property-Type": PROPERTY_TYPE_CODES[home.shape.kind],
            "Home-Inspector": {
                "Name": "Ara Demo",
                "Contact-Address": address,
                "Company-Name": "Ara demo generator",
                "Scheme-Name": "none",
                "Scheme-Web-Site": "none",
                "Identification-Number": {"Membership-Number": "none"},
            },
            "Property": {"Address": address, "UPRN": address_number(home, edition)},
            "Region-Code": home.region_code,
            "Country-Code": home.nation,
            "Related-Party-Disclosure": {"Related-Party-Disclosure-Number": "1"},
        },
        "Energy-Assessment": {
            "Assessment-Date": day,
            "Property-Summary": {
                "Walls": [item],
                "Roof": [item],
                "Floor": [item],
                "Windows": item,
                "Main-Heating": [item],
                "Main-Heating-Controls": [item],
                "Secondary-Heating": item,
                "Hot-Water": item,
                "Lighting": item,
                "Dwelling-Type": f"Synthetic {home.shape.kind}",
                "Total-Floor-Area": str(round(home.shape.floor_area_m2)),
                "Multiple-Glazed-Percentage": "100",
            },
            "Energy-Use": energy_use(home.shape.floor_area_m2, figures),
            "Renewable-Heat-Incentive": {
                "RHI-New-Dwelling": {
                    "Space-Heating": str(round(figures.space_heating_kwh)),
                    "Water-Heating": str(round(figures.water_heating_kwh)),
                }
            },
        },
        ("SAP2012-Data" if is_old else "SAP10-Data"): {
            "Data-Type": "1",
            "SAP-Property-Details": _details(rng, home, is_old=is_old),
        },
        "Insurance-Details": insurance(day),
        "ExternalDefinitions-Revision-Number": "5.0",
    }


def _details(rng: Random, home: Home, *, is_old: bool) -> Node:
    shape = home.shape
    if shape.kind == "flat":
        kind = rng.choice(("heat_network", "heat_network", "gas_combi"))
    else:
        kind = rng.choice(("gas_combi", "air_source"))
    power = number(rng.uniform(1.5, 3.5)) if shape.is_top_floor and rng.random() < 0.5 else None
    since_10: Node = {
        "Lowest-Storey-Area": number(shape.storey_area_m2),
        "Terrain-Type": "2",
        "Cold-Water-Source": "1",
        "Windows-Overshading": "2",
        "Gas-Smart-Meter-Present": "false",
        "Electricity-Smart-Meter-Present": "true",
        "Is-Dwelling-Export-Capable": "true" if power else "false",
        "PV-Connection": "2" if power else "0",
    }
    part, openings = _part(rng, home, is_old=is_old)
    details: Node = {
        "Property-Type": PROPERTY_TYPE_CODES[home.shape.kind],
        "Built-Form": str(shape.built_form),
        "Living-Area": number(max(14.0, 0.24 * shape.floor_area_m2)),
        "Orientation": str(rng.randrange(1, 9)),
        "Conservatory-Type": "1",
        "Is-In-Smoke-Control-Area": "unknown",
        **({} if is_old else since_10),
        "SAP-Heating": _heating(_HEATINGS[kind], is_old=is_old),
        "SAP-Energy-Source": _supply(rng, power, is_old=is_old),
        "SAP-Building-Parts": {"SAP-Building-Part": [part]},
        "SAP-Opening-Types": {"SAP-Opening-Type": openings},
        "SAP-Ventilation": _ventilation(rng, home, is_old=is_old),
    }
    if not is_old:
        details["SAP-Lighting"] = {
            "Fixed-Lights": {
                "Fixed-Light": [
                    {"Lighting-Efficacy": "90", "Lighting-Power": "6", "Lighting-Outlets": "12"}
                ]
            }
        }
    if shape.kind == "flat":
        level = "1" if shape.is_ground_floor else ("3" if shape.is_top_floor else "2")
        details["SAP-Flat-Details"] = {"Level": level} | ({} if is_old else {"Storeys": "3"})
    return details


def _part(rng: Random, home: Home, *, is_old: bool) -> tuple[Node, list[Node]]:
    """Write the one building part, and the types of its openings."""
    shape = home.shape
    glazed_m2 = 0.14 * shape.floor_area_m2
    walls = [
        ("Walls", "2", shape.exposed_perimeter_m * _STOREY_HEIGHT_M * shape.storeys, "0.18"),
        ("Party", "4", shape.party_sides * shape.depth_m * _STOREY_HEIGHT_M * shape.storeys, "0"),
    ]
    part: Node = {
        "Building-Part-Number": "1",
        "Construction-Year": str(rng.randrange(2015, 2026)),
        **({"Overshading": "2"} if is_old else {}),
        "SAP-Openings": {
            "SAP-Opening": [
                {
                    "Name": f"Window {face}",
                    "Type": "Windows",
                    "Location": "Walls",
                    "Orientation": str(face),
                    "Width": number(glazed_m2 / 2 / 1.2),
                    "Height": "1.20",
                }
                for face in (3, 7)
            ]
            + [
                {
                    "Name": "Front door",
                    "Type": "Doors",
                    "Location": "Walls",
                    "Orientation": "0",
                    "Width": "1.00",
                    "Height": "2.10",
                }
            ]
        },
        "SAP-Roofs": {
            "SAP-Roof": [
                {
                    "Name": "Roof",
                    "Roof-Type": "2" if shape.is_top_floor else "4",
                    "Total-Roof-Area": number(shape.storey_area_m2),
                    "U-Value": "0.11" if shape.is_top_floor else "0",
                }
            ]
        },
        "SAP-Floor-Dimensions": {
            "SAP-Floor-Dimension": [
                {
                    "Storey": str(storey),
                    "Floor-Type": "2" if storey == 0 and shape.is_ground_floor else "3",
                    "Total-Floor-Area": number(shape.storey_area_m2),
                    "Storey-Height": number(_STOREY_HEIGHT_M),
                    "Heat-Loss-Area": number(
                        shape.storey_area_m2 if storey == 0 and shape.is_ground_floor else 0.0
                    ),
                    "U-Value": "0.13" if storey == 0 and shape.is_ground_floor else "0",
                }
                for storey in range(shape.storeys)
            ]
        },
        "SAP-Thermal-Bridges": {"Thermal-Bridge-Code": "4", "User-Defined-Y-Value": "0.05"},
        "SAP-Walls": {
            "SAP-Wall": [
                {
                    "Name": name,
                    "Wall-Type": kind,
                    "Total-Wall-Area": number(area_m2),
                    "U-Value": u_value,
                }
                for name, kind, area_m2, u_value in walls
                if area_m2
            ]
        },
        **({"Thermal-Mass-Parameter": "100"} if is_old else {}),
    }
    window: Node = {
        "Name": "Windows",
        "Data-Source": "2",
        "Type": "4",
        "Glazing-Type": "6",
        "Solar-Transmittance": "0.57",
        "Frame-Factor": "0.7",
        "U-Value": "1.3",
    }
    door: Node = {"Name": "Doors", "Data-Source": "2", "Type": "1", "U-Value": "1.2"}
    return part, [window, door]


def _heating(kind: _Heating, *, is_old: bool) -> Node:
    is_network, is_pump = kind.category == "6", kind.category == "4"
    system: Node = {
        "Main-Heating-Number": "1",
        "Main-Heating-Category": kind.category,
        "Main-Heating-Data-Source": "3",
        "Main-Heating-Code": kind.code,
        "Main-Fuel-Type": kind.fuel,
        "Main-Heating-Control": kind.control,
        "Heat-Emitter-Type": "1",
    }
    if kind.category == "2":
        system |= {"Main-Heating-Flue-Type": "2", "Is-Flue-Fan-Present": "true"}
    if not is_network:
        system |= {
            "Is-Central-Heating-Pump-In-Heated-Space": "true",
            "Is-Interlocked-System": "true",
            "Has-Separate-Delayed-Start": "false",
        }
    system["Main-Heating-Fraction"] = "1"
    system["Emitter-Temperature"] = "1" if is_pump else "0"
    if is_pump:
        system["MCS-Installed-Heat-Pump"] = "true"
    if not is_network:
        system["Central-Heating-Pump-Age"] = "2"
    heating: Node = {
        "Water-Heating-Code": "901",
        "Water-Fuel-Type": kind.fuel,
        "Has-Hot-Water-Cylinder": "true" if kind.has_cylinder else "false",
        "Secondary-Heating-Category": "1",
        "Thermal-Store": "1",
        "Has-Fixed-Air-Conditioning": "false",
    }
    if kind.has_cylinder:
        heating |= {
            "Hot-Water-Store-Size": "180",
            "Hot-Water-Store-Heat-Loss-Source": "2",
            "Hot-Water-Store-Heat-Loss": "1.4",
            "Has-Cylinder-Thermostat": "true",
            "Is-Cylinder-In-Heated-Space": "true",
            "Is-Hot-Water-Separately-Timed": "true",
        }
    if is_network:
        heating["SAP-Community-Heating-Systems"] = {
            "SAP-Community-Heating-System": [
                {
                    "Community-Heating-Use": "3",
                    "Is-Community-Heating-Cylinder-In-Dwelling": "false",
                    "Community-Heating-Distribution-Type": "4" if is_old else "6",
                    "Community-Heat-Sources": {
                        "Community-Heat-Source": [
                            {
                                "Heat-Source-Type": "2",
                                "Heat-Fraction": "1",
                                "Fuel-Type": kind.fuel,
                                "Heat-Efficiency": "88",
                            }
                        ]
                    },
                    "Charging-Linked-To-Heat-Use": "true",
                }
            ]
        }
    heating["Main-Heating-Details"] = {"Main-Heating": [system]}
    if kind.has_cylinder:
        heating["Primary-Pipework-Insulation"] = "4"
    if not is_old:
        heating["Shower-Outlets"] = {
            "Shower-Outlet": [
                {"Shower-Outlet-Type": "1", "Shower-Flow-Rate": "8", "Shower-WWHRS": "1"}
            ]
        }
        heating["Number-Baths"] = "1"
    return heating


def _supply(rng: Random, power: str | None, *, is_old: bool) -> Node:
    supply: Node = {}
    if power:
        array: Node = {
            "Peak-Power": power,
            "Orientation": rng.choice(("4", "5", "6")),
            "Pitch": "2",
            "Overshading": "1",
            **({"PV-Connection": "2"} if is_old else {}),
        }
        supply["PV-Arrays"] = {"PV-Array": [array]}
    if is_old:
        supply |= {
            "Wind-Turbines-Count": "0",
            "Fixed-Lighting-Outlets-Count": "12",
            "Low-Energy-Fixed-Lighting-Outlets-Count": "12",
        }
    return {**supply, "Electricity-Tariff": "1"}


def _ventilation(rng: Random, home: Home, *, is_old: bool) -> Node:
    flues: Node = (
        {"Open-Fireplaces-Count": "0", "Open-Flues-Count": "0"}
        if is_old
        else {
            "Closed-Flues-Count": "0",
            "Open-Flues-Count": "0",
            "Boilers-Flues-Count": "0",
            "Other-Flues-Count": "0",
            "Open-Chimneys-Count": "0",
            "Blocked-Chimneys-Count": "0",
        }
    )
    return {
        **flues,
        "Flueless-Gas-Fires-Count": "0",
        "Pressure-Test": "1",
        "Air-Permeability": number(rng.uniform(3.0, 5.0), 1),
        "Sheltered-Sides-Count": str(min(2 + home.shape.party_sides, 4)),
        "Ventilation-Type": "1",
        "Extract-Fans-Count": str(rng.choice((2, 3, 4))),
        "PSV-Count": "0",
    }
