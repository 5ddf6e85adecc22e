"""Commands. A command's module is loaded by name when it is called, so that ``dondoc read`` starts without Django."""
