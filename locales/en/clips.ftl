# The template editor, its clips and their downloads.

## What a template is made for
category-product = Product
category-book = Book
category-app = App
category-photo = Photo
product-photo = Product photo
book-cover = Book cover
app-screenshot = App screenshot
photo = Photo

## The bar above the editor
back-to-templates = Back to templates
save-and-close = Save and close
undo = Undo
redo = Redo
# What was undone, for those who do not see it; the fields as in "headline and background".
undone = Undone: { $fields }
redone = Redone: { $fields }
# Said to those who do not see that the fields changed.
changed-elsewhere = This video was changed in another tab or browser. Its fields are up to date here.
steps = Steps
fill-in = Fill in
preview = Preview
download = Download
# What a step costs.
step-free = free
step-one-credit = 1 credit
step-included = included
step-yours = yours

## How far the clip is, and whether it is kept
state-draft = Draft, { $kept }
state-version = Version { $number }, { $kept }
free-to-try = free to try
not-saved-yet = not saved yet
kept-in-browser = kept in this browser
saved-just-now = saved just now
saving = saving
kept-until-signed-in = Signed out, kept here
kept-offline = Offline, kept here
state-rendering = Rendering preview, { $percent }
waiting-to-render = Waiting to render
preview-ready = Preview ready
version-downloaded = Version { $number } downloaded

## Keyboard shortcuts
key-on-timeline = On the timeline: a moment back or on
key-on-choice = On a choice: the one before or after

## Fields
template-fields = Template fields
your-content = Your content
fields-locked = Fields unlock when the preview is ready. Cancel it to edit now, free.
# The mark of a field that differs from the last download.
changed = Changed
upload-your-own = Upload your own
cut-out-done = Cut-out done
photo-in-frame = Photo in a frame
no-subject-found = Photo in a frame: no subject found
sample-photo = Sample photo
own-photo-needs-account = Your own needs an account
upload-photo = Upload photo
upload = Upload
subject = Subject
cut-out = Cut-out
photo-card = Photo card
edge = Edge
edge-of-cut-out = Edge of the cut-out
edge-as-found = As found
edge-closer = Closer
edge-softer = Softer
headline = Headline
line-below = Line below
headline-undrawable = Some letters of the headline cannot be drawn.
line-undrawable = Some letters of the line below cannot be drawn.
optional = Optional
# How many characters a text has, and how many it may have.
length-of = { $length } of { $max }
text-too-long = This text has { $length } characters and { $max } fit. Shorten it; 0 credits taken.
text-far-too-long = This text is far too long to keep. Shorten it; 0 credits taken.
style = Style
style-studio = Studio
style-dusk = Dusk
style-bold = Bold
frame = Frame
frame-post = Post
frame-phone = Phone
frame-poster = Poster
background = Background
cobalt = Cobalt
saffron = Saffron
tangerine = Tangerine
forest = Forest
rose = Rose
sky = Sky
sand = Sand
format = Format
sound = Sound
sound-none = None
warm-pulse = Warm pulse
bright-pluck = Bright pluck
low-drift = Low drift
glass-bells = Glass bells
listen-to = Listen to { $sound }
mute-stage = Mute the stage

## Fields in a sentence, as in "You changed the photo, headline and background"
the-photo = photo
the-subject = subject
the-edge = edge
the-headline = headline
the-line = line below
the-style = style
the-frame = frame
the-background = background
the-format = format
the-sound = sound
list-more = { $fields }, { $another }
list-end = { $fields } and { $last }

## Stage
stage = Stage
# What the picture shows: what the subject breaks out of, the style or background, the words.
stage-shows = The subject breaks out of a { $stage }, { $look }. { $headline }
stage-shows-line = The subject breaks out of a { $stage }, { $look }. { $headline }, { $line }
live-preview = Live preview, draft quality
version-draft-quality = Version { $number }, draft quality
showing-frame = Showing frame { $number }
full-quality-preview = Full quality preview
version = Version { $number }
live-loading = Loading the live preview
live-broken = The live preview could not start in this browser. Your fields are kept, and Preview, free renders the video all the same.
retry = Retry
timeline = Timeline
play = Play
pause = Pause
moment-of = { $at } of { $seconds } seconds
whole-seconds = / { $seconds } s
rendering-preview = Rendering preview
starting = Starting
frame-of = Frame { $frame } of { $frames }
cancel = Cancel
cancelling = Cancelling

## The next step
preview-and-download = Preview and download
next-step = Next step
watch-first = Watch the full video first
now-new-video = This is now a new video
you-can-leave = You can leave this page
frame-for-frame = Frame for frame what you get
version-is-yours = This version is yours
included-in = Included in { $plan }

## The next step: a draft
preview-it = Preview it
preview-it-why = Renders the whole video in full quality so you can watch it. Preview and edit as often as you like.
preview-free = Preview, free
preview-version-free = Preview version { $number }, free
preview-failed = The preview failed
then-download = Then download
downloads-included-in = Downloads are included in { $plan }. Downloading the same version again is free as well.
costs-one-credit = Costs 1 download credit the first time. Downloading the same version again is free.
download-after-preview = Download, after preview

## The next step: edited after a download
you-changed-included = You changed the { $fields } after downloading. Version { $last } stays yours. Version { $next } is included in { $plan }.
you-changed-costs = You changed the { $fields } after downloading. Version { $last } stays yours. Version { $next } costs 1 download credit when you download it.
back-to-version = Undo changes, back to version { $number }

