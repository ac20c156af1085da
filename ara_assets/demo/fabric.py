"""Plausible building fabric of one synthetic home, in the terms of RdSAP-Schema-21.0.1.

What belongs here: sizes, walls, roofs, floors, extensions, roof rooms and windows, drawn from
mixes that resemble the stock by age band. Systems are in `systems`, documents in `documents`.
"""

from dataclasses import dataclass
from random import Random
from typing import Any, Literal

# An XML element as a dictionary: tag to text, to a child, or to a list of repeated children.
Node = dict[str, Any]

Nation = Literal["ENG", "WLS", "SCT", "NIR"]
Kind = Literal["house", "bungalow", "flat", "park_home"]

PROPERTY_TYPE_CODES: dict[Kind, str] = {
    "house": "0",
    "bungalow": "1",
    "flat": "2",
    "park_home": "4",
}
AGE_BANDS = "ABCDEFGHIJKLM"
AGE_BAND_WEIGHTS = (9, 14, 16, 17, 12, 7, 7, 4, 4, 3, 3, 3, 1)

# Wall construction codes with weights by age band; 3 solid brick, 4 cavity, 1 and 2 stone,
# 5 timber frame, 8 system built, 9 cob.
WALL_MIX: dict[str, tuple[tuple[str, int], ...]] = {
    "A": (("3", 58), ("2", 20), ("1", 10), ("5", 5), ("4", 5), ("9", 2)),
    "B": (("3", 60), ("4", 30), ("2", 7), ("1", 3)),
    "C": (("4", 70), ("3", 25), ("8", 5)),
    "D": (("4", 80), ("8", 12), ("3", 5), ("5", 3)),
    "E": (("4", 85), ("8", 10), ("5", 5)),
}
LATER_WALL_MIX = (("4", 85), ("5", 12), ("8", 3))


@dataclass(frozen=True, slots=True)
class Shape:
    """Size and form of a home: `width_m` is the street side, `depth_m` the party-wall side."""

    kind: Kind
    built_form: int
    nation: Nation
    age_band: str
    width_m: float
    depth_m: float
    storeys: int
    is_ground_floor: bool
    is_top_floor: bool
    has_unheated_corridor: bool

    @property
    def storey_area_m2(self) -> float:
        """Floor area of one storey of the main part. [m2]"""
        return round(self.width_m * self.depth_m, 2)

    @property
    def floor_area_m2(self) -> float:
        """Floor area of the main part. [m2]"""
        return self.storey_area_m2 * self.storeys

    @property
    def habitable_rooms(self) -> int:
        """Habitable rooms, from the floor area."""
        return max(2, min(8, round(self.floor_area_m2 / 19)))

    @property
    def party_sides(self) -> int:
        """Sides of length `depth_m` shared with neighbours."""
        return {1: 0, 2: 1, 3: 1, 4: 2}[self.built_form]

    @property
    def exposed_perimeter_m(self) -> float:
        """Heat-loss perimeter of one storey. [m]"""
        return round(2 * self.width_m + (2 - self.party_sides) * self.depth_m, 2)


def pick(rng: Random, mix: tuple[tuple[str, int], ...]) -> str:
    """Draw one value of a weighted mix."""
    return rng.choices([value for value, _ in mix], [weight for _, weight in mix])[0]


def number(value: float, digits: int = 2) -> str:
    """Write a measurement as the register does: a plain decimal."""
    return f"{value:.{digits}f}"


def draw_shape(rng: Random, nation: Nation) -> Shape:
    """Draw the size and form of a home."""
    bands = [b for b in AGE_BANDS if not (nation == "NIR" and b == "J")]
    weights = [AGE_BAND_WEIGHTS[AGE_BANDS.index(b)] for b in bands]
    age_band = rng.choices(bands, weights)[0]
    kind: Kind = rng.choices(("house", "bungalow", "flat"), (62, 13, 25))[0]
    if kind == "flat":
        built_form = rng.choices((2, 4), (40, 60))[0]
        width, depth, storeys = rng.uniform(5.5, 8.5), rng.uniform(6.5, 9.5), 1
        level = rng.choice(("ground", "mid", "top"))
    else:
        built_form = rng.choices((1, 2, 3, 4), (18, 40, 16, 26))[0]
        storeys = 1 if kind == "bungalow" else rng.choices((2, 3), (92, 8))[0]
        stretch = 1.35 if kind == "bungalow" else 1.0
        width = rng.uniform(4.6, 7.4) * stretch * (1.15 if built_form == 1 else 1.0)
        depth, level = rng.uniform(6.0, 8.6), "ground"
    return Shape(
        kind=kind,
        built_form=built_form,
        nation=nation,
        age_band=age_band,
        width_m=round(width, 2),
        depth_m=round(depth, 2),
        storeys=storeys,
        is_ground_floor=level == "ground",
        is_top_floor=kind != "flat" or level == "top",
        has_unheated_corridor=kind == "flat" and rng.random() < 0.45,
    )


