"""The Chromium that opens our pages: the whole browser, and its build without windows, which works a third less."""

import shutil

# For what a browser itself keeps and does: what stands behind Back, what is on its disk, its own keys.
WHOLE = "/usr/bin/chromium"
# The same engine. Where a system has no such build, the whole one does the same and takes longer.
LIGHT = shutil.which("chromium-headless-shell") or WHOLE
