"""Reports to systems outside of the agency."""
