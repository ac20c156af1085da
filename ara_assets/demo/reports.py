"""One synthetic home's report: property details, summary, lodged figures and header."""

from dataclasses import dataclass
from datetime import date
from random import Random

from ara_assets.demo import fabric, systems
from ara_assets.demo.editions import Edition
from ara_assets.demo.fabric import Nation, Node, Shape, number

# Postcode areas by nation, each with its UKRegionCode. The last two letters of every demo postcode
# are of those that no real postcode ends in (C I K M O V): no such address exists.
POSTCODE_AREAS: dict[Nation, tuple[tuple[str, str], ...]] = {
    "ENG": (
        ("LE", "6"),
        ("LS", "3"),
        ("M", "19"),
        ("BS", "12"),
        ("CT", "14"),
        ("NR", "2"),
        ("NE", "7"),
        ("PL", "15"),
    ),
    "WLS": (("CF", "12"), ("SA", "18"), ("LL", "18")),
    "SCT": (("G", "20"), ("EH", "4"), ("AB", "8"), ("IV", "5")),
    "NIR": (("BT", "10"),),
}
FIRST_UPRN = 999_000_000_000  # of a range that is not in use
UNUSED_LETTERS = "CIKMOV"
SOFTWARE = "Ara demo generator (synthetic home, not an assessment)"


@dataclass(frozen=True, slots=True)
class LodgedFigures:
    """The figures a certificate carries: CO2 [t/yr], primary energy [kWh/m2/yr], heat [kWh/yr]."""

    sap_rating: int
    ei_rating: int
    co2_t_per_year: float
    primary_energy_kwh_per_m2: float
    space_heating_kwh: float = 0.0
    water_heating_kwh: float = 0.0


