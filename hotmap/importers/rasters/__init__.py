# SPDX-License-Identifier: MIT
"""Pictures of the ground that stay outside the plan: MBTiles, GeoTIFF, images with a world file.

One module a format family; `hotmap.importers.rasters.opening` is the one way in.
"""
