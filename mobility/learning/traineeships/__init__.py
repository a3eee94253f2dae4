"""The learning agreement of a trainee: a form of its own on the same versions and signatures."""
