"""What every test has: laws tried on as many examples as the lane asks for, never against a clock.

`make test` tries 50 examples of each law, `make laws` 2,000 (`--hypothesis-profile=laws`). A
machine may be slow or busy, so no example has a deadline and slow ones are no fault.
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "test",
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("laws", settings.get_profile("test"), max_examples=2000)
settings.load_profile("test")
