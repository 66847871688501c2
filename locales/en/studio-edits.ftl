# What the page of a finished video's edits says.

## The page
back-to-videos = Back to videos
edit-video = Edit video { $number }
edits-are-free = { $title }. Every edit is free, and the original always stays.

## The fields
edit = Edit
caption = Caption
caption-length = { $length } of { $most }
font = Font
colour = Colour
white = White
ink = Ink
yellow = Yellow
white-on-ink = White on ink
ink-on-yellow = Ink on yellow
position = Position
top = Top
middle = Middle
bottom = Bottom
left = Left
right = Right
trim = Trim
stays = { $seconds } s stay
from = From
to = To
trim-from = Trim from, seconds
trim-to = Trim to, seconds
seconds = { $seconds } s
# Behind a field for a number.
seconds-unit = s
poster-frame = Poster frame
poster-purpose = The still that stands for the video before it plays. The preview shows this moment.
format = Format
part-of-picture = Part of the picture
part-that-stays = Part that stays
this-is-the-original = This is the original. Change something to save a version.
# $version is such as "Version 2", whose fields these are.
all-is-saved = All is saved: this is { $version }. Change something to save another one.
original-stays = 0 credits. The original stays as it is.
save-as-new-version = Save as a new version, free

## What cannot be made
# Behind each of the sentences below.
and-nothing-taken = { $sentence } 0 credits taken.
choose-font = Choose a font from the list.
choose-colour = Choose a colour from the list.
choose-position = Choose a position from the list.
choose-format = Choose a format from the list.
choose-part = Choose a part from the list.
write-seconds = Write seconds as a number, such as 2.5.
caption-too-long = The caption has { $length } characters; { $most } fit. Shorten it.
choose-start = Choose a start between { $first } and { $last } s.
choose-end = This video is { $last } s long. Choose an end up to { $last } s.
too-little-stays = At least 1 s has to stay between start and end.
choose-poster = Choose a poster frame within the trimmed video: { $from } to { $to } s.
too-little-is-left = Too little of a { $whole } picture is left at { $wanted }. Choose another format.

## The preview
preview = Preview
preview-tag = Preview of your edit, still image, free
back-to-your-edit = Back to your edit
still-without-caption = The edited video at { $seconds } s, without a caption
still-with-caption = The edited video at { $seconds } s with the caption “{ $caption }”
preview-broken = The preview could not be drawn. 0 credits taken. Change a field to try again.

## The versions
versions = Versions
no-version-being-made = No version is being made.
versions-being-made =
    { $count ->
        [one] 1 version is being made. You can leave this page.
       *[other] { $count } versions are being made. You can leave this page.
    }
download-all-takes-originals = “Download all” on the page of the videos takes the originals.
original = Original
as-animated = As it was animated. It always stays.
version = Version { $number }
# What differs from the original, one after another: "caption “New”, 0.5 to 4 s, 1:1".
no-caption = no caption
other-caption = caption “{ $caption }”
from-to = { $from } to { $to } s
format-and-part = { $format } { $part }
poster-at = poster at { $seconds } s
play = Play
download-free = Download, free
edit-from-here = Edit from here
waiting-next = Waiting, next in line
waiting-ahead = Waiting, { $ahead } before it
rendering = Rendering, { $percent }
cancel = Cancel
version-cancelled = Cancelled. 0 credits taken.
version-failed = This version could not be made. 0 credits taken, and nothing you typed is lost.
try-again-free = Try again, free
version-file = { $title } - video { $video } - version { $version }.mp4

## What needs new animation
needs-animation = What needs new animation
part-of-the-picture = Prompt, subject, style, duration, resolution and camera are part of the picture itself. To change them, open this video as a new scene: that is free, and so is its preview.
ai-credits = { $credits } AI credits
todays-price = { $price } is today's price of one video of { $settings }. Nothing is taken until you have seen the exact price and pressed Animate.
settings = { $duration } at { $resolution }
open-as-new-scene = Open as a new scene, free
