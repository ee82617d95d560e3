"""Images of a page: what is hostile gets a sentence, what is sound is measured and cut."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from tpelib.domain.page import images, placements


def photo(width: int = 1200, height: int = 900, kind: str = "JPEG", **saved: object) -> bytes:
    """Return a drawn photo with edges."""
    image = Image.new("RGB", (width, height), "#fbf8f3")
    pen = ImageDraw.Draw(image)
    for step in range(0, width, 40):
        pen.line((step, 0, width - step, height), fill="#0b5d59", width=5)
    stream = io.BytesIO()
    image.save(stream, kind, **saved)
    return stream.getvalue()


HEIC = Path(__file__).parents[1].joinpath("fixtures", "images", "iphone.heic").read_bytes()


def with_position() -> bytes:
    """Return a photo that says where it was taken, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return photo(exif=exif)


def bomb() -> bytes:
    """Return a small PNG that announces forty thousand pixels a side."""
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunks = b""
    for name, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_an_image_is_measured(kind: str) -> None:
    """Are the three kinds that people have read, whatever the name of the file?"""
    data = photo(kind=kind)
    found = images.measure(data)
    assert (found.width, found.height, found.weight, found.kind) == (1200, 900, len(data), kind)
    assert not found.located


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "JPEG, PNG, WebP ou HEIC"),
        (b"<svg/>", "JPEG, PNG, WebP ou HEIC"),
        (b"GIF89a" + bytes(40), "JPEG, PNG, WebP ou HEIC"),
        (photo()[:3000], "abîmée"),
        (bytes(images.MAX_BYTES + 1), "Mo"),
        (bomb(), "trop"),
    ],
    ids=["empty", "svg", "gif", "cut", "heavy", "bomb"],
)
def test_what_is_hostile_gets_a_sentence(data: bytes, word: str) -> None:
    """Does anything that is not a sound image give a French sentence, and nothing else?"""
    with pytest.raises(images.ImageError, match=word):
        images.measure(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_image_never_fails_otherwise(data: st.DataObject) -> None:
    """Can bytes changed anywhere give anything but measures or a sentence?"""
    whole = bytearray(with_position())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, min(len(whole), 2000) - 1))] = data.draw(st.integers(0, 255))
    said = ""
    try:
        found = images.measure(bytes(whole))
    except images.ImageError as problem:
        said = str(problem)
    assert said.endswith(".") or found.width > 0


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\x00\x00\x00WEBP", HEIC[:12], b""]),
    st.binary(max_size=400),
)
def test_made_up_bytes_get_a_sentence(head: bytes, rest: bytes) -> None:
    """Can bytes that only begin like an image do anything but be refused in French?"""
    with pytest.raises(images.ImageError, match=r"\.$"):
        images.check(head + rest)


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_a_broken_exif_is_no_reason_to_refuse(junk: bytes) -> None:
    """Is a sound photo measured whatever the camera, or somebody hostile, wrote in it?"""
    found = images.measure(photo(80, 60, exif=b"Exif\x00\x00" + junk))
    assert sorted((found.width, found.height)) == [60, 80]


def test_a_photo_of_an_iphone_is_read_and_given_back_as_jpeg() -> None:
    """Is a HEIC file measured, its position seen, and its copy one that every network takes?"""
    found = images.measure(HEIC)
    assert (found.width, found.height, found.kind, found.located) == (160, 120, "HEIF", True)
    clean = images.measure(images.without_metadata(HEIC))
    assert (clean.width, clean.height, clean.kind, clean.located) == (160, 120, "JPEG", False)


