"""The world outside, one identical small folder a service. No network: only addresses that people paste or we make.

To add a meeting service, copy a folder, change its four lines and name it in `meetings.SERVICES`.
"""
