"""An independent check of finished questions. It measures with its own patterns and never asks the generator why."""