def draw_wall(rng: Random, age_band: str) -> Node:
    """Draw the construction, insulation and thickness of an external wall."""
    construction = pick(rng, WALL_MIX.get(age_band, LATER_WALL_MIX))
    early = age_band in "ABCDEF"
    insulation, thickness = "4", None
    if construction == "4" and early:
        insulation = pick(rng, (("2", 52), ("4", 44), ("5", 4)))
    elif construction in "38" and early:
        insulation = pick(rng, (("4", 82), ("1", 10), ("3", 8)))
        thickness = {"1": "100mm", "3": rng.choice(("50mm", "100mm")), "4": None}[insulation]
    wall: Node = {"Wall-Construction": construction, "Wall-Insulation-Type": insulation}
    measured = {
        "1": lambda: rng.randrange(450, 620, 10),
        "2": lambda: rng.randrange(420, 600, 10),
        "3": lambda: rng.choice((220, 230, 240, 330, 350)),
        "9": lambda: rng.randrange(450, 600, 10),
    }.get(construction)
    wall["Wall-Thickness-Measured"] = "Y" if measured else "N"
    if measured:
        wall["Wall-Thickness"] = str(measured())
    wall["Wall-Dry-Lined"] = "N"
    if thickness:
        wall["Wall-Insulation-Thickness"] = thickness
    return wall


def draw_roof(rng: Random, shape: Shape) -> Node:
    """Draw the roof of the main part; another dwelling is above all flats but the top ones."""
    if not shape.is_top_floor:
        return {"Roof-Construction": "3", "Roof-Insulation-Location": "ND"}
    form = pick(rng, (("loft", 76), ("no_access", 7), ("sloping", 6), ("flat", 6), ("rafters", 5)))
    if form == "loft":
        recent = shape.age_band in "JKLM"
        thickness = (
            pick(rng, (("250mm", 30), ("270mm", 40), ("300mm", 30)))
            if recent
            else pick(
                rng,
                (
                    ("0", 4),
                    ("50mm", 9),
                    ("75mm", 8),
                    ("100mm", 24),
                    ("150mm", 14),
                    ("200mm", 14),
                    ("250mm", 9),
                    ("270mm", 12),
                    ("NI", 6),
                ),
            )
        )
        return {
            "Roof-Construction": "4",
            "Roof-Insulation-Location": "2",
            "Roof-Insulation-Thickness": thickness,
        }
    if form == "no_access":
        return {"Roof-Construction": "5", "Roof-Insulation-Location": "4"}
    if form == "rafters":
        return {
            "Roof-Construction": "4",
            "Roof-Insulation-Location": "1",
            "Rafter-Insulation-Thickness": rng.choice(("AB", "50mm", "100mm")),
        }
    if form == "flat":
        return {
            "Roof-Construction": "1",
            "Roof-Insulation-Location": "6",
            "Flat-Roof-Insulation-Thickness": rng.choice(("AB", "50mm", "100mm")),
        }
    return {
        "Roof-Construction": "8",
        "Roof-Insulation-Location": "7",
        "Sloping-Ceiling-Insulation-Thickness": rng.choice(("AB", "100mm")),
    }


def storeys(rng: Random, shape: Shape) -> list[Node]:
    """Write the floor dimensions of the main part, lowest storey first."""
    floors: list[Node] = []
    for level in range(shape.storeys):
        floor: Node = {"Floor": str(level)}
        if level == 0 and shape.is_ground_floor:
            suspended = 70 if shape.age_band in "ABC" else 15
            floor["Floor-Construction"] = pick(
                rng, (("2", suspended), ("1", 88 - suspended), ("0", 12))
            )
            floor["Floor-Insulation"] = pick(rng, (("1", 94), ("2", 6)))
        floor["Heat-Loss-Perimeter"] = number(shape.exposed_perimeter_m)
        floor["Party-Wall-Length"] = number(shape.party_sides * shape.depth_m)
        floor["Total-Floor-Area"] = number(shape.storey_area_m2)
        floor["Room-Height"] = number(rng.uniform(2.3, 2.6 if shape.age_band not in "AB" else 2.85))
        floors.append(floor)
    return floors


