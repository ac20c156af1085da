"""Plots of a portfolio, as SVG for the report and PNG for the assets' pages; they work offline."""

from collections.abc import Mapping

import altair as alt
import pandas as pd
import vl_convert

from ara_assets.domain.portfolio import BANDS, Portfolio

# The bands' own colours on a certificate.
BAND_COLOURS = ("#008054", "#19b459", "#8dce46", "#ffd500", "#fcaa65", "#ef8023", "#e9153b")
INK, ACCENT = "#1d3557", "#457b9d"
COHORT_COLOURS = (ACCENT, "#2a9d8f", "#8ab17d", "#e9c46a", "#e76f51")
WIDTH, HEIGHT = 420, 240
_LODGED_UNDER = {"none": "SAP 10.2", "pre_sap10": "another SAP"}
_LOW, _HIGH = 0.0, 105.0  # SAP ratings that plots show
_RATINGS = alt.Scale(domain=[_LOW, _HIGH])
MOST_POINTS = 4_000
"""Homes that a scatter shows at most: more are a blot, and beyond 5,000 Altair refuses them."""


def svg(chart: alt.Chart | alt.LayerChart) -> str:
    """Render a chart as SVG."""
    return vl_convert.vegalite_to_svg(chart.to_dict())


def png(chart: alt.Chart | alt.LayerChart) -> bytes:
    """Render a chart as PNG, under 100 kB: an asset's page holds the picture itself."""
    return vl_convert.vegalite_to_png(chart.to_dict())


def bands_before_and_after(portfolio: Portfolio) -> alt.Chart:
    """Bars of homes per band, as they are and with their plans."""
    rows = [
        {"band": band, "state": "today", "homes": count}
        for band, count in portfolio.bands().items()
    ]
    if len(portfolio.plans):
        after = portfolio.plans.drop_duplicates("property_id")["epc_band_after"].value_counts()
        rows += [
            {"band": band, "state": "with plan", "homes": int(after.get(band, 0))} for band in BANDS
        ]
    return _titled(
        alt.Chart(pd.DataFrame(rows))
        .mark_bar()
        .encode(
            x=alt.X("band:N", title="EPC band", sort=list(BANDS), axis=alt.Axis(labelAngle=0)),
            xOffset=alt.XOffset("state:N", sort=["today", "with plan"]),
            y=alt.Y("homes:Q", title="homes"),
            color=alt.Color("band:N", scale=_band_scale(), legend=None),
            opacity=alt.Opacity(
                "state:N",
                scale=alt.Scale(domain=["today", "with plan"], range=[0.45, 1.0]),
                title=None,
            ),
        ),
        "Homes per band, today and with their plan",
    )


