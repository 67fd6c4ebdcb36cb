"""What a browser tells that walks a way through pages, and which tests prove the rules of flows and of code."""

from standard.flows.by_code import CODE
from standard.flows.by_flow import FLOWS

__all__ = ["CODE", "FLOWS"]
