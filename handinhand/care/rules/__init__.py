"""Who may do what in care, and how much there is room for."""
