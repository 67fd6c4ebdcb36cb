"""`handinhand check`: says what is misconfigured and the fix, one finding a line; then Django's own checks."""

from typing import Any

from django.core.management.commands import check
from django.utils import timezone

from handinhand.config.readiness import all_findings


class Command(check.Command):
    """Say in plain words what has to be mended; with arguments of Django's own `check`, be that one."""

    help = "Say what is misconfigured here, and the fix. Exit status 1 when something has to be mended."
    requires_system_checks = []

    def handle(self, *app_labels: Any, **options: Any) -> None:
        narrowed = app_labels or options["tags"] or options["list_tags"] or options["deploy"] or options["databases"]
        if narrowed:
            super().handle(*app_labels, **options)
            return
        findings = all_findings(now=timezone.now())
        for finding in findings:
            self.stdout.write(str(finding))
        self.check(display_num_errors=False)
        if any(finding.is_fault for finding in findings):
            raise SystemExit(1)
        self.stdout.write("All is well.")
