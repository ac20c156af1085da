"""From stored rows to options: site facts, quantities, and measures that cannot be calculated."""

from typing import Any

import pytest

from ara_assets.domain.performance import expand_home
from ara_assets.modelling.recommendation import (
    assessed_measures,
    option_of,
    pricing_date,
    site_facts,
)
from resources.cost_source import read_cost_catalogue
from resources.product_source import SAMPLE
from sap10.certificate import DataSource, Heating
from sap10.measures import Assessment, MeasureType, Reason, RoofForPanels, SiteFacts, assess
from sap10.overlay import Component, Edit, Overlay, Provenance
from sap10.pcdb import load_pcdb
from tests.homes import gas_boiler, home

ROOF: dict[str, Any] = {
    "solar_source": "google_solar",
    "max_panel_count": 11,
    "panel_peak_power_w": 415.0,
    "roof_pitch_deg": 35.0,
    "roof_orientation_deg": 170.0,
}


def test_site_facts_are_those_of_the_stored_rows() -> None:
    place = {
        "is_in_conservation_area": True,
        "is_listed_building": None,
        "is_in_world_heritage_site": False,
    }
    roof = RoofForPanels("google_solar", 11, 415.0, 35.0, 170.0)
    assert site_facts(place, ROOF) == SiteFacts(True, None, False, roof)
    assert site_facts(None, None) == SiteFacts()


@pytest.mark.parametrize("missing", ["max_panel_count", "panel_peak_power_w"])
def test_roof_without_panels_is_not_known(missing: str) -> None:
    assert site_facts(None, {**ROOF, missing: None}).roof_for_panels is None


def test_options_have_every_quantity_that_they_are_priced_by() -> None:
    catalogue = read_cost_catalogue()
    epc = home()
    before = expand_home(epc)
    sized_later = {"emitter_count", "heat_pump_kw"}
    for assessed in assess(epc, site_facts(None, ROOF)):
        found, option = option_of(epc, before, assessed)
        assert (option is not None) == found.is_eligible == assessed.is_eligible
        if option is not None:
            needed = catalogue.quantities_of(option.measure, pricing_date(catalogue))
            assert needed - sized_later <= set(option.quantities), option.measure
            assert option.quantities.get("area_m2", 1.0) > 0


@pytest.mark.parametrize(
    ("index", "code", "reason"), [(17741, "104", "already_done"), (1978, "120", "eligible")]
)
def test_a_boiler_named_by_its_index_condenses_or_not_by_its_record(
    index: int, code: str, reason: str
) -> None:
    boiler = gas_boiler().model_copy(
        update={
            "heating_code": None,
            "product_index": index,
            "data_source": DataSource.DATABASE,
        }
    )
    epc = home(heating=Heating(main=(boiler,)))

    found = {
        one.measure: one.reason
        for one in assessed_measures(epc, site_facts(None, None), load_pcdb(SAMPLE))
    }

    assert (found[MeasureType.GAS_BOILER].code, found[MeasureType.GAS_BOILER].value) == (
        reason,
        code,
    )


def test_measure_that_the_calculator_refuses_is_not_eligible_after_all() -> None:
    edit = Edit(component=Component.MAIN_HEATING, number=1, changes={"control_code": 9999})
    impossible = Overlay(provenance=Provenance(kind="measure", name="x"), edits=(edit,))
    reason = Reason("eligible", "heating.main[1].heating_code", "103", "rule")
    assessed = Assessment(MeasureType.GAS_BOILER, reason, impossible)
    epc = home()
    found, option = option_of(epc, expand_home(epc), assessed)
    assert option is None
    assert not found.is_eligible
    assert (found.reason.code, found.reason.value) == ("not_calculable", "9999")
    assert "Control" in found.reason.field
