"""Measures at homes whose heating is known by its record."""

from functools import partial
from itertools import combinations

import pytest

import sap10
from sap10 import measures
from sap10.measures import MeasureType, SiteFacts
from sap10.measures.packages import PackageExpansion
from sap10.pcdb import Pcdb
from tests.sap10.pcdb.test_fit import heated_by, without_cylinder

HEATING = {MeasureType.AIR_SOURCE_HEAT_PUMP, MeasureType.GAS_BOILER}


@pytest.fixture(scope="module")
def expansion(newest: Pcdb) -> PackageExpansion:
    epc = without_cylinder(heated_by(17741))
    overlays = {
        found.measure: found.overlay
        for found in measures.assess(epc, SiteFacts())
        if found.overlay is not None
    }
    return PackageExpansion(epc, overlays, partial(sap10.expand, pcdb=newest))


def test_packages_share_what_their_groups_expand_to(expansion: PackageExpansion) -> None:
    for size in (1, 2):
        for package in combinations(sorted(expansion._overlays), size):
            try:
                alone = expansion.exactly(package)
            except sap10.CertificateRejected:
                continue
            shared = expansion.dwelling(package)
            assert sap10.rate([shared]).sap_score == sap10.rate([alone]).sap_score, package


def test_new_heating_takes_the_products_of_the_old_with_it(expansion: PackageExpansion) -> None:
    offered = HEATING & set(expansion._overlays)
    assert offered
    for measure in offered:
        after = expansion.dwelling([measure])
        assert expansion.dwelling([]).boiler_products
        assert after.boiler_products == ()
        assert after.combi_product is None
        assert after.product_uses == ()


def test_insulation_leaves_the_products_as_they_are(expansion: PackageExpansion) -> None:
    before = expansion.dwelling([])

    after = expansion.dwelling([MeasureType.LOFT_INSULATION])

    assert after.boiler_products == before.boiler_products
    assert after.main_1 == before.main_1
