"""The climate region of a dwelling, RdSAP 10 sections 15 and 19, and SAP 10.2 Table U6."""

from sap10.appendices.u_climate import UK_AVERAGE, postcode_region
from sap10.certificate import Country, EpcPropertyData, Region
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes

ISLE_OF_MAN = 22
"""Region of every postcode of the Isle of Man, section 19."""

_REGIONS: dict[Region | None, int] = {
    Region.THAMES_VALLEY: 1,
    Region.SOUTH_EAST_ENGLAND: 2,
    Region.SOUTHERN_ENGLAND: 3,
    Region.SOUTH_WEST_ENGLAND: 4,
    Region.SEVERN_VALLEY: 5,
    Region.MIDLANDS: 6,
    Region.WEST_PENNINES: 7,
    Region.NORTH_WEST_ENGLAND_SOUTH_WEST_SCOTLAND: 8,
    Region.BORDERS: 9,
    Region.NORTH_EAST_ENGLAND: 10,
    Region.EAST_PENNINES: 11,
    Region.EAST_ANGLIA: 12,
    Region.WALES: 13,
    Region.WEST_SCOTLAND: 14,
    Region.EAST_SCOTLAND: 15,
    Region.NORTH_EAST_SCOTLAND: 16,
    Region.HIGHLAND: 17,
    Region.WESTERN_ISLES: 18,
    Region.ORKNEY: 19,
    Region.SHETLAND: 20,
    Region.NORTHERN_IRELAND: 21,
    Region.ISLE_OF_MAN: ISLE_OF_MAN,
}


def climate_region(epc: EpcPropertyData, notes: Notes) -> int:
    """Return the region, 1 to 22, by postcode, else as the certificate names it, else 0.

    A postcode that Table U6 does not have leaves the certificate's own region, with a note. Ratings
    use the UK average whatever the region (section 15).

    Raises
    ------
    CertificateRejected
        Table U6 does not have the postcode, and the certificate names no region.
    """
    if epc.country is Country.ISLE_OF_MAN:
        return ISLE_OF_MAN
    if epc.postcode_district is not None:
        try:
            return postcode_region(epc.postcode_district)
        except CertificateRejected:
            if epc.region not in _REGIONS:
                raise
            notes.add(f"postcode {epc.postcode_district} not in Table U6: the recorded region")
    if epc.region in _REGIONS:
        return _REGIONS[epc.region]
    notes.add("no postcode and no region: UK average climate (SAP 10.2 Appendix U)")
    return UK_AVERAGE
