"""A file's bytes as they are -> a file of the output: carried from the content folder or theme, or ready in the job."""

from __future__ import annotations

from plugins.model import Facts, Job, Rendered, Workshop


def copy(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render a value that is the path in `output/`, from its one blob. Facts: bytes."""
    (digest,) = job.blobs
    data = workshop.blob(digest)
    return Rendered({job.value: data}, {"bytes": len(data)})


def plain(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render a value that is (path in `output/`, bytes). Facts: bytes."""
    path, data = job.value
    return Rendered({path: data}, {"bytes": len(data)})
