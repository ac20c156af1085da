"""Plots inside metadata, so that Dagster's UI shows them."""

import base64

import altair as alt
import dagster as dg

from ara_assets.reporting.charts import png


def inline_plot(chart: alt.Chart | alt.LayerChart, alt_text: str) -> dg.MarkdownMetadataValue:
    """Return a plot as Markdown with the picture itself in it; it works offline."""
    picture = base64.b64encode(png(chart)).decode()
    return dg.MetadataValue.md(f"![{alt_text}](data:image/png;base64,{picture})")
