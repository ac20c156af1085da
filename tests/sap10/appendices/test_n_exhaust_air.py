"""Appendix N2.1 and N3.2: exhaust air heat pumps and the ventilation that they drive."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.appendices.n_packages import Packages
from sap10.codes import VentilationSystem
from sap10.dwelling import Dwelling
from sap10.products import PackageKind, VentilationUnit
from tests.sap10.appendices.packaged import performance, results, with_package
from tests.sap10.worksheet.batches import fabric_of
from tests.sap10.worksheet.heated import present, worksheet_of

MEV, MVHR = PackageKind.EXHAUST_AIR_MEV, PackageKind.EXHAUST_AIR_MVHR
SYSTEM = {
    MEV: VentilationSystem.EXTRACT,
    MVHR: VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
    PackageKind.EXHAUST_AIR_MIXED: VentilationSystem.EXTRACT,
}
UNIT = VentilationUnit(
    specific_fan_power=0.9,
    fan_in_use_factor=1.4,
    exchange_efficiency_percent=88.0,
    recovery_in_use_factor=0.9,
)


def exhaust(*flows: float, kind: PackageKind = MEV, **package: Any) -> Dwelling:
    """Return a dwelling whose heat pump was tested at air flows [l/s], the better the higher."""
    records = tuple(
        record
        for place, flow in enumerate(flows)
        for record in results(
            [(0.2, 220.0 + 40.0 * place, 160.0), (8.0, 260.0 + 40.0 * place, 160.0)],
            6.0,
            air_flow_l_per_s=flow,
            running_hours=4000.0 - 1000.0 * place,
        )
    )
    dwelling = with_package(records, kind=kind, **package)
    return replace(
        dwelling,
        ventilation=replace(dwelling.ventilation, system=SYSTEM[kind]),
        ventilation_units=(UNIT,),
    )


def throughput(dwelling: Dwelling) -> float:
    """Return the required air flow [l/s], equation N1."""
    _, size, _, _ = fabric_of(dwelling)
    return float(size.volume[0]) * 0.5 / 3.6


@pytest.fixture
def required() -> float:
    return throughput(exhaust(1.0))


def space(found: Packages) -> float:
    return float(found.space_efficiency[0]) / 0.95


@pytest.mark.pins("Appendix N")
def test_between_two_air_flows_and_above_the_highest(required):
    low, high = (space(performance(exhaust(flow))) for flow in (1.0, 2.0))
    assert low == pytest.approx(high)
    both = exhaust(0.5 * required, 1.5 * required)
    worse = space(performance(exhaust(0.5 * required)))
    better = space(performance(replace(both, package_results=both.package_results[2:])))
    assert better > worse
    assert space(performance(both)) == pytest.approx(2.0 / (1.0 / worse + 1.0 / better))
    above = exhaust(0.2 * required, 0.6 * required)
    top = replace(above, package_results=above.package_results[2:])
    assert space(performance(above)) == pytest.approx(space(performance(top)))


@pytest.mark.pins("230a", "Appendix N")
def test_the_fan_runs_alone_while_the_heat_pump_rests(required):
    """Equation N3 with Rhp = 1."""
    dwelling = exhaust(0.5 * required)
    worksheet = worksheet_of(dwelling)
    np.testing.assert_allclose(present(worksheet.ventilation.system_throughput), [0.5])
    volume = worksheet.dimensions.volume
    np.testing.assert_allclose(
        present(worksheet.pumps_and_fans.ventilation_fans),
        volume * 0.9 * 1.4 * 0.5 * (8760.0 - 4000.0) / 3600.0,
    )


@pytest.mark.pins("23b", "230a", "Appendix N")
@pytest.mark.parametrize("kind", [MEV, MVHR])
def test_over_ventilation(required, kind):
    """Equations N2 to N4: once with Fmv = 1, then with the factor so found, no further."""
    dwelling = exhaust(1.5 * required, 2.5 * required, kind=kind)
    worksheet = worksheet_of(dwelling)
    factor = (8760.0 - 4000.0 + 1.5 * 4000.0) / 8760.0
    np.testing.assert_allclose(present(worksheet.ventilation.system_throughput), [0.5 * factor])
    volume = worksheet.dimensions.volume
    np.testing.assert_allclose(
        present(worksheet.pumps_and_fans.ventilation_fans),
        volume * 0.9 * 1.4 * 0.5 * 1.5 * (8760.0 - 4000.0) / 3600.0,
    )
    first = performance(dwelling)
    second_ratio = 6000.0 / (24.2 * worksheet.heat_losses.heat_transfer_coefficient.mean())
    assert second_ratio < first.plant_size_ratio[0]
    low = 1.0 / 220.0 + (1.0 / 260.0 - 1.0 / 220.0) * (second_ratio - 0.2) / 7.8
    np.testing.assert_allclose(worksheet.energy.main_1_efficiency, [0.95 / low])


@pytest.mark.pins("Appendix N")
def test_a_mixed_heat_pump_takes_more_air_from_outside_instead(required):
    dwelling = exhaust(1.5 * required, kind=PackageKind.EXHAUST_AIR_MIXED)
    worksheet = worksheet_of(dwelling)
    np.testing.assert_allclose(present(worksheet.ventilation.system_throughput), [0.5])
    np.testing.assert_allclose(
        present(worksheet.pumps_and_fans.ventilation_fans),
        worksheet.dimensions.volume * 0.9 * 1.4 * 0.5 * (8760.0 - 4000.0) / 3600.0,
    )


@pytest.mark.pins("Appendix N")
@pytest.mark.parametrize(("times", "is_invalid"), [(1.99, False), (2.01, True)])
def test_more_than_twice_the_air_is_outside_the_data(required, times, is_invalid):
    worksheet = worksheet_of(exhaust(times * required))
    assert worksheet.package is not None
    assert bool(worksheet.package.is_outside_data[0]) is is_invalid


def test_running_hours_are_interpolated_and_rounded(required):
    """N3.2 a: by plant size ratio and air flow, to whole hours."""
    records = tuple(
        replace(record, running_hours=hours)
        for record, hours in zip(
            exhaust(0.5 * required).package_results, (5000.0, 3000.0), strict=True
        )
    )
    found = performance(replace(exhaust(0.5 * required), package_results=records))
    ratio = found.plant_size_ratio[0]
    expected = 5000.0 - 2000.0 * (ratio - 0.2) / 7.8
    assert found.running_hours[0] == round(expected)


def test_other_dwellings_of_the_batch_keep_their_ventilation(required):
    plain = replace(exhaust(1.5 * required), packages=(), package_results=())
    several = [plain, exhaust(1.5 * required), with_package()]
    together = worksheet_of(*several)
    for index, dwelling in enumerate(several):
        alone = worksheet_of(dwelling)
        np.testing.assert_allclose(
            together.ventilation.effective_air_change_rate[index],
            alone.ventilation.effective_air_change_rate[0],
            rtol=1e-12,
        )
        np.testing.assert_allclose(together.rating.score[index], alone.rating.score[0], rtol=1e-12)


@pytest.mark.pins("Appendix N")
@pytest.mark.parametrize(("output_kw", "is_invalid"), [(0.5, True), (20.0, False)])
def test_micro_cogeneration_below_a_fifth_of_the_heat_loss_is_outside_the_data(
    output_kw, is_invalid
):
    records = results([(0.2, 80.0, 100.0), (5.0, 84.0, 100.0)], output_kw)
    worksheet = worksheet_of(
        with_package(records, code=102, fuel=1, control=2106, kind=PackageKind.MICRO_COGENERATION)
    )
    assert worksheet.package is not None
    assert bool(worksheet.package.is_outside_data[0]) is is_invalid
