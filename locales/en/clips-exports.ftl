# The other files of a downloaded version.

## Page
page-title = Files of { $title }
back-to-video = Back to the video
heading = Files of “{ $title }”
all-yours = Version { $number } is yours, and so is every file of it: 0 credits, as often as you like.
files = Files
being-made = { $count ->
    [0] No file is being made.
    [one] { $count } file is being made. You can leave this page.
   *[other] { $count } files are being made. You can leave this page.
  }

## A file: what it is and what it is good for
mp4-1080p = MP4, 1080p
mp4-1080p-purpose = The video as you downloaded it.
mp4-720p = MP4, 720p
mp4-720p-purpose = Half the size, for slow connections and small screens.
mp4-4k = MP4, 4K
mp4-4k-purpose = Four times the pixels, for large screens and further editing.
gif = GIF
gif-purpose = For mail and chats that play no video. Shown everywhere, with fewer colours.
animated-webp = Animated WebP
webp-purpose = For mail and pages that know it: all colours in a smaller file.
poster-png = Poster, PNG
poster-purpose = The frame that stands for the video before it plays.
size = { $width } × { $height }
size-and-bytes = { $size }, { $bytes }
kilobytes = { $amount } kB
megabytes = { $amount } MB

## A file: where it stands
make-it = Make it, free
waiting-next = Waiting, next in line
waiting-ahead = Waiting, { $count } before it
making = Being made, { $percent }
cancel = Cancel
download = Download, free
failed = This file could not be made. 0 credits taken.
try-again = Try again, free
cancelled = Cancelled. 0 credits taken.

## A version without a right to it
not-downloaded-yet = This version is not downloaded yet
not-downloaded-yet-why = 0 credits taken. All its files come with its one download. Open the video; the price stands on the button.