def histogram(values: pd.Series, *, step: float, axis: str, title: str) -> alt.Chart:
    """Histogram of one figure of the homes, in steps."""
    low = (values.dropna().astype(float) // step * step).rename("low")
    frame = low.value_counts().rename("homes").reset_index()  # a picture needs no row per home
    frame["high"] = frame["low"] + step
    return _titled(
        alt.Chart(frame)
        .mark_bar(color=ACCENT)
        .encode(
            x=alt.X("low:Q", bin=alt.Bin(binned=True, step=step), title=axis),
            x2="high:Q",
            y=alt.Y("homes:Q", title="homes"),
        ),
        title,
    )


def rating_distribution(scores: pd.Series) -> alt.Chart:
    """Histogram of SAP scores in steps of four points."""
    return histogram(scores, step=4, axis="SAP score", title="Calculated SAP scores")


def bill_distribution(totals: pd.Series) -> alt.Chart:
    """Histogram of annual bills in steps of 250 GBP."""
    return histogram(totals, step=250, axis="bill, GBP a year", title="Annual bills")


def counts(found: Mapping[str, int], *, title: str, unit: str = "homes") -> alt.Chart:
    """Bars of how often each value occurs, the most frequent first."""
    frame = pd.DataFrame(
        [{"value": value.replace("_", " "), "count": count} for value, count in found.items()],
        columns=["value", "count"],
    )
    return _titled(
        alt.Chart(frame)
        .mark_bar(color=INK)
        .encode(
            y=alt.Y("value:N", sort="-x", title=None, axis=alt.Axis(labelLimit=240)),
            x=alt.X("count:Q", title=unit),
        ),
        title,
    )


def places(homes: pd.DataFrame) -> alt.Chart:
    """Map of the homes on the British National Grid, in kilometres."""
    frame = (homes[["easting_m", "northing_m"]].dropna().astype(float) / 1000.0).round(1)
    shown, title = _shown(frame, "Where the homes are")
    return _titled(
        alt.Chart(shown)
        .mark_circle(size=22, opacity=0.6, color=ACCENT)
        .encode(
            x=alt.X("easting_m:Q", title="easting, km", scale=alt.Scale(domain=[0, 700])),
            y=alt.Y("northing_m:Q", title="northing, km", scale=alt.Scale(domain=[0, 1250])),
        ),
        title,
    )


def calculated_against_lodged(homes: pd.DataFrame) -> alt.LayerChart:
    """Scatter of calculated against lodged ratings; the line is equality."""
    frame = homes[["lodged_sap_rating", "sap_score", "rebaseline_reason"]].dropna()
    frame = frame.astype({"lodged_sap_rating": float, "sap_score": float})
    frame["lodged under"] = frame["rebaseline_reason"].map(_LODGED_UNDER).fillna("other")
    shown, title = _shown(frame, "Calculated against lodged rating")
    points = (
        alt.Chart(shown)
        .mark_circle(size=26, opacity=0.65)
        .encode(
            x=alt.X("lodged_sap_rating:Q", title="lodged SAP", scale=_RATINGS),
            y=alt.Y("sap_score:Q", title="calculated SAP", scale=_RATINGS),
            color=alt.Color(
                "lodged under:N",
                scale=alt.Scale(domain=list(_LODGED_UNDER.values()), range=[ACCENT, "#e76f51"]),
            ),
        )
    )
    return _layered([_equality(), points], title)


def agreement(points: pd.DataFrame, cohorts: Mapping[str, str]) -> alt.LayerChart:
    """Circles of calculated against lodged ratings in whole points, as large as their homes."""
    frame = points.astype({"lodged_sap_rating": float, "sap_score": float, "homes": float})
    frame["cohort"] = frame["cohort"].map(dict(cohorts))
    names = [name for name in cohorts.values() if name in set(frame["cohort"])]
    circles = (
        alt.Chart(frame)
        .mark_circle(opacity=0.65)
        .encode(
            x=alt.X("lodged_sap_rating:Q", title="lodged SAP", scale=_RATINGS),
            y=alt.Y("sap_score:Q", title="calculated SAP", scale=_RATINGS),
            size=alt.Size("homes:Q", title="homes", scale=alt.Scale(range=[14, 240])),
            color=alt.Color(
                "cohort:N",
                title=None,
                scale=alt.Scale(domain=names, range=list(COHORT_COLOURS[: len(names)])),
                legend=alt.Legend(orient="bottom", direction="vertical", labelLimit=WIDTH),
            ),
        )
    )
    return _layered([_equality(), circles], "Calculated against lodged rating")


def _equality() -> alt.Chart:
    """Draw the line on which both ratings are equal."""
    return (
        alt.Chart(pd.DataFrame({"x": [_LOW, _HIGH], "y": [_LOW, _HIGH]}))
        .mark_line(color="#adb5bd", strokeDash=[4, 4])
        .encode(x="x:Q", y="y:Q")
    )


def cost_against_carbon(plans: pd.DataFrame) -> alt.Chart:
    """Scatter of what each plan costs and how much carbon it saves."""
    frame = plans[plans["measure_count"] > 0].assign(
        saving=lambda rows: rows["co2_t_per_year_before"] - rows["co2_t_per_year_after"]
    )[["total_cost_gbp", "saving", "epc_band_before"]]
    shown, title = _shown(frame, "Cost of each plan against the carbon it saves")
    return _titled(
        alt.Chart(shown)
        .mark_circle(size=32, opacity=0.75)
        .encode(
            x=alt.X("total_cost_gbp:Q", title="cost of the plan, GBP"),
            y=alt.Y("saving:Q", title="CO2 saved, t per year"),
            color=alt.Color("epc_band_before:N", title="band today", scale=_band_scale()),
        ),
        title,
    )


def _shown(frame: pd.DataFrame, title: str) -> tuple[pd.DataFrame, str]:
    """Return the points of a scatter and its title, which says so where they are a sample."""
    if len(frame) <= MOST_POINTS:
        return frame, title
    return frame.sample(MOST_POINTS, random_state=0), f"{title} ({MOST_POINTS:,} of {len(frame):,})"


def _band_scale() -> alt.Scale:
    return alt.Scale(domain=list(BANDS), range=list(BAND_COLOURS))


def _titled(chart: alt.Chart, title: str) -> alt.Chart:
    return chart.properties(title=title, width=WIDTH, height=HEIGHT)


def _layered(charts: list[alt.Chart], title: str) -> alt.LayerChart:
    layers = alt.LayerChart(layer=charts)
    return layers.properties(title=title, width=WIDTH, height=HEIGHT)