UNRATED = LodgedFigures(1, 1, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Home:
    """One synthetic home: identity, shape and property details."""

    uprn: int
    nation: Nation
    postcode: str
    region_code: str
    address_line: str
    shape: Shape
    heating_name: str
    details: Node

    @property
    def floor_area_m2(self) -> float:
        """Total floor area of all parts and roof rooms. [m2]"""
        parts: list[Node] = self.details["SAP-Building-Parts"]["SAP-Building-Part"]
        total = 0.0
        for part in parts:
            floors: list[Node] = part["SAP-Floor-Dimensions"]["SAP-Floor-Dimension"]
            total += sum(float(floor["Total-Floor-Area"]) for floor in floors)
            if "SAP-Room-In-Roof" in part:
                total += float(part["SAP-Room-In-Roof"]["Floor-Area"])
        return total


def draw_home(
    seed: int, index: int, *, product_index: str | None = None, has_table_code: bool = True
) -> Home:
    """Draw home `index` of the landlord; the same seed and index give the same home."""
    rng = Random(f"{seed}/{index}")  # noqa: S311 - synthetic data, not secrets
    nations: tuple[Nation, ...] = ("ENG", "WLS", "SCT", "NIR")
    nation = rng.choices(nations, (58, 14, 16, 12))[0]
    shape = fabric.draw_shape(rng, nation)
    heating_name = "gas_combi" if product_index else systems.draw_heating_kind(rng, shape)
    area, region = rng.choice(POSTCODE_AREAS[nation])
    inward = f"{rng.randrange(1, 10)}{rng.choice(UNUSED_LETTERS)}{rng.choice(UNUSED_LETTERS)}"
    return Home(
        uprn=FIRST_UPRN + index,
        nation=nation,
        postcode=f"{area}{rng.randrange(1, 10)} {inward}",
        region_code=region,
        address_line=f"{index} Specimen Row",
        shape=shape,
        heating_name=heating_name,
        details=_property_details(
            rng, shape, heating_name, product_index, has_table_code=has_table_code
        ),
    )


def _property_details(
    rng: Random, shape: Shape, heating_name: str, product_index: str | None, *, has_table_code: bool
) -> Node:
    """Write the SAP-Property-Details element."""
    has_extension = shape.kind != "flat" and rng.random() < 0.24
    parts = [fabric.main_part(rng, shape)]
    if has_extension:
        parts.append(fabric.extension(rng, shape))
    panes = fabric.windows(rng, shape, has_extension=has_extension)
    doors = 1 if shape.kind == "flat" else rng.choice((1, 2, 2))
    draught_proofed = sum(pane["Draught-Proofed"] == "true" for pane in panes)
    newer = shape.age_band >= "H"
    details: Node = {
        "Open-Chimneys-Count": "1"
        if not newer and shape.kind != "flat" and rng.random() < 0.08
        else "0",
        "Extract-Fans-Count": str(rng.choice((1, 2, 3)) if newer else rng.choice((0, 1, 2))),
        "Property-Type": fabric.PROPERTY_TYPE_CODES[shape.kind],
        "Built-Form": str(shape.built_form),
        "Extensions-Count": str(len(parts) - 1),
        "Habitable-Room-Count": str(shape.habitable_rooms),
        "Heated-Room-Count": str(shape.habitable_rooms),
        "Door-Count": str(doors),
        "Insulated-Door-Count": "0",
        "Draughtproofed-Door-Count": str(doors if newer else 0),
        "Percent-Draughtproofed": str(
            round(100 * (draught_proofed + (doors if newer else 0)) / (len(panes) + doors))
        ),
        "Measurement-Type": "1",
        "Mechanical-Ventilation": "0",
        "Solar-Water-Heating": "N",
        "Conservatory-Type": "2" if shape.kind == "house" and rng.random() < 0.06 else "1",
        "Pressure-Test": "4",
        "SAP-Building-Parts": {"SAP-Building-Part": parts},
        "SAP-Heating": systems.heating(
            rng, shape, heating_name, product_index=product_index, has_table_code=has_table_code
        ),
        "SAP-Energy-Source": systems.electricity(rng, shape, heating_name),
        "SAP-Windows": {"SAP-Window": panes},
        **systems.lighting(rng, shape),
    }
    if shape.kind == "flat":
        details["SAP-Flat-Details"] = _flat_details(shape)
    return details


def _flat_details(shape: Shape) -> Node:
    """Write where in its block a flat lies."""
    level = "1" if shape.is_ground_floor else ("3" if shape.is_top_floor else "2")
    flat: Node = {
        "Flat-Location": {"1": "00", "2": "01", "3": "02"}[level],
        "Storey-Count": "3",
        "Level": level,
        "Top-Storey": "Y" if shape.is_top_floor else "N",
        "Heat-Loss-Corridor": "2" if shape.has_unheated_corridor else "0",
    }
    if shape.has_unheated_corridor:
        flat["Unheated-Corridor-Length"] = number(fabric.corridor_length(shape))
    return flat


def report(
    home: Home, edition: Edition, *, number_: str, lodged_on: date, figures: LodgedFigures
) -> Node:
    """Put a whole lodged report together, in the terms of RdSAP-Schema-21.0.1."""
    day = lodged_on.isoformat()
    address = address_of(home)
    return {
        "Calculation-Software-Name": SOFTWARE,
        "Calculation-Software-Version": "1",
        "User-Interface-Name": SOFTWARE,
        "User-Interface-Version": "1",
        "Schema-Version-Original": f"LIG-{edition.number}",
        "SAP-Version": edition.sap_version,
        "PCDF-Revision-Number": "502",
        "Previous-EPC-Check": {"Previous-EPC-Checked": "Y", "Previous-EPC-Exists": "N"},
        "Energy-Assessment": {
            "Property-Summary": _summary(home),
            "Energy-Use": energy_use(home.floor_area_m2, figures),
            "Renewable-Heat-Incentive": {
                "Space-Heating-Existing-Dwelling": str(round(figures.space_heating_kwh)),
                "Water-Heating": str(round(figures.water_heating_kwh)),
            },
        },
        "SAP-Data": {"SAP-Property-Details": home.details},
        "Report-Header": {
            "RRN": number_,
            "Inspection-Date": day,
            "Report-Type": "2",
            "Completion-Date": day,
            "Registration-Date": day,
            "Status": "entered",
            "Language-Code": "1",
            "Property-Type": fabric.PROPERTY_TYPE_CODES[home.shape.kind],
            "Region-Code": home.region_code,
            "Country-Code": home.nation,
            "Transaction-Type": "14",
            "Tenure": "2",
            "Energy-Assessor": {
                "Name": "Ara Demo",
                "Contact-Address": address,
                "Company-Name": "Ara demo generator",
                "Scheme-Name": "none",
                "Scheme-Web-Site": "none",
                "Identification-Number": {"Membership-Number": "none"},
            },
            "Property": {"Address": address, "UPRN": address_number(home, edition)},
            "Related-Party-Disclosure": {"Related-Party-Disclosure-Number": "1"},
        },
        "Insurance-Details": insurance(day),
        "ExternalDefinitions-Revision-Number": "8.1",
    }


def address_of(home: Home) -> Node:
    """Write the address of a home."""
    return {
        "Address-Line-1": home.address_line,
        "Post-Town": "Arasted",
        "Postcode": home.postcode,
    }


def address_number(home: Home, edition: Edition) -> str:
    """Write the number of a home's address as the edition's register does."""
    if edition.has_uprn:
        return f"UPRN-{home.uprn:012d}"
    return f"{home.uprn - FIRST_UPRN:010d}"


def insurance(day: str) -> Node:
    """Write the insurance that nobody has."""
    return {
        "Insurer": "none",
        "Policy-No": "none",
        "Effective-Date": day,
        "Expiry-Date": day,
        "PI-Limit": "0",
    }


SUMMARY_ITEM: Node = {
    "Description": "Synthetic home",
    "Energy-Efficiency-Rating": "0",
    "Environmental-Efficiency-Rating": "0",
}
"""One item of a property summary; its text says that nobody assessed this home."""


def _summary(home: Home) -> Node:
    """Write the property summary."""
    item = SUMMARY_ITEM
    return {
        "Wall": [item],
        "Roof": [item],
        "Floor": [item],
        "Window": item,
        "Main-Heating": [item],
        "Main-Heating-Controls": [item],
        "Hot-Water": item,
        "Lighting": item,
        "Secondary-Heating": item,
        "Dwelling-Type": f"Synthetic {home.shape.kind}",
        "Total-Floor-Area": str(round(home.floor_area_m2)),
        "Multiple-Glazed-Proportion": "100",
    }


def energy_use(floor_area_m2: float, figures: LodgedFigures) -> Node:
    """Write the lodged figures; costs and potentials are not ours to invent: zero, or equal."""
    energy = number(figures.primary_energy_kwh_per_m2, 0)
    carbon = number(figures.co2_t_per_year, 1)
    return {
        "Energy-Rating-Current": str(figures.sap_rating),
        "Energy-Rating-Potential": str(figures.sap_rating),
        "Energy-Rating-Average": "60",
        "Environmental-Impact-Current": str(figures.ei_rating),
        "Environmental-Impact-Potential": str(figures.ei_rating),
        "Energy-Consumption-Current": energy,
        "Energy-Consumption-Potential": energy,
        "CO2-Emissions-Current": carbon,
        "CO2-Emissions-Current-Per-Floor-Area": number(
            1000 * figures.co2_t_per_year / floor_area_m2, 0
        ),
        "CO2-Emissions-Potential": carbon,
        "Lighting-Cost-Current": "0",
        "Lighting-Cost-Potential": "0",
        "Heating-Cost-Current": "0",
        "Heating-Cost-Potential": "0",
        "Hot-Water-Cost-Current": "0",
        "Hot-Water-Cost-Potential": "0",
    }
