"""What a browser that walks a way through pages can tell: of the keyboard, the tree, what is spoken, and time."""
