"""The style that the first screen needs: it stands in every page, let in by its fingerprint (CSP level 3)."""

import base64
import hashlib
from pathlib import Path

FIRST_STYLE = (Path(__file__).parent / "templates" / "ui" / "first.css").read_text()
FIRST_STYLE_HASH = "'sha256-" + base64.b64encode(hashlib.sha256(FIRST_STYLE.encode()).digest()).decode() + "'"
