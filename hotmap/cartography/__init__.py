# SPDX-License-Identifier: MIT
"""Maps: symbols, styles, labels and the painters for screen, picture and paper. The only non-GUI room with QtGui."""
