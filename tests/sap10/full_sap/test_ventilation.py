"""Mechanical ventilation of a measured dwelling: declared figures, defaults and products."""

from pathlib import Path
from typing import Any

import pytest

from sap10.certificate import (
    DataSource,
    DecentralisedFans,
    DuctType,
    EpcPropertyData,
    FanPlace,
    MechanicalVentilation,
    VentilationType,
)
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from sap10.products import WetRoom
from tests.sap10.full_sap.measured import copy, golden, line

MVHR = VentilationType.BALANCED_HEAT_RECOVERY


@pytest.fixture(scope="module")
def epc(shared: Path) -> EpcPropertyData:
    return golden(shared)


def ventilated(epc: EpcPropertyData, kind: VentilationType, **details: Any) -> EpcPropertyData:
    given = {"data_source": DataSource.MANUFACTURER, "specific_fan_power": 0.6} | details
    return copy(epc, "ventilation", type=kind, mechanical=MechanicalVentilation(**given))


@pytest.mark.parametrize(
    ("kind", "details", "factor", "recovery"),
    [
        (VentilationType.EXTRACT_CENTRALISED, {"duct_type": DuctType.FLEXIBLE}, 1.7, 0.0),
        (VentilationType.EXTRACT_CENTRALISED, {"duct_type": DuctType.RIGID}, 1.4, 0.0),
        (VentilationType.EXTRACT_CENTRALISED, {"duct_type": DuctType.SEMI_RIGID}, 1.7, 0.0),
        (VentilationType.EXTRACT_CENTRALISED, {"has_approved_installation": True}, 1.6, 0.0),
        (VentilationType.POSITIVE_INPUT_FROM_OUTSIDE, {"duct_type": DuctType.RIGID}, 1.4, 0.0),
        (VentilationType.BALANCED, {"duct_type": DuctType.SEMI_RIGID}, 1.4, 0.0),
        (MVHR, {"duct_type": DuctType.SEMI_RIGID, "has_insulated_ducts": True}, 1.4, 0.85),
        (MVHR, {"duct_type": DuctType.RIGID, "duct_insulation_level": 2}, 1.4, 0.85),
        (MVHR, {"duct_type": DuctType.FLEXIBLE}, 1.7, 0.7),
        (
            MVHR,
            {
                "duct_type": DuctType.RIGID,
                "has_approved_installation": True,
                "has_insulated_ducts": False,
            },
            1.25,
            0.7,
        ),
    ],
)
def test_declared_figures_have_the_in_use_factors_of_their_ducts(
    epc: EpcPropertyData,
    kind: VentilationType,
    details: dict[str, Any],
    factor: float,
    recovery: float,
) -> None:
    given = ventilated(epc, kind, heat_recovery_percent=90.0, **details)
    unit = expand_measured(given).ventilation_units[0]
    assert (unit.specific_fan_power, unit.fan_in_use_factor) == (0.6, factor)
    assert unit.recovery_in_use_factor == recovery


@pytest.mark.pins("23c", "230a")
def test_declared_heat_recovery_moves_fans_and_air_change(epc: EpcPropertyData) -> None:
    good = ventilated(epc, MVHR, heat_recovery_percent=90.0, duct_type=DuctType.RIGID)
    assert line(good, "23c") == pytest.approx(90.0 * 0.7)
    hungry = ventilated(
        epc, MVHR, heat_recovery_percent=90.0, specific_fan_power=1.2, duct_type=DuctType.RIGID
    )
    assert line(hungry, "230a") == pytest.approx(2 * line(good, "230a"))


def test_figures_beside_an_index_stand_in_for_the_product(epc: EpcPropertyData) -> None:
    given = ventilated(
        epc,
        MVHR,
        data_source=DataSource.DATABASE,
        product_index=500206,
        heat_recovery_percent=91.0,
        is_measured_installation=True,
    )
    notes = " | ".join(expand_measured(given).notes)
    assert "measured in place" in notes
    assert "500206" in notes


@pytest.mark.pins("230a")
def test_fans_of_each_wet_room(epc: EpcPropertyData) -> None:
    fans = (
        DecentralisedFans(place=FanPlace.KITCHEN_THROUGH_WALL, count=1, specific_fan_power=0.2),
        DecentralisedFans(place=FanPlace.OTHER_IN_DUCT, count=2, specific_fan_power=0.3),
    )
    given = ventilated(
        epc,
        VentilationType.EXTRACT_DECENTRALISED,
        specific_fan_power=None,
        fans=fans,
        duct_type=DuctType.RIGID,
    )
    found = expand_measured(given).wet_room_fans
    assert [(fan.room, fan.specific_fan_power, fan.in_use_factor) for fan in found] == [
        (WetRoom.KITCHEN, 0.2, 1.15),
        (WetRoom.OTHER, 0.3, 1.3),
        (WetRoom.OTHER, 0.3, 1.3),
    ]
    worse = tuple(fan.model_copy(update={"specific_fan_power": 0.6}) for fan in fans)
    assert line(
        ventilated(epc, VentilationType.EXTRACT_DECENTRALISED, specific_fan_power=None, fans=worse),
        "230a",
    ) > line(given, "230a")


@pytest.mark.parametrize(
    ("kind", "details", "reason"),
    [
        (
            MVHR,
            {
                "data_source": DataSource.DATABASE,
                "product_index": 500206,
                "specific_fan_power": None,
            },
            "product_not_found",
        ),
        (MVHR, {"specific_fan_power": None}, "missing_field"),
        (MVHR, {}, "missing_field"),
        (
            VentilationType.EXTRACT_DECENTRALISED,
            {
                "specific_fan_power": None,
                "fans": (
                    DecentralisedFans(place=FanPlace.KITCHEN_IN_ROOM, count=1),
                    DecentralisedFans(
                        place=FanPlace.OTHER_IN_ROOM, count=1, specific_fan_power=0.3
                    ),
                ),
            },
            "missing_field",
        ),
    ],
)
def test_a_product_without_its_figures_is_refused(
    epc: EpcPropertyData, kind: VentilationType, details: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CertificateRejected) as caught:
        expand_measured(ventilated(epc, kind, **details))
    assert caught.value.reason == reason


@pytest.mark.pins("7a")
@pytest.mark.parametrize(("count", "expected"), [(None, 2), (1, 2), (3, 3)])
def test_positive_input_has_at_least_two_extract_fans(
    epc: EpcPropertyData, count: int | None, expected: int
) -> None:
    given = copy(
        epc,
        "ventilation",
        type=VentilationType.POSITIVE_INPUT_FROM_LOFT,
        extract_fan_count=count,
    )
    assert expand_measured(given).ventilation.extract_fans == expected
    assert line(given, "7a") == 10.0 * expected
