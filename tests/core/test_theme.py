"""The institution's accent colour, in both themes."""

import pytest

from core.colours import contrast, readable_on


@pytest.fixture
def sheet(client, settings):
    def ask(light, dark):
        settings.ACCENT_COLOUR, settings.ACCENT_COLOUR_DARK = light, dark
        response = client.get("/theme.css")
        assert response.headers["Content-Type"] == "text/css"
        return response.content.decode()

    return ask


def test_the_accents_come_with_the_colour_that_reads_on_them(sheet):
    expected = ":root { --accent: #0b5a86; --on-accent: #ffffff; --accent-dark: #ffdd00; --on-accent-dark: #08202d; }\n"
    assert sheet("#0b5a86", "#ffdd00") == expected


@pytest.mark.parametrize("value", ["red; } body { display: none", "#12", "#12345", "", "#0b5a86\n}"])
def test_a_value_that_is_no_colour_is_left_out(sheet, value):
    assert sheet(value, value) == sheet("#0b5a86", "#6cb8e0")


def test_the_sheet_is_kept_by_browsers_and_needs_no_sign_in(client):
    response = client.get("/theme.css")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    assert client.post("/theme.css").status_code in (403, 405)


def test_contrast_is_the_one_of_the_guidelines():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", ["#0b5a86", "#6cb8e0", "#fd0", "#c00", "#808080"])
def test_what_is_written_on_an_accent_can_be_read(colour):
    assert contrast(readable_on(colour), colour) >= 4.1
