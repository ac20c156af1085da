"""Pictures inside metadata, so that Dagster's UI shows them."""

import base64


def inline_image(png: bytes, alt_text: str) -> str:
    """Return a picture as Markdown with the picture itself in it."""
    return f"![{alt_text}](data:image/png;base64,{base64.b64encode(png).decode()})"
