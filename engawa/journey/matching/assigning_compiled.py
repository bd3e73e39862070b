"""The bidding of `assigning` as machine code: made by numba once on a machine. Needs the extra `[fast]`."""
from numba import njit

from engawa.journey.matching import assigning

bid = njit(cache=True, nogil=True)(assigning.bid)
