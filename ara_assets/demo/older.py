"""A home's report as assessors lodged it before RdSAP 10: RdSAP-Schema-20.0.0 back to 17.0.

They differ in little but what SAP version they may name: windows are one glazing type, bulbs are
outlets, and what RdSAP 10 asks for besides is absent.
"""

from typing import Any

from ara_assets.demo.editions import Edition
from ara_assets.demo.fabric import PROPERTY_TYPE_CODES, Node, number

_GLAZING = {"1": "1", "2": "2", "3": "3", "5": "5", "7": "2", "9": "6", "13": "2"}
PARK_HOME = PROPERTY_TYPE_CODES["park_home"]
_COUNTRIES = {"ENG": "EAW", "WLS": "EAW"}
_WITHOUT_PREVIOUS_CHECK = ("17.0", "17.1", "18.0")
_NOT_IN_COLLECTOR = ("Is-Community-Solar", "Service-Provision")
_KEPT = (
    "Built-Form",
    "Extensions-Count",
    "Habitable-Room-Count",
    "Heated-Room-Count",
    "Measurement-Type",
    "Property-Type",
    "Solar-Water-Heating",
    "Mechanical-Ventilation",
    "Conservatory-Type",
    "Door-Count",
    "Insulated-Door-Count",
    "Percent-Draughtproofed",
    "SAP-Flat-Details",
)
_NOT_IN_HEATING = ("Shower-Outlets", "Number-Baths")
_NOT_IN_MAIN_HEATING = ("Boiler-Ignition-Type",)
_NOT_IN_SUPPLY = (
    "Electricity-Smart-Meter-Present",
    "Gas-Smart-Meter-Present",
    "Is-Dwelling-Export-Capable",
    "PV-Battery-Count",
    "PV-Batteries",
    "PV-Connection",
    "Photovoltaic-Supply",
)


def older_report(report: Node, edition: Edition) -> Node:
    """Write a report of RdSAP-Schema-21.0.1 as one of an older edition."""
    older = dict(report)
    if edition.number in _WITHOUT_PREVIOUS_CHECK:
        del older["Previous-EPC-Check"]
    header: Node = dict(older["Report-Header"])
    header["Country-Code"] = _COUNTRIES.get(header["Country-Code"], header["Country-Code"])
    header["Transaction-Type"] = "1"
    older["Report-Header"] = header
    details = _details(older["SAP-Data"]["SAP-Property-Details"])
    older["SAP-Data"] = {"SAP-Property-Details": details}
    assessment: Node = dict(older["Energy-Assessment"])
    glazed = {"Multiple-Glazed-Proportion": details["Multiple-Glazed-Proportion"]}
    assessment["Property-Summary"] = {**assessment["Property-Summary"], **glazed}
    older["Energy-Assessment"] = assessment
    return older


def _details(details: Node) -> Node:
    bulbs = {
        name: int(details[f"{name}-Fixed-Lighting-Bulbs-Count"])
        for name in ("CFL", "LED", "Incandescent")
    }
    outlets, low_energy = sum(bulbs.values()), bulbs["CFL"] + bulbs["LED"]
    first: Node = details["SAP-Windows"]["SAP-Window"][0]
    glazing = _GLAZING[first["Glazing-Type"]]
    older = {
        **{name: details[name] for name in _KEPT if name in details},
        "Multiple-Glazed-Proportion": "0" if glazing == "5" else "100",
        "Multiple-Glazing-Type": glazing,
        "Glazed-Area": "1",
        "Low-Energy-Lighting": str(round(100 * low_energy / outlets)),
        "Fixed-Lighting-Outlets-Count": str(outlets),
        "Low-Energy-Fixed-Lighting-Outlets-Count": str(low_energy),
        "Open-Fireplaces-Count": details["Open-Chimneys-Count"],
        "SAP-Heating": _heating(details["SAP-Heating"]),
        "SAP-Energy-Source": _supply(details["SAP-Energy-Source"]),
        "SAP-Building-Parts": _parts(details["SAP-Building-Parts"]),
    }
    if details["Property-Type"] == PARK_HOME:
        windows = [_window(window) for window in details["SAP-Windows"]["SAP-Window"]]
        older["SAP-Windows"] = {"SAP-Window": windows}
    if "PVC-Frame" in first:
        older |= {"PVC-Window-Frames": "true", "Glazing-Gap": first["Glazing-Gap"]}
    return older


def _without(node: Node, names: tuple[str, ...]) -> Node:
    return {name: value for name, value in node.items() if name not in names}


def _window(window: Node) -> Node:
    """Write a window by its area: those of park homes were always measured."""
    return {
        "Window-Location": window["Window-Location"],
        "Window-Area": number(float(window["Window-Height"]) * float(window["Window-Width"])),
        "Glazing-Type": _GLAZING[window["Glazing-Type"]],
        "Window-Type": window["Window-Type"],
        "Orientation": window["Orientation"],
    }


def _heating(heating: Node) -> Node:
    older = _without(heating, _NOT_IN_HEATING)
    systems = heating["Main-Heating-Details"]["Main-Heating"]
    older["Main-Heating-Details"] = {
        "Main-Heating": [_without(system, _NOT_IN_MAIN_HEATING) for system in systems]
    }
    if "Solar-Water-Heating-Details" in older:
        collector = older["Solar-Water-Heating-Details"]
        older["Solar-Water-Heating-Details"] = _without(collector, _NOT_IN_COLLECTOR)
    older["Instantaneous-WWHRS"] = {
        "Rooms-With-Bath-And-Or-Shower": "1",
        "Rooms-With-Mixer-Shower-No-Bath": "0",
        "Rooms-With-Bath-And-Mixer-Shower": "0",
    }
    return older


def _supply(supply: Node) -> Node:
    older = _without(supply, _NOT_IN_SUPPLY)
    connection = {"PV-Connection": supply["PV-Connection"]}
    generation: Node = supply["Photovoltaic-Supply"]
    if "PV-Arrays" in generation:
        [array] = generation["PV-Arrays"]["PV-Array"]
        older["Photovoltaic-Supply"] = {"PV-Arrays": {"PV-Array": {**array, **connection}}}
    else:
        nothing = {**generation["None-Or-No-Details"], **connection}
        older["Photovoltaic-Supply"] = {"None-Or-No-Details": nothing}
    return older


def _parts(parts: Node) -> Node:
    return {**parts, "SAP-Building-Part": [_part(part) for part in parts["SAP-Building-Part"]]}


def _part(part: Node) -> Node:
    older: dict[str, Any] = {}
    for name, value in part.items():
        if name == "SAP-Alternative-Wall-1":
            older["SAP-Alternative-Wall"] = value
        elif name == "SAP-Room-In-Roof":
            older[name] = {
                "Floor-Area": value["Floor-Area"],
                "Construction-Age-Band": _band(value["Construction-Age-Band"]),
                "Insulation": "AB",
                "Roof-Room-Connected": "N",
            }
        else:
            older[name] = _band(value) if name == "Construction-Age-Band" else value
    return older


def _band(band: str) -> str:
    """Return the age band; the newest came with RdSAP 10."""
    return "L" if band == "M" else band
