"""Small tools for developers; nothing of them is in the package."""
