## The first page

hero = Posts stay in the frame. Yours won’t.
# $free is one of the two that follow.
hero-lead = Put your product, book, app or photo into a hand-crafted template and it climbs out of the post. { $free } A finished video costs 1 download credit.
hero-guest = Free to try. An account is asked for when you download.
hero-free = Previews are free.
choose-a-template = Choose a template
open-ai-studio = Open AI Studio
hero-picture = A running shoe climbing out of its frame

## The templates

templates = Templates
filter-templates = Filter templates
all = All
# $free is "free", in another colour.
preview-and-edit = Preview and edit { $free }
free = free
one-credit-per-video = 1 download credit per video
use-template = Use template { $name }
# The length is in seconds.
stage-and-length = { $stage }, { $seconds } s

## The way into the AI Studio

invitation = Or direct a scene of your own
invitation-lead = In the AI Studio you say where your subject stands and what happens. Scene previews are free, the price stands above the button, and 2 videos take the credits of 1.
direct-a-scene = Direct a scene
# What stands on a picture of a perfume.
art-caption = Wear the evening
