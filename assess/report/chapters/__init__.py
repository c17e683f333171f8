"""One module a chapter, each a pure function of the inputs."""
