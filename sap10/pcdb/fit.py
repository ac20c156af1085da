"""Products of a dwelling by their records: what the product database changes in an expansion.

`fit` looks up every product that a description names. It puts into the description what the rules
of expansion need of a record (the nearest heating code, the fuel, fan power) and takes the index
out; `Fitted.install` then puts the records' own figures into the expanded dwelling. A product that
is not in the database stays named, so that the expansion rates it by the code beside it or refuses
it.
"""

from dataclasses import dataclass, replace

from sap10.certificate import EpcPropertyData
from sap10.certificate.ventilation import Ventilation
from sap10.dwelling import Dwelling
from sap10.errors import NotSupported
from sap10.full_sap.mechanical_ventilation import mechanical_inputs
from sap10.local_weather import LocalWeather
from sap10.pcdb.database import Pcdb
from sap10.pcdb.heating_fit import MainProduct, fit_main
from sap10.pcdb.heating_install import install_main
from sap10.pcdb.network_fit import fit_networks
from sap10.pcdb.ventilation_fit import fitted_ventilation, of_heat_pump
from sap10.pcdb.water_fit import WasteWater, fit_waste_water, install_waste_water
from sap10.pcdb.weather_fit import local_weather
from sap10.products import ProductUse
from sap10.rdsap.context import Notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A description with its products looked up, and what their records change after expansion.

    `ventilation` is that of a product whose figures are used, None without one; `weather` that of
    the postcode district, None where it is not known.
    """

    epc: EpcPropertyData
    uses: tuple[ProductUse, ...]
    notes: tuple[str, ...]
    mains: tuple[MainProduct, ...]
    waste_water: WasteWater
    ventilation: Ventilation | None
    weather: LocalWeather | None

    def install(self, dwelling: Dwelling) -> Dwelling:
        """Put the records' figures into the dwelling that was expanded from `epc`."""
        for product in self.mains:
            dwelling = install_main(dwelling, product, self.epc)
        dwelling = install_waste_water(dwelling, self.waste_water)
        if self.ventilation is not None:
            found = mechanical_inputs(self.ventilation, Notes())
            dwelling = replace(dwelling, ventilation_units=found.units, wet_room_fans=found.fans)
        notes = dict.fromkeys((*dwelling.notes, *self.notes))
        return replace(
            dwelling,
            local_weather=self.weather,
            notes=tuple(notes),
            product_uses=self.uses,
        )


def fit(epc: EpcPropertyData, pcdb: Pcdb, default_wet_rooms: int | None = None) -> Fitted:
    """Look up every product that a description names.

    Parameters
    ----------
    epc
        The description.
    pcdb
        The product database.
    default_wet_rooms
        Wet rooms where the document does not say (RdSAP 10 Table 5); None if nothing says.
    """
    uses: list[ProductUse] = []
    cylinder = epc.water_heating.cylinder
    exchanger_m2 = 0.0 if cylinder is None else cylinder.heat_exchanger_area_m2 or 0.0
    fits = [fit_main(main, exchanger_m2, pcdb, uses) for main in epc.heating.main]
    mains = tuple(product for _, product in fits)
    water, waste_water = fit_waste_water(epc.water_heating, pcdb, uses)
    notes = [note for product in mains for note in product.notes] + list(waste_water.notes)
    heating = fit_networks(
        epc.heating.model_copy(update={"main": tuple(system for system, _ in fits)}),
        pcdb,
        uses,
        notes,
    )
    packages = [product.package for product in mains if product.package]
    if len(packages) > 1:
        raise NotSupported(
            field="Main-Heating[2]/Main-Heating-Index-Number",
            value=epc.heating.main[1].product_index,
            rule="SAP 10.2 Appendix N: two packages in one dwelling",
        )
    package = packages[0] if packages else None
    recorded = of_heat_pump(epc.ventilation, package, pcdb, notes)
    ventilation, is_declared = fitted_ventilation(recorded, pcdb, default_wet_rooms, uses, notes)
    weather = local_weather(epc.postcode_district, pcdb)
    if weather is not None:
        notes.append(f"local weather of {weather.place} by its record (SAP 10.2 Appendix U)")
    notes += [
        f"{use.role}: product {use.index} is not in revision {pcdb.revision}"
        " of the product database"
        for use in uses
        if not use.is_found
    ]
    return Fitted(
        epc=epc.model_copy(
            update={
                "heating": heating,
                "water_heating": water,
                "ventilation": ventilation,
            }
        ),
        uses=tuple(uses),
        notes=tuple(notes),
        mains=mains,
        waste_water=waste_water,
        ventilation=ventilation if is_declared else None,
        weather=weather,
    )
