"""The outermost room: settings, addresses, the server and the command line; the only place that knows every part."""
