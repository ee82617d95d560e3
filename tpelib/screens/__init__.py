"""What is shown in a browser: forms, JupyterLab's course mode, public pages, and the notebooks that hold them."""
