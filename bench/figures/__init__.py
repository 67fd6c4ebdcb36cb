"""Each figure is one small module with a function `measure`."""

from bench.figures import finding, first_visit, pages, screens, streams, writes

ALL = (first_visit.measure, pages.measure, writes.measure, finding.measure, streams.measure, screens.measure)
