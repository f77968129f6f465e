"""How a portal is started."""

from juesuan.portal.portal_settings import PortalSettings


def test_a_portal_is_of_this_machine_unless_told_otherwise() -> None:
    assert PortalSettings().local
    assert PortalSettings().address == "http://127.0.0.1:8000/"
    assert not PortalSettings("0.0.0.0").local  # noqa: S104 - the very case
    assert PortalSettings("::1", 81).address == "http://[::1]:81/"
