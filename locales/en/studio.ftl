# What the AI Studio says.

## Everywhere in the Studio
ai-studio = AI Studio
ai-credits = AI credits
# One of an animation's videos.
video = Video { $number }
# "10 s, 1080p, 4 videos": what is ordered.
settings = { $duration }, { $resolution }, { $videos }
settings-and-format = { $duration }, { $resolution }, { $format }, { $videos }
duration-5 = 5 s
duration-10 = 10 s
duration-15 = 15 s
videos-1 = 1 video
videos-2 = 2 videos
videos-4 = 4 videos
seconds = { $seconds } s
minutes = { $minutes } min
minutes-and-seconds = { $minutes } min { $seconds } s
# The last of several, as in "5 s, 10 s and 15 s".
list = { $others } and { $last }
untitled-scene = Untitled scene
request-unreadable = The request could not be read. Reload the page; 0 credits were taken.
# Behind a sentence that says why nothing was ordered.
and-nothing-taken = { $reason } 0 credits taken.

## The scene's page
check-the-still = Check the still scene first. It is free, and so is every new try.
back-to-videos = Back to videos
keys-on-a-choice = On a choice: the one before or after

## Before there is an account
guest-heading = See the scene before you pay for the video.
guest-lead = In the AI Studio you say where your subject stands and what happens, and it becomes a short video that breaks out of its frame. AI credits are taken for videos that are finished, and for nothing else.
guest-sign-up = Create an account
guest-sign-in = Sign in
guest-way-back = The Studio keeps your scenes under your account. Either way you come back here. Scene previews are free, no card needed.
guest-describe-why = Upload a photo or write a prompt, then choose format, style and camera.
guest-check = Check the still, free
guest-check-why = You see subject, composition and caption before anything moves. Every new try is free as well.
guest-animate-why = The exact total stands above the button. A video that fails takes 0 credits, and each one that arrives includes one free regeneration.
guest-prices = What an animation takes
guest-prices-of-one = AI credits for 1 video
guest-prices-why = 2 videos take the same as 1, and 4 the same as 2. Downloading a finished video takes 0 credits, and so do its captions, trims and crops.
guest-plans = What plans and bundles bring

## What a person says about the scene
scene = Scene
describe-the-scene = Describe the scene
subject = Subject
upload = Upload
describe = Describe
photo = Photo
drawn-from-words = The subject is drawn from the words of your prompt.
prompt = Prompt
prompt-length = { $length } of { $most }
caption = Caption
optional = Optional
format = Format
style = Style
style-dusk = Dusk
style-studio = Studio
style-paper = Paper
style-neon = Neon
camera = Camera
camera-from-words = From the words
camera-calm = Calm
camera-push-in = Push in
camera-pull-back = Pull back
camera-orbit = Orbit
camera-handheld = Handheld
changes-not-saved = Your last changes are not saved
save-again = Save again
needs-photo-or-prompt = Upload a photo or write a prompt first.
needs-prompt = Write a prompt first.
prompt-too-long = The prompt has { $length } characters; { $most } fit. Shorten it; 0 credits were taken.
caption-too-long = The caption has { $length } characters; { $most } fit. Shorten it; 0 credits were taken.

## What people regret, said before
prompt-empty = The prompt is empty.
prompt-empty-example = Nothing can be drawn yet. Write what should break out, for example “A bottle rises out of a phone”.
caption-unread = The caption is too long to be read in time.
caption-unread-times = It takes about { $needed } s to read and is shown for { $shown } s of { $duration }. Choose 10 s, or shorten it to { $fits } characters.
caption-small = The caption will be too small to read.
caption-small-pixels = A word this long shrinks to { $pixels } pixels on a phone and cannot be read. Shorten it, or put spaces in it.
caption-undrawable = Some letters of the caption cannot be drawn.
photo-strip = The photo will stand as a thin strip.
photo-strip-wide = It is { $width } × { $height }, so wide that it stands as a thin strip in every format. Crop it closer to the subject.
photo-strip-tall = It is { $width } × { $height }, so tall that it stands as a thin strip in every format. Crop it closer to the subject.
photo-soft = The photo is small for this resolution.
photo-soft-at = It is { $width } × { $height } and will look soft at { $resolution }, where it is drawn { $wide } × { $high }. Use a photo at least that large.
photo-soft-at-or = It is { $width } × { $height } and will look soft at { $resolution }, where it is drawn { $wide } × { $high }. Use a photo at least that large, or choose { $sharper }.

## The free still
scene-preview = Scene preview
scene-preview-tag = Scene preview, still image, free
scene-appears-here = Your scene appears here
how-it-begins = Upload a photo or write a prompt. The still is free, any number of times.
still-broken = The still could not be drawn. 0 credits taken. Regenerate the preview to try again.
drawing-preview = Drawing your preview…
regenerate-preview = Regenerate preview, free
composition = Composition
setup = Setup
# What the still says of itself, in one breath: "Subject: A bottle".
callout = { $name }: { $said }

