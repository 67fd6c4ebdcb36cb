"""The look: base page, parts of pages, style, and the words for bad input."""
