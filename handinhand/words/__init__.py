"""Every word anybody writes: who can see it, and taking it back."""