## The next step: rendering
rendering-your-preview = Rendering your preview
starts-next = starts next
ahead-of-it = { $count } before it
about-left = about { $seconds } s left
is-starting = starting
frames = Frames
frames-of = { $done } of { $frames }
is-waiting = waiting
running-for = Running for
running-seconds = { $seconds } s
cost-of-preview = Cost of this preview
cost-free = Free
preview-will-wait = You can leave this page. The preview will be waiting in My videos.
included-nothing-taken = Included in { $plan }. Nothing is taken.
costs-when-pressed = 1 download credit. You have { $available }. Nothing is taken until you press Download.

## The next step: ready
video-ready = Your video is ready
ready = Ready
video-ready-why = What you see is the finished video, frame for frame, shown small. Not right yet? Edit and preview again, free.
download-one-credit = Download, 1 credit
download-now-included = Download, included in { $plan }
edit-free = Edit, free
downloads-again-free = Once downloaded, this version downloads again free.
unlimited-in-plans = Pro and Studio have unlimited downloads. AI credits cannot pay for downloads.
plans-after-payment = Plans can be changed again after the payment. AI credits cannot pay for downloads.
ready-to-download = Ready to download
no-credits = 0 credits
need-one-credit = You need 1 download credit
kept-until-refresh = You have { $available }. Your next { $credits } arrive on { $date }. We keep this video ready until then.
# For somebody without a plan. $credits is such as "10 download credits and 60 AI credits".
plans-begin-with = Plans begin with { $plan }: { $credits } a month for { $price }.
kept-ready = You have { $available }. We keep this video ready. 0 credits taken.
# While a payment is missing.
kept-until-payment = You have { $available }. The last payment failed, and your next credits come when it goes through. We keep this video ready. 0 credits taken.
upgrade-plan = Upgrade plan
# As the billing page calls it, where it leads while a payment is missing.
update-card = Update card
quote-included = Included in { $plan }: 0 credits
# Beside the number 1.
download-credit = download credit
you-have-now = You have now
after-download = After download
missing = Missing

## The next step: downloaded
downloaded = Downloaded
yours = Yours
credit-taken-left = 1 download credit taken on { $day } at { $time }. You have { $available } left. This version stays in My videos.
credit-taken = 1 download credit taken on { $on }. This version stays in My videos.
downloaded-in-plan = Downloaded on { $on }, included in the plan: 0 credits taken. This version stays in My videos.
download-again = Download again, free
other-files = 4K, 720p, GIF, WebP and poster, free
edit-as-version = Edit as version { $number }
edit-included-in = An edit makes a new video. Editing, previewing and downloading it are included in { $plan }.
edit-costs = An edit makes a new video. Editing and previewing it is free, downloading it costs 1 download credit.

## Versions and the file
versions = Versions
draft = Draft
download-included-in = Download is included in { $plan }.
download-costs-left = Download costs 1 credit, { $left } left after.
length = Length
length-and-frames = { $seconds } s, { $frames } frames
size = Size
size-and-format = { $width } × { $height }, { $format }
file = File
file-kind = MP4, H.264
file-kind-with-sound = MP4, H.264 and AAC
file-of = MP4, { $megabytes } MB

## A guest's next step
try-it = Try it
free-to-try-why = Free to try. An account is asked for when you download.
without-script = The live preview needs JavaScript. What you fill in is kept all the same, and the full preview is rendered on our side.
sign-up-first = You sign up, your words and choices come along, and we render the whole video for you to watch, free. Nothing is taken before you press Download there.
save-to-account = Save to an account
not-kept = Not kept
draft-not-kept = Your draft is not kept yet
back-to-template = Back to the template

## What becomes of a preview or a download
server-away = The server could not be reached. Try again: the same download is never paid twice.
price-is-now = { $price ->
    [one] The price is now { $price } download credit. 0 credits taken. Press Download to go on.
   *[other] The price is now { $price } download credits. 0 credits taken. Press Download to go on.
  }
credits-short = { $needed } download credit is needed and { $available } are available. 0 credits taken.
preview-it-first = There is no finished video yet. 0 credits taken. Preview it first, free.
render-failed = The preview could not be rendered. 0 credits taken. Try again.
unreadable-request = The request could not be read. Reload the page; 0 credits taken.
unreadable-form = The request could not be read. Reload the page; 0 credits were taken.

## Pages that say why there is no file
not-downloaded-yet = This version is not downloaded yet
not-downloaded-yet-why = 0 credits taken. Open the video and press Download; the price stands on the button.
made-again = This video is being made again
made-again-why = It is yours, so that is free: 0 credits taken. Open the video and download it in a moment.
price-changed = The price has changed
price-changed-why = This download now costs { $price }. 0 credits taken. Go back and press Download again.
need-one-credit-why = You have { $available } and { $needed } is needed. 0 credits taken. The video stays ready.
no-video-yet = There is no finished video yet
no-video-yet-why = 0 credits taken. Go back and preview it first, free.
back-to-video = Back to the video
# The same two in an answer without a page.
heading-and-sentence = { $heading }. { $sentence }

## In the statement, and where names are missing
note-metered = { $template }, { $format }, 1080p
note-included = Included in the plan
a-video = Video
untitled = Untitled video
your-plan = your plan
