# What the control for photos says, wherever one is wanted.

upload = Upload
upload-photo = Upload photo
replace = Replace
replace-photo = Replace photo
changed = Changed
no-photo-yet = No photo yet
sample-photo = Sample photo
# A photo whose file has no name.
unnamed-photo = Photo
what-is-taken = PNG, JPEG or WebP, up to 20 MB
uploading = Uploading, { $percent }
uploading-photo = Uploading photo
looking-for-the-subject = Looking for the subject
cut-out-done = Cut-out done
photo-in-a-frame = Photo in a frame
too-large = This file is larger than 20 MB. Use a smaller one. 0 credits taken.
not-a-picture = This file is not a picture. Use a PNG, JPEG or WebP file. 0 credits taken.
unsupported-picture = This kind of picture is not supported. Use a PNG, JPEG or WebP file. 0 credits taken.
too-many-pixels = This picture has more than 40 million pixels. Use a smaller one. 0 credits taken.
too-small = This picture is smaller than 64 pixels a side. Use a larger one. 0 credits taken.
damaged = This file ends too early or is damaged. Export it again and upload the new file. 0 credits taken.
# What was there before stays.
photo-lost = The connection was lost and the photo did not arrive. What you had is unchanged and 0 credits were taken. Choose the file again.
