"""Each figure is one small module with a function `measure`."""

from bench.figures import first_visit, pages, screens, streams, writes

ALL = (first_visit.measure, pages.measure, writes.measure, streams.measure, screens.measure)