def main_part(rng: Random, shape: Shape) -> Node:
    """Write the main building part."""
    part: Node = {
        "Building-Part-Number": "1",
        "Identifier": "Main Dwelling",
        "Construction-Age-Band": shape.age_band,
        "SAP-Floor-Dimensions": {"SAP-Floor-Dimension": storeys(rng, shape)},
        "Floor-Heat-Loss": "7" if shape.is_ground_floor else "6",
        **draw_roof(rng, shape),
        **draw_wall(rng, shape.age_band),
    }
    part["Party-Wall-Construction"] = (
        "NA" if shape.party_sides == 0 else pick(rng, (("1", 40), ("2", 30), ("0", 20), ("3", 10)))
    )
    if shape.has_unheated_corridor:
        part["SAP-Alternative-Wall-1"] = {
            "Wall-Construction": "4",
            "Wall-Insulation-Type": "4",
            "Wall-Area": number(corridor_length(shape) * 2.4),
            "Wall-Thickness-Measured": "N",
            "Wall-Dry-Lined": "N",
            "Sheltered-Wall": "Y",
        }
    if shape.kind == "house" and part["Roof-Construction"] == "4" and rng.random() < 0.11:
        gable = "1" if shape.party_sides == 2 else "0"
        part["SAP-Room-In-Roof"] = {
            "Floor-Area": number(shape.storey_area_m2 * 0.7),
            "Construction-Age-Band": shape.age_band
            if shape.age_band > "E"
            else rng.choice((shape.age_band, "G")),
            "Room-In-Roof-Type-1": {
                "Gable-Wall-Length-1": number(shape.depth_m),
                "Gable-Wall-Type-1": gable,
                "Gable-Wall-Length-2": number(shape.depth_m),
                "Gable-Wall-Type-2": "1" if shape.party_sides else "0",
            },
        }
    return part


def corridor_length(shape: Shape) -> float:
    """Length of a flat's wall to an unheated corridor. [m]"""
    return round(shape.width_m * 0.5, 2)


def extension(rng: Random, shape: Shape) -> Node:
    """Write a single-storey extension, later than the main part and of cavity walls."""
    later = [
        b
        for b in AGE_BANDS
        if b >= max(shape.age_band, "D") and not (shape.nation == "NIR" and b == "J")
    ]
    age_band = rng.choice(later)
    width, depth = rng.uniform(2.4, 4.2), rng.uniform(2.2, 3.6)
    flat_roof = rng.random() < 0.5
    roof: Node = (
        {
            "Roof-Construction": "1",
            "Roof-Insulation-Location": "6",
            "Flat-Roof-Insulation-Thickness": "AB",
        }
        if flat_roof
        else {
            "Roof-Construction": "8",
            "Roof-Insulation-Location": "7",
            "Sloping-Ceiling-Insulation-Thickness": "AB",
        }
    )
    return {
        "Building-Part-Number": "2",
        "Identifier": "Extension 1",
        "Construction-Age-Band": age_band,
        "SAP-Floor-Dimensions": {
            "SAP-Floor-Dimension": [
                {
                    "Floor": "0",
                    "Floor-Construction": "1",
                    "Floor-Insulation": "1",
                    "Heat-Loss-Perimeter": number(width + 2 * depth),
                    "Party-Wall-Length": "0.00",
                    "Total-Floor-Area": number(width * depth),
                    "Room-Height": number(rng.uniform(2.3, 2.5)),
                }
            ]
        },
        "Floor-Heat-Loss": "7",
        **roof,
        "Wall-Construction": "4",
        "Wall-Insulation-Type": "4",
        "Wall-Thickness-Measured": "N",
        "Wall-Dry-Lined": "N",
        "Party-Wall-Construction": "NA",
    }


def windows(rng: Random, shape: Shape, *, has_extension: bool) -> list[Node]:
    """Write windows of some 15 % of the floor area, on the front, the back and any open side."""
    glazing = pick(rng, (("2", 46), ("1", 24), ("3", 14), ("5", 9), ("13", 3), ("9", 2), ("7", 2)))
    front = rng.choice((1, 2, 3, 4, 5, 6, 7, 8))
    faces = [front, (front + 3) % 8 + 1]
    if shape.party_sides < 2 and rng.random() < 0.5:
        faces.append((front + 1) % 8 + 1)
    count = max(3, round(shape.floor_area_m2 * 0.15 / 1.7))
    found: list[Node] = []
    for index in range(count):
        in_extension = has_extension and index == count - 1
        window: Node = {
            "Window-Location": "1" if in_extension else "0",
            "Window-Height": number(rng.uniform(0.9, 1.5)),
            "Window-Width": number(rng.uniform(0.9, 1.9)),
            "Draught-Proofed": "false" if glazing == "5" else "true",
            "Glazing-Type": glazing,
            "Window-Type": "1",
            "Orientation": str(faces[index % len(faces)]),
        }
        if glazing == "7":
            window["Window-Transmission-Details"] = {
                "Data-Source": "2",
                "U-Value": "1.4",
                "Solar-Transmittance": "0.63",
            }
            window["Frame-Factor"] = "0.7"
        if glazing in {"1", "3"}:
            window["PVC-Frame"] = "true"
            window["Glazing-Gap"] = rng.choice(("6", "12", "16+"))
        window["Window-Wall-Type"] = "1"
        window["Permanent-Shutters-Present"] = "N"
        window["Permanent-Shutters-Insulated"] = "N"
        found.append(window)
    return found