def test_a_hostile_photo_of_an_iphone_gets_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Are a bomb, a cut file and a computer that cannot read the format each said for what they are?"""
    at = HEIC.index(b"ispe") + 8
    bomb_of_heic = HEIC[:at] + (40_000).to_bytes(4, "big") * 2 + HEIC[at + 8 :]
    with pytest.raises(images.ImageError, match="trop"):
        images.measure(bomb_of_heic)
    with pytest.raises(images.ImageError, match="abîmée"):
        images.measure(HEIC[: len(HEIC) // 2])
    monkeypatch.setattr(images, "_reads_heic", lambda: False)
    images._measured.cache_clear()
    with pytest.raises(images.ImageError, match=r"iPhone.*Le plus compatible"):
        images.measure(HEIC)


def test_a_phone_that_writes_several_images_in_one_is_read() -> None:
    """Is a JPEG followed by others (MPO, as some phones write) measured as the JPEG it starts with?"""
    stream = io.BytesIO()
    first, second = (Image.open(io.BytesIO(photo(width, 200))) for width in (300, 100))
    first.save(stream, "MPO", save_all=True, append_images=[second])
    assert images.measure(stream.getvalue()).kind == "JPEG"
    assert images.measure(images.without_metadata(stream.getvalue())).width == 300


def test_position_is_seen_and_removed() -> None:
    """Is where a photo was taken found, removed on request, and the photo turned the right way up?"""
    found = images.measure(with_position())
    assert found.located
    assert (found.width, found.height) == (900, 1200)
    clean = images.without_metadata(with_position())
    again = images.measure(clean)
    assert not again.located
    assert (again.width, again.height) == (900, 1200)
    assert not Image.open(io.BytesIO(clean)).getexif()
    assert images.measure(images.without_metadata(photo(kind="PNG"))).kind == "PNG"


def test_a_blurred_photo_is_less_sharp() -> None:
    """Does blur lower the sharpness, below the threshold when it is heavy?"""
    sharp = images.measure(photo()).sharpness
    stream = io.BytesIO()
    Image.open(io.BytesIO(photo())).filter(ImageFilter.GaussianBlur(12)).save(stream, "PNG")
    blurred = images.measure(stream.getvalue()).sharpness
    assert blurred < images.SHARP < sharp


def test_every_network_has_a_profile_photo_and_its_own_places() -> None:
    """Are the places those of the norms, the free bands of a story included?"""
    places = {place.key: place for place in placements.placements("facebook")}
    assert (places["couverture"].width, places["couverture"].height) == (851, 315)
    assert places["story"].safe == (14, 20)
    assert [place.key for place in placements.placements("bluesky")] == ["profil"]
    for network in ("linkedin", "youtube", "x"):
        assert "couverture" in [place.key for place in placements.placements(network)]
    pin = next(place for place in placements.placements("pinterest") if place.key == "publication")
    assert pin.width / pin.height == pytest.approx(2 / 3, abs=0.001)


@pytest.mark.parametrize("place", placements.placements("facebook"), ids=lambda place: place.key)
def test_an_image_is_cut_to_its_place_and_never_enlarged(place: placements.Placement) -> None:
    """Has the cut image the proportions of its place, at its size when the photo is large enough?"""
    large = images.measure(
        placements.cut(with_position() if place.key == "profil" else photo(3000, 3000), place)
    )
    assert (large.width, large.height) == (place.width, place.height)
    assert not large.located
    small = images.measure(placements.cut(photo(200, 150), place))
    assert small.width <= 200
    assert small.height <= 150
    assert small.ratio == pytest.approx(place.width / place.height, rel=0.03)


def test_what_is_kept_can_be_moved_and_transparency_lies_on_white() -> None:
    """Does the centre chosen decide what stays, and does a logo without background stay light?"""
    image = Image.new("RGBA", (1000, 2000), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 1000, 800), fill="#ff0000")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    place = placements.placements("facebook")[0]
    top = Image.open(io.BytesIO(placements.cut(stream.getvalue(), place, (0.5, 0.0))))
    bottom = Image.open(io.BytesIO(placements.cut(stream.getvalue(), place, (0.5, 1.0))))
    assert top.getpixel((360, 10))[0] > 200 > top.getpixel((360, 10))[1]
    assert min(bottom.getpixel((360, 710))) > 240


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 4000),
    st.integers(1, 4000),
    st.floats(0.2, 5),
    st.sampled_from(list(placements.CENTRES.values())),
)
def test_what_is_kept_is_inside_the_image_at_the_side_asked(
    width: int, height: int, ratio: float, centre: tuple[str, tuple[float, float]]
) -> None:
    """Is a cut never out of the image, of the shape asked, and against the side where the subject is?"""
    left, top, right, bottom = placements.crop_box((width, height), ratio, centre[1])
    assert -1e-6 <= left < right <= width + 1e-6
    assert -1e-6 <= top < bottom <= height + 1e-6
    assert (right - left) / (bottom - top) == pytest.approx(ratio)
    if centre[1][0] == 0:
        assert left == pytest.approx(0)
    if centre[1][1] == 1:
        assert bottom == pytest.approx(height)


def test_advice_names_what_to_do() -> None:
    """Is each trouble said, and nothing said of a good photo in its own place?"""
    cover = next(place for place in placements.placements("facebook") if place.key == "couverture")
    assert placements.advice(images.ImageMeasures(851, 315, 100_000, "JPEG", 900.0, False), cover) == []
    said = " ".join(placements.advice(images.ImageMeasures(400, 400, 100_000, "JPEG", 3.0, True), cover))
    for word in ("il en faudrait", "coupé", "floue"):
        assert word in said
    heavy = images.ImageMeasures(1080, 1350, 9_000_000, "JPEG", 900.0, False)
    assert "Mo" in placements.advice(heavy, placements.placements("instagram")[1])[0]
    assert "boutons" in " ".join(placements.advice(heavy, placements.placements("instagram")[2]))
