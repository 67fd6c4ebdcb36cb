"""Each figure is one small module with a function `measure`."""

from bench.figures import (
    drawing,
    every_page,
    finding,
    first_visit,
    opening_unnamed,
    pages,
    pairing,
    screens,
    streams,
    tables_of_people,
    what_was_done,
    writes,
    writing,
)

# Screens come before the writes that fill the room with hundreds of lines: people meet in one with dozens.
ALL = (
    first_visit.measure,
    pages.measure,
    screens.measure,
    streams.measure,
    writes.measure,
    finding.measure,
    writing.measure,
    pairing.measure,
    drawing.measure,
    tables_of_people.measure,
    opening_unnamed.measure,
    every_page.measure,
    # Last: nothing else is measured in a database with a million lines.
    what_was_done.measure,
)
