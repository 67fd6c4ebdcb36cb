"""The Chromium that opens our pages: the whole browser, and its build without windows, which works a third less."""

import shutil

from playwright.sync_api import expect

# For what a browser itself keeps and does: what stands behind Back, what is on its disk, its own keys.
WHOLE = "/usr/bin/chromium"
# The same engine. Where a system has no such build, the whole one does the same and takes longer.
LIGHT = shutil.which("chromium-headless-shell") or WHOLE
# Machines that run tests are busy: what is expected comes, and sometimes later than the five seconds that are usual.
expect.set_options(timeout=15_000)