## Earlier previews
earlier-previews = Earlier previews
going-back-is-free = Going back is free.
last-are-kept = The last { $kept } are kept.
preview-name = Preview { $number }, { $time }
preview-short = { $number }, { $time }
previews-of-two-scenes = These previews belong to two scenes. Reload the page; 0 credits were taken.

## Who animates
animator = Animator
built-in = Built-in
built-in-honestly = The built-in animator: procedural, made on this server, no AI model involved.
of-another-hand = The still is our sketch of the scene; { $animator } makes a picture of its own. The caption is put over it by us.
of-another-hand-without-styles = The still is our sketch of the scene; { $animator } makes a picture of its own. It reads the style as words. The caption is put over it by us.
makes-videos-of = { $animator } makes videos of { $durations }.
makes-videos-in = { $animator } makes videos in { $resolutions }.
other-format = { $animator } makes videos in { $formats }. Choose another format or another animator.
animates-photos = { $animator } animates photos. Upload one first.
works-from-words = { $animator } works from words alone. Choose Describe, or another animator.
animator-gone = This animator is not available any more. Open the scene and choose another; 0 credits taken.

## The price and the button that pays it
animate = Animate
animate-it = Animate it
duration = Duration
resolution = Resolution
number-of-videos = Number of videos
two-for-one = 2 videos for the price of 1
price-of-one = price of 1
price-of-two = price of 2
videos-for-price = { $videos } videos for the price of { $charged }
recommend-several = We recommend 2 or 4: each turns out differently, and you keep them all.
usually = Usually about { $time } for { $videos }.
cost = Cost
short = { $credits } short
# How a video's price comes about: "10 s × 2 at 1080p".
rate = { $duration } × { $credits } at { $resolution }
per-video = { $credits } per video
have-now = You have now
missing = Missing
balance-after = Balance after
get-ai-credits = Get AI credits
bundle-covers = { $missing } missing. A bundle of { $credits } is { $price }.
use-settings = Use { $settings }
fits-balance = { $credits } AI credits, fits your balance
previews-stay-free = Scene previews stay free. Download credits cannot pay for animating.
credits-go-on-hold = The { $credits } credits go on hold while we animate. A video that fails takes 0.
placing-order = Placing the order: { $credits } credits go on hold.
price-changed = The price is now { $credits } AI credits. 0 credits taken. Check it and animate again.
credits-missing = { $credits } AI credits are missing. 0 credits taken.
order-unanswered = The server's answer did not arrive. Click Animate again: the same order is never placed twice.
order-in-flight = The same order is being placed. Reload the page to see it.
request-reused = This request was sent before with other contents. 0 credits taken.

## The page of an animation
back-to-scene = Back to scene
animating-videos =
    { $count ->
        [one] Animating 1 video
       *[other] Animating { $count } videos
    }
videos-ready =
    { $count ->
        [one] 1 video ready
       *[other] { $count } videos ready
    }
no-video-finished = No video finished
hold-is-back = What was on hold is back in your balance. 0 credits taken.
animating-was-the-payment = Animating was the payment. Downloading these is free, any time.
count-done = { $count } done
count-running = { $count } running
count-waiting = { $count } waiting
count-not-finished = { $count } did not finish
# For who listens, after "Animating 4 videos" or "2 done".
count-without = { $count } without a video
# "1 done, 2 running, 1 waiting. About 50 s left. You can leave this page."
summary = { $counts }. You can leave this page.
summary-and-left = { $counts }. About { $time } left. You can leave this page.
all-videos = All videos
download-all = Download all { $count }, free
download-favourites = Download favourites, free
take-price-changed = The price is now { $credits } AI credits. 0 credits taken. Click again to order at that price.
take-credits-missing = { $credits } AI credits are missing for one more take. 0 credits taken. Get AI credits, then try again.
take-unanswered = The server's answer did not arrive. Click again: the same take is never ordered twice.

# What can be done now, at the bottom of a phone's screen.
next-step = Next step

## One video
waiting = Waiting
animating = Animating
ready = Ready
failed = Failed
cancelled = Cancelled
did-not-finish = Did not finish
nothing-taken = 0 credits taken
about-left = About { $time } left
play-video = Play video { $number }
stop-video = Back to the still of video { $number }
favourite-video = Favourite video { $number }
download-free = Download, free
edit-free = Edit, free
open-as-new-scene = Open as a new scene, free
regenerate-free = Regenerate, free (1 left)
free-regeneration-running = Free regeneration running
regenerate = Regenerate, { $credits } AI credits
try-again = Try again, { $credits } AI credits
new-take = New take of video { $number }
new-take-free = New take of video { $number }, free
started-at = Started { $time }
waiting-for-its-turn = Waiting for its turn
arrived-late = It arrived after it had counted as failed: it is yours, 0 credits taken.
free-take = 0 credits taken. It has no free regeneration of its own.
keeps-this-one = Makes a new take and keeps this one.
free-being-made = The free regeneration is being made: video { $number }.
free-used-for = Free regeneration used for video { $number }.
free-is-back = 0 credits taken. The free regeneration of video { $number } is back.
taken-and-returned =
    { $returned ->
        [0] { $taken } credits taken.
        [one] { $taken } credits taken. The 1 on hold for it is back in your balance.
       *[other] { $taken } credits taken. The { $returned } on hold for it are back in your balance.
    }
