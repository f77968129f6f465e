"""The portal: pages over uploads and an archive, for people without a terminal."""
