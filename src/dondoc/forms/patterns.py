"""Known forms of a text: numbers of persons, phones, addresses of mail, tax codes. Each is cleaned or refused."""

from __future__ import annotations

import re
from collections.abc import Callable

from dondoc.forms.definition import Pattern


class Wrong(ValueError):
    """What was given is not what the field asks for. ``str()`` is the Vietnamese sentence that says what to do."""


_BLANKS = re.compile(r"[\s.\-()\u200b]+")
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")
_TAX = re.compile(r"\d{10}(?:-?\d{3})?|\d{12}")
HIGHEST_PROVINCE = 96
"""The last code of the list of provinces in personal numbers (Circular 59/2021/TT-BCA, Annex)."""


def id_number(text: str) -> str:
    """A personal number: twelve digits (Law on Identification 26/2023/QH15, article 12), the first three a province."""
    digits = _BLANKS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        raise Wrong("số định danh chỉ gồm 12 chữ số; hãy bỏ chữ và ký hiệu.")
    if len(digits) == 11 or (len(digits) < 12 and digits[0] != "0" and len(digits) >= 10):
        raise Wrong(f"mới có {len(digits)} chữ số; Excel có thể đã bỏ số 0 ở đầu, hãy ghi đủ 12 chữ số.")
    if len(digits) != 12:
        raise Wrong(f"có {len(digits)} chữ số; số định danh (căn cước) gồm đúng 12 chữ số.")
    if not 1 <= int(digits[:3]) <= HIGHEST_PROVINCE:
        raise Wrong("ba chữ số đầu không phải mã tỉnh; hãy xem lại số trên thẻ căn cước.")
    return digits


def phone(text: str) -> str:
    """A Vietnamese phone number: ten digits of a mobile, ten or eleven of a landline; "+84" becomes "0"."""
    digits = _BLANKS.sub("", text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:].removeprefix("0")
    elif digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    if digits.isascii() and digits.isdigit() and len(digits) == 9 and digits[0] in "35789":
        raise Wrong("thiếu số 0 ở đầu; hãy ghi đủ 10 chữ số.")
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)) or not digits.isascii():
        raise Wrong("không phải số điện thoại Việt Nam; hãy ghi như 0912 345 678.")
    return digits


def email(text: str) -> str:
    """An address of mail, in small letters."""
    if len(text) > 254 or not _MAIL.fullmatch(text) or ".." in text:
        raise Wrong("không phải địa chỉ thư điện tử; hãy ghi như ten@tinh.example.vn.")
    return text.lower()


def tax_code(text: str) -> str:
    """A tax code: ten digits, ten and three of a branch ("0100109106-001"), or since 1/7/2025 the personal number of
    twelve (Circular 86/2024/TT-BTC)."""
    code = re.sub(r"\s+", "", text)
    if not (code.isascii() and _TAX.fullmatch(code)):
        raise Wrong("không phải mã số thuế; mã gồm 10 chữ số, 10-3 chữ số hoặc số định danh 12 chữ số.")
    return f"{code[:10]}-{code[10:]}" if len(code) == 13 else code


CLEANERS: dict[Pattern, Callable[[str], str]] = {
    Pattern.ID_NUMBER: id_number,
    Pattern.PHONE: phone,
    Pattern.EMAIL: email,
    Pattern.TAX_CODE: tax_code,
}
