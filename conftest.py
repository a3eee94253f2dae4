"""What every run of the tests needs before the first of them is read."""

pytest_plugins = [
    "tests.plugins.servers",
    "tests.plugins.surroundings",
    "tests.plugins.databases",
    "tests.plugins.emptying",
    "tests.plugins.browser",
]
