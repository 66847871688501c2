# What the Studio says of a still scene: four short lines without a full stop.

## The subject

# $thing is one of those below.
drawn = A { $thing }, drawn from your words
stands-in = A { $thing } stands in; a photo shows the real thing
cut-out = Your { $thing }, cut out from the photo
photo-card = Your { $thing }, as a photo card
bottle = bottle
book = book
cup = cup
rocket = rocket
flower = flower
sneaker = sneaker
planet = planet
gem = gem
# What a photo shows if the words do not name it.
something = subject

## How it leaves its frame and where it rests

# $act is "Rises from the phone", $aside "left of the middle", $tilt in degrees.
composition = { $act }, { $aside }, tilted { $tilt }°
rises = Rises from the { $frame }
leaps = Leaps out of the { $frame }
turns = Turns out of the { $frame }
floats = Floats out of the { $frame }
post = post
phone = phone
poster = poster
left = left of the middle
centred = centred
right = right of the middle

## Place, light, air and camera

# "Dunes at dusk, light from behind".
setting = { $place } { $light }
setting-and-air = { $setting }, { $air }
setting-and-camera = { $setting }. { $camera }
dunes = Dunes
city = City
sea = Sea
forest = Forest
hills = Hills
open-sky = Open sky
quiet-room = Quiet room
light-dusk = at dusk, light from behind
light-studio = in soft studio light
light-paper = in cut paper, light from above
light-neon = in neon, light from the horizon
stars = stars
rain = rain
snow = snow
drifting-scraps = drifting scraps
sparks = sparks
camera-calm = Calm camera
camera-pushes-in = Camera pushes in
camera-pulls-back = Camera pulls back
camera-orbits = Camera orbits
camera-handheld = Handheld camera

## The caption
caption-none = None, the picture speaks
caption-one-line = Bottom, one line, reads at thumb size
caption-two-lines = Bottom, two lines, reads at thumb size
