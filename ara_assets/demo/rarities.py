"""What few homes have, put on some of the drawn ones: every rule of RdSAP 10 has a home to show it.

Park homes, conservatories within the dwelling, roof rooms measured wall by wall, solar water
heating and heat networks. What a home has follows from its index and what was drawn.
"""

import copy
from dataclasses import replace
from random import Random

from ara_assets.demo import systems
from ara_assets.demo.fabric import Node, Shape, number
from ara_assets.demo.reports import Home

PARK_HOME_BANDS = "FGIK"


def with_rarities(home: Home, index: int, seed: int) -> Home:
    """Return the home with whatever rare thing its index gives it."""
    rng = Random(f"{seed}/{index}/rarities")  # noqa: S311 - synthetic data, not secrets
    details = copy.deepcopy(home.details)
    parts: list[Node] = details["SAP-Building-Parts"]["SAP-Building-Part"]
    shape, heating_name = home.shape, home.heating_name
    if shape.kind == "bungalow" and len(parts) == 1 and index % 4 == 0:
        shape = _park_shape(rng, shape)
        _make_park_home(details, shape)
    elif shape.kind == "house" and index % 19 == 4:
        _add_conservatory(rng, details)
    if "SAP-Room-In-Roof" in parts[0]:
        _measure_roof_room(parts[0]["SAP-Room-In-Roof"], shape, index)
    if shape.kind == "flat" and heating_name == "gas_combi" and index % 3 == 0:
        heating_name = "heat_network"
        details["SAP-Heating"] = systems.heating(
            rng, shape, heating_name, product_index=None, has_table_code=True
        )
        details["SAP-Energy-Source"]["Mains-Gas"] = "N"
        details["SAP-Energy-Source"]["Gas-Smart-Meter-Present"] = "false"
    has_cylinder = details["SAP-Heating"]["Cylinder-Size"] != "1"
    if has_cylinder and shape.kind != "flat" and index % 7 == 2:
        details["Solar-Water-Heating"] = "Y"
        details["SAP-Heating"]["Solar-Water-Heating-Details"] = _solar_water_heating(rng)
    return replace(home, details=details, shape=shape, heating_name=heating_name)


def _park_shape(rng: Random, shape: Shape) -> Shape:
    """Return a park home of the bungalow's nation: detached, long and narrow."""
    return replace(
        shape,
        kind="park_home",
        built_form=1,
        age_band=rng.choice(PARK_HOME_BANDS),
        width_m=round(rng.uniform(9.0, 13.0), 2),
        depth_m=round(rng.uniform(3.0, 6.1), 2),
    )


def _make_park_home(details: Node, shape: Shape) -> None:
    [part] = details["SAP-Building-Parts"]["SAP-Building-Part"]
    [floor] = part["SAP-Floor-Dimensions"]["SAP-Floor-Dimension"]
    floor |= {
        "Floor-Construction": "2",
        "Floor-Insulation": "1",
        "Heat-Loss-Perimeter": number(shape.exposed_perimeter_m),
        "Party-Wall-Length": "0.00",
        "Total-Floor-Area": number(shape.storey_area_m2),
    }
    wall: Node = {
        "Wall-Construction": "10",
        "Wall-Insulation-Type": "4",
        "Wall-Thickness-Measured": "N",
        "Wall-Dry-Lined": "N",
        "Party-Wall-Construction": "NA",
    }
    dropped = ("Wall-Thickness", "Wall-Insulation-Thickness", "Party-Wall-Construction")
    for name in [n for n in part if n in dropped or "Roof" in n or "Ceiling" in n or "Rafter" in n]:
        del part[name]
    part |= {
        "Construction-Age-Band": shape.age_band,
        "Roof-Construction": "4",
        "Roof-Insulation-Location": "ND",
        **wall,
    }
    details |= {
        "Property-Type": "4",
        "Built-Form": "1",
        "Habitable-Room-Count": str(shape.habitable_rooms),
        "Heated-Room-Count": str(shape.habitable_rooms),
    }


def _add_conservatory(rng: Random, details: Node) -> None:
    """Add a conservatory that no door separates from the dwelling."""
    width, depth = rng.uniform(2.5, 4.0), rng.uniform(2.2, 3.2)
    details["Conservatory-Type"] = "4"
    details["SAP-Building-Parts"] = {
        "SAP-Integral-Conservatory": [
            {
                "Double-Glazed": "Y",
                "Floor-Area": number(width * depth),
                "Glazed-Perimeter": number(width + 2 * depth),
                "Room-Height": "1",
            }
        ],
        **details["SAP-Building-Parts"],
    }


def _measure_roof_room(room: Node, shape: Shape, index: int) -> None:
    """Describe a roof room in one of the three ways of RdSAP 10 section 3.9 and 3.10."""
    gables = room["Room-In-Roof-Type-1"]
    if index % 3 == 0:
        return
    del room["Room-In-Roof-Type-1"]
    if index % 3 == 1:
        room["Room-In-Roof-Type-2"] = {
            "Gable-Wall-Length-1": gables["Gable-Wall-Length-1"],
            "Gable-Wall-Height-1": "2.40",
            "Gable-Wall-Type-1": gables["Gable-Wall-Type-1"],
            "Gable-Wall-Length-2": gables["Gable-Wall-Length-2"],
            "Gable-Wall-Height-2": "2.40",
            "Gable-Wall-Type-2": gables["Gable-Wall-Type-2"],
            "Common-Wall-Length-1": number(shape.width_m),
            "Common-Wall-Height-1": "1.20",
            "Common-Wall-Length-2": number(shape.width_m),
            "Common-Wall-Height-2": "1.20",
        }
        return
    room["Room-In-Roof-Details"] = {
        "Flat-Ceiling-Length-1": number(shape.width_m),
        "Flat-Ceiling-Height-1": "2.00",
        "Flat-Ceiling-Insulation-Thickness-1": "100mm",
        "Flat-Ceiling-Insulation-Type-1": "0",
        "Stud-Wall-Length-1": number(shape.width_m),
        "Stud-Wall-Height-1": "1.10",
        "Stud-Wall-Insulation-Thickness-1": "50mm",
        "Stud-Wall-Insulation-Type-1": "0",
        "Slope-Length-1": number(shape.width_m),
        "Slope-Height-1": "1.80",
        "Slope-Insulation-Thickness-1": "AB",
        "Gable-Wall-Length-1": gables["Gable-Wall-Length-1"],
        "Gable-Wall-Height-1": "2.30",
        "Gable-Wall-Type-1": gables["Gable-Wall-Type-1"],
    }


def _solar_water_heating(rng: Random) -> Node:
    return {
        "Solar-Panel-Collector-Data-Source": "1",
        "Solar-Panel-Collector-Orientation": rng.choice(("4", "5", "6")),
        "Solar-Panel-Collector-Pitch": "2",
        "Solar-Panel-Collector-Overshading": "1",
        "Solar-Water-Pump": "0",
        "Store-Volume-Details-Known": "N",
        "Shower-Types": "1",
        "Is-Community-Solar": "false",
        "Service-Provision": "2",
    }
