"""Tea: a cup of tea in pairs or threes, drawn for those who would like it, so that everybody meets everybody."""
