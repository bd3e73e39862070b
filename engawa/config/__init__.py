"""Settings, routes and the `engawa` command: the one place that knows everything."""