video-still-being-made = This video is still being made. Wait until it is done; 0 credits taken.
free-take-has-none = This video came from a free regeneration, which has none itself. 0 credits taken.
late-take-has-none = This video was free itself, so it has no free regeneration. 0 credits taken.
only-finished = Only a finished video can be regenerated. 0 credits taken.
free-regeneration-used = The free regeneration of this video is being made or was used. 0 credits taken.

## A video in the queue
next-in-line = Next in line
before-it = { $ahead } before it
before-it-starts = { $ahead } before it. Starts in about { $time }
plan-limit-next =
    { $limit ->
        [one] Your plan makes 1 video at once; this is next
       *[other] Your plan makes { $limit } videos at once; this is next
    }
plan-limit-ahead =
    { $limit ->
        [one] Your plan makes 1 video at once; { $ahead } of yours before it
       *[other] Your plan makes { $limit } videos at once; { $ahead } of yours before it
    }
animator-silent = Waiting for the animator, it does not answer. Nothing is taken meanwhile.

## Why there is no video
failed-refused = The animator does not animate this photo or these words.
failed-unavailable = The animator could not be reached.
failed-timed-out = The animator did not deliver in time.
failed-invalid-output = What the animator delivered was not the video you ordered.
failed-not-capable = The animator cannot make a video with these settings.
failed-misconfigured = The animator is not set up correctly here.
failed-gone = The animator lost this video.
failed-broke-off = Making this video broke off on our side.
failed-took-too-long = Making this video took longer than it may take here, so we stopped.
failed-too-large = This video takes more memory than one may take here, so it was not begun.
change-and-animate-again = Open the scene, change its words or its photo, and animate again.
try-again-in-a-while = Try again in a while.
try-again-late-is-free = Try again; should it still arrive, you get it free.
just-try-again = Try again.
try-again-or-shorter = Try again in a while, or with a shorter video or a lower resolution.
choose-other-settings = Open the scene and choose other settings.
we-have-to-mend-it = Trying again will not help before we have mended it.
# What happened, what it cost, what to do now: a sentence each.
failed-because = { $happened } { $cost } { $advice }
failed-free = { $happened } 0 credits were taken.

## Videos side by side
compare-side-by-side = Compare side by side
compare = Compare
videos-to-compare = Videos to compare
two-to-four = 2 to 4
compare-video = Compare video { $number }
play-all-together = Play all together
pause-all = Pause all
position-in-all = Position in all videos
position = { $at } s of { $length } s

## What an animation cost
credits-for-this-run = Credits for this run
on-hold = On hold
what-it-cost = What it cost
ai-credits-on-hold = AI credits on hold
ai-credits-taken = AI credits taken
on-hold-at-start = On hold at the start
taken-for = Taken, video { $number }
finished-videos = { $count } finished videos
finished-times = { $count } finished videos × { $credits }
returned-for = Returned, video { $number }
further = Further order, video { $number }
further-on-hold = Further order on hold, video { $number }
further-returned = Further order returned, video { $number }
free-regeneration = Free regeneration, video { $number }
available-for-other-work = Available for other work
balance-now = Balance now
pay-for-finished = You pay for finished videos
taken-when-done = The { $credits } are taken when the video is done.
each-takes = Each video takes its share, { $credits }, when it is done.
each-takes-share-of = Each video takes its share of the { $credits } when it is done.
share-and-failures = { $share } A video that fails takes 0 and its credits come back.
regeneration-is-free = This regeneration is free
free-takes-nothing = 0 credits are on hold for it and none will be taken. If it fails, or you cancel, your free one comes back.
cancel-unfinished = Cancel the { $count } unfinished
returns =
    { $ready ->
        [0] Returns { $credits } credits.
        [one] Returns { $credits } credits. The finished video stays yours.
       *[other] Returns { $credits } credits. The { $ready } finished videos stay yours.
    }
returns-free =
    { $ready ->
        [0] Your free one comes back.
        [one] Your free one comes back. The finished video stays yours.
       *[other] Your free one comes back. The { $ready } finished videos stay yours.
    }
animate-the-scene-again = Animate the scene again
new-scene = New scene, preview free
see-usage-history = See it in usage history
started = Started
length = Length
size = Size
size-and-format = { $width } × { $height }, { $format }
other-runs = Other runs of this scene
earlier-run = { $time }, { $settings }

## In the statement
one-more-take = One more take, { $settings }
video-finished = Video { $number } finished
video-did-not-finish = Video { $number } did not finish
video-cancelled = Video { $number } cancelled

## Files
video-file = { $title } - video { $number }.mp4
favourites-file = { $title } - favourites.zip
