"""Commands of the pages that bring parts together."""
