"""How we work, explained: an introduction for whoever is new to trauma-informed practice or to co-production."""
