"""SAP inputs of packages: one expansion shared by the many overlays of one dwelling.

A package's overlays fall into four groups that RdSAP expands apart from each other: fabric with
ventilation, lighting, heating with hot water, generation. Each combination within a group is
expanded once, and the SAP inputs of a package are those of the dwelling with each group's changes.
Where two groups change the same input the package is expanded for itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from sap10.certificate import EpcPropertyData
from sap10.dwelling import Dwelling
from sap10.measures.assessment import ATTRIBUTION_ORDER, MeasureType
from sap10.overlay import Overlay, apply

Expand = Callable[[EpcPropertyData], Dwelling]
Input = tuple[str, str]
"""One SAP input: group of inputs and its field, or table of records and an empty string."""

_GROUPS: Final = (
    frozenset(
        {
            MeasureType.CAVITY_WALL_INSULATION,
            MeasureType.EXTERNAL_WALL_INSULATION,
            MeasureType.INTERNAL_WALL_INSULATION,
            MeasureType.EXTRACT_FANS,
            MeasureType.LOFT_INSULATION,
            MeasureType.SOLID_FLOOR_INSULATION,
            MeasureType.SUSPENDED_FLOOR_INSULATION,
            MeasureType.DOUBLE_GLAZING,
        }
    ),
    frozenset({MeasureType.LED_LIGHTING}),
    frozenset({MeasureType.GAS_BOILER, MeasureType.AIR_SOURCE_HEAT_PUMP}),
    frozenset({MeasureType.SOLAR_PV}),
)
FABRIC: Final = _GROUPS[0]
"""Measures that decide the heat loss of the dwelling."""

_LABELS = ("reference", "notes")


class PackageExpansion:
    """Expands packages of one dwelling.

    Parameters
    ----------
    epc
        The dwelling as it is.
    overlays
        Overlay of each measure that a package may hold.
    expand
        `sap10.expand`, with the setting that all are rated by.
    """

    def __init__(
        self, epc: EpcPropertyData, overlays: Mapping[MeasureType, Overlay], expand: Expand
    ) -> None:
        self._epc = epc
        self._overlays = overlays
        self._expand = expand
        self._base: Final = expand(epc)
        self._changes: dict[frozenset[MeasureType], dict[Input, Any]] = {}

    def exactly(self, measures: Iterable[MeasureType]) -> Dwelling:
        """Expand a package for itself, sharing nothing.

        Parameters
        ----------
        measures
            Its measures, in any order.

        Returns
        -------
        Dwelling
            SAP inputs of the dwelling with all of them.
        """
        wanted = frozenset(measures)
        ordered = [self._overlays[one] for one in ATTRIBUTION_ORDER if one in wanted]
        return self._expand(apply(self._epc, *ordered))

    def dwelling(self, measures: Iterable[MeasureType]) -> Dwelling:
        """Return the SAP inputs of a package, sharing what groups of measures expand to.

        Parameters
        ----------
        measures
            Its measures, in any order.

        Returns
        -------
        Dwelling
            Equal to `exactly(measures)` but for its notes, those of the dwelling as it is.
        """
        wanted = frozenset(measures)
        changes: dict[Input, Any] = {}
        for group in _GROUPS:
            own = self._changes_of(wanted & group)
            if own.keys() & changes.keys():
                return self.exactly(wanted)
            changes |= own
        return _with_changes(self._base, changes)

    def _changes_of(self, measures: frozenset[MeasureType]) -> dict[Input, Any]:
        if not measures:
            return {}
        if measures not in self._changes:
            self._changes[measures] = _changes(self._base, self.exactly(measures))
        return self._changes[measures]


def treated_area_m2(before: Dwelling, after: Dwelling) -> float:
    """Return the area of the elements and openings whose U-value a measure changes.

    Parameters
    ----------
    before, after
        The dwelling without and with the measure, its geometry the same.

    Returns
    -------
    float
        Area treated, to two decimals. [m2]
    """
    elements = zip(before.elements, after.elements, strict=True)
    openings = zip(before.openings, after.openings, strict=True)
    treated = [was.area_m2 for was, now in elements if was.u_value != now.u_value]
    treated += [was.area_m2 for was, now in openings if was.u_value != now.u_value]
    return round(sum(treated), 2)


def _changes(before: Dwelling, after: Dwelling) -> dict[Input, Any]:
    """Return the SAP inputs that differ, with their value after."""
    found: dict[Input, Any] = {}
    for group in fields(Dwelling):
        if group.name in _LABELS:
            continue
        was, now = getattr(before, group.name), getattr(after, group.name)
        if isinstance(was, tuple) or was is None or now is None:  # records, or an absent product
            if was != now:
                found[group.name, ""] = now
            continue
        for item in fields(was):
            if getattr(was, item.name) != getattr(now, item.name):
                found[group.name, item.name] = getattr(now, item.name)
    return found


def _with_changes(base: Dwelling, changes: Mapping[Input, Any]) -> Dwelling:
    whole: dict[str, Any] = {name: value for (name, item), value in changes.items() if not item}
    grouped: dict[str, dict[str, Any]] = {}
    for (name, item), value in changes.items():
        if item:
            grouped.setdefault(name, {})[item] = value
    for name, values in grouped.items():
        whole[name] = replace(getattr(base, name), **values)
    return replace(base, **whole)
