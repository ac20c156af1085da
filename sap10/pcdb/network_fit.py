"""Heat networks by their records: heat sources and distribution loss factor (Appendix C)."""

from typing import Final

from sap10.certificate.heating import (
    Heating,
    HeatNetwork,
    HeatSourceType,
    MainHeating,
    MainHeatingCategory,
    NetworkHeatSource,
)
from sap10.certificate.vocabulary import Fuel
from sap10.pcdb.database import Pcdb, table_of
from sap10.pcdb.services import HeatNetworkRecord
from sap10.products import ProductUse
from sap10.services.heat_networks import code_of_sources, is_network_fuel

_SOURCE_TYPES: Final = {2: HeatSourceType.BOILERS}
"""Kinds of heat source by the file's number; others are not in the records that we know."""


def fit_networks(heating: Heating, pcdb: Pcdb, uses: list[ProductUse], notes: list[str]) -> Heating:
    """Put the heat sources and the loss factor of listed networks into a description.

    Records of format 601 have plant efficiencies, shares and the loss factor (RdSAP 10 Table 29),
    not the price and factors per kWh delivered of SAP 10.2 C2. A network whose sources the document
    lists, or whose record has sources of another kind, keeps what the document says.

    Parameters
    ----------
    heating
        Space heating as described.
    pcdb
        The product database.
    uses
        Takes every network that is named.
    notes
        Takes which figures were used.
    """
    networks: list[HeatNetwork] = []
    fitted: list[HeatNetwork] = []
    for number, network in enumerate(heating.heat_networks, start=1):
        index = network.product_index
        if index is None:
            networks.append(network)
            continue
        record = pcdb.find(HeatNetworkRecord, index)
        uses.append(ProductUse(role=f"heat network {number}", index=index, table=table_of(record)))
        sources = () if record is None else _sources(record)
        if record is None or not sources or network.heat_sources:
            networks.append(network)
            continue
        found = network.model_copy(
            update={
                "product_index": None,
                "heat_sources": sources,
                "distribution_loss_factor": record.distribution_loss_factor,
            }
        )
        notes.append(
            f"heat network {record.index} {record.name}: {len(sources)} heat sources, loss factor"
            f" {record.distribution_loss_factor:g} of its record (SAP 10.2 C3.1, RdSAP 10 Table 29)"
        )
        networks.append(found)
        fitted.append(found)
    main = tuple(_coded(system, fitted) for system in heating.main)
    return heating.model_copy(update={"heat_networks": tuple(networks), "main": main})


def _sources(record: HeatNetworkRecord) -> tuple[NetworkHeatSource, ...]:
    """Return the heat sources of a record; none if one is of a kind or fuel not known."""
    known = {fuel.value for fuel in Fuel if is_network_fuel(fuel)}
    if any(s.kind not in _SOURCE_TYPES or s.fuel not in known for s in record.sources):
        return ()
    return tuple(
        NetworkHeatSource(
            type=_SOURCE_TYPES[source.kind],
            fuel=Fuel(source.fuel),
            heat_fraction=source.share,
            heat_efficiency_percent=source.efficiency_percent,
        )
        for source in record.sources
    )


def _coded(main: MainHeating, fitted: list[HeatNetwork]) -> MainHeating:
    """Give a system on a network that its record describes the code and fuel of its sources."""
    network = next((item for item in fitted if item.use != "water"), None)
    if network is None or main.category is not MainHeatingCategory.HEAT_NETWORK:
        return main
    change: dict[str, object] = {}
    if main.heating_code is None:
        change["heating_code"] = code_of_sources(network)
    if main.fuel in (None, Fuel.FROM_DATABASE):
        change["fuel"] = network.heat_sources[0].fuel
    return main.model_copy(update=change)
