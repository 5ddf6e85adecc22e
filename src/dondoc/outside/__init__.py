"""Reports to systems outside of the agency: what is told to them, in their columns and words, and what they say."""
