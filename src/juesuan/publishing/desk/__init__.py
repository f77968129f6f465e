"""What leaves a reviewer's desk: overview, letters, marked copies, packs, data for programs."""
