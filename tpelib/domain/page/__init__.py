"""A business page: its name, its colours, its images, its access plan, and the kit that sets it up."""
