"""Sittings, vouchers, retakes, renewals, badges. Not built yet: see the open issues."""
