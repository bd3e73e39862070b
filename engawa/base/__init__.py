"""What any serious web product needs. Nothing here knows of pro bono, NPOs or skills."""
