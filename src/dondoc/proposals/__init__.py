"""Tasks proposed for a plan (đề xuất nhiệm vụ): a call to many units, what they propose, what the caller decides."""
