"""Files that hold files: letters (.eml, .msg) and archives (.zip), one inside of the other too."""

from dondoc.reading.parcels.opening import is_message, is_parcel, open_parcel
from dondoc.reading.parcels.part import Part

__all__ = ["Part", "is_message", "is_parcel", "open_parcel"]
