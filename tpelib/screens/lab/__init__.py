"""How a learner opens the course: the workspace, JupyterLab in course mode, the public dashboards."""
