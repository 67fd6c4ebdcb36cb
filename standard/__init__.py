"""The standard for trauma-informed pages, as a machine can check it: its rules, and what looks whether they hold."""
