"""Training of the shipped models; needs the extra `train`, never needed to use yuantu."""
