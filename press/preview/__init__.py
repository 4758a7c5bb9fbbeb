"""The preview: pages beside their source in a browser of this machine, from a server that serves nobody else."""
