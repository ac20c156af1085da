"""Tables of an asset's metadata as Markdown."""

import pandas as pd


def markdown_table(rows: list[dict[str, object]]) -> str:
    """Return rows of equal keys as a Markdown table."""
    frame = pd.DataFrame(rows)
    lines = [" | ".join(map(str, frame.columns)), " | ".join("---" for _ in frame.columns)]
    lines += [" | ".join(map(str, row)) for row in frame.itertuples(index=False)]
    return "\n".join(f"| {line} |" for line in lines)
