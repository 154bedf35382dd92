"""Who sees and does what on the road to a job: one file per kind of reader."""
