"""`handinhand check`: says what is misconfigured and the fix, one finding a line; then what Django finds."""

from typing import Any

from django.utils import timezone

from handinhand.config.readiness import all_findings
from handinhand.ground.command import KeepersCommand


class Command(KeepersCommand):
    """Say in plain words what has to be mended."""

    called = "check"
    help = "Say what is misconfigured here, and the fix. Exit status 1 when something has to be mended."

    def handle(self, *args: Any, **options: Any) -> None:
        findings = all_findings(now=timezone.now())
        for finding in findings:
            self.stdout.write(str(finding))
        self.check(display_num_errors=False)
        if any(finding.is_fault for finding in findings):
            raise SystemExit(1)
        self.stdout.write("All is well.")
