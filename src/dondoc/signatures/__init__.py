"""Digital signatures in files: who signed, when, whether the file changed since, whether the certificate is trusted.

``report`` holds plain values and imports nothing heavy; ``check`` and ``signing`` import pyHanko and are for the
isolated reader only.
"""
