"""Files that hold files: letters (.eml, .msg) and archives (.zip), one inside of the other too."""

from dondoc.reading.parcels.opening import open_parcel
from dondoc.reading.parcels.part import Part
from dondoc.reading.parcels.telling import is_message, is_parcel

__all__ = ["Part", "is_message", "is_parcel", "open_parcel"]
