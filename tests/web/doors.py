"""Who of the wrong role is refused at the pages of signatures and of exchange."""

_SIGNING = "sign make_pdf add_signed sign_here begin content finish"
_MESSAGES = "log fetch_ready receive fetch refuse reply due send"

OF_OTHERS = {
    **{f"signatures:{one}": "head_science" for one in _SIGNING.split(" ")},
    **{f"signatures:{one}": "coordinator" for one in ("trusted", "add", "remove", "allow")},
    **{f"interchange:{one}": "officer" for one in _MESSAGES.split(" ")},
    "interchange:organ": "coordinator",
}
