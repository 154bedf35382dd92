"""Goals against reality, forecast, reports to funders, next edition. Not built yet: see the open issues."""
