# What My videos says, and the strip of AI videos below the Studio.

## The top of the page
my-videos = My videos
title-found = { $found } · My videos
new-scene = New scene
choose-a-template = Choose a template

## What a form has done
is-deleted = { $title } is deleted
downloads-stay-yours = What you downloaded of it stays yours. 0 credits taken.
undo = Undo
is-a-new-draft = { $title } is a new draft.
copy-of-downloaded = It is the same video as the one you downloaded, so downloading it is free until you change it. 0 credits taken.
copy-is-free = 0 credits taken.
open-it = Open it
# What a copy is called.
copied = { $title }, copy
copied-again = { $title }, copy { $number }

## The search
your-videos = Your videos
search-videos = Search videos
what-is-searched = Title, caption or prompt
search = Search
kind = Kind
all = All
hand-crafted = Hand-crafted
ai = AI
state = State
any-state = Any state
drafts = Drafts
ready = Ready
downloaded = Downloaded
deleted = Deleted
sort-by = Sort by
newest = Newest
title = Title

## What was found
list = Videos
deleted-list = Deleted videos
videos =
    { $count ->
        [one] 1 video
       *[other] { $count } videos
    }
videos-found =
    { $count ->
        [one] 1 video found
       *[other] { $count } videos found
    }
videos-found-for =
    { $count ->
        [one] 1 video found for “{ $text }”
       *[other] { $count } videos found for “{ $text }”
    }
videos-deleted =
    { $count ->
        [one] 1 video deleted
       *[other] { $count } videos deleted
    }
pages = Pages
show-more = Show { $count } more
left = { $count } left
back-to-first = Back to the first videos
deleted-count = Deleted ({ $count })
kept-until-deleted = { $storage }. Nothing goes by itself: a video is kept until you delete it, and even then it can be brought back.
storage =
    { $files ->
        [one] { $size } in 1 file
       *[other] { $size } in { $files } files
    }
kilobytes = { $size } KB
megabytes = { $size } MB
gigabytes = { $size } GB

## What there is none of
nothing-yet = No videos yet
how-to-begin = Fill in a template, or direct a scene of your own. Previews are free, as often as you like, and what you make is kept here.
start-with-step-out = Start with Step Out
direct-a-scene = Direct a scene
show-all = Show all videos
nothing-found-for = Nothing found for “{ $text }”
nothing-found-advice = Try fewer words, or look in all kinds and states. A search looks through titles, captions and prompts.
nothing-deleted = Nothing is deleted
nothing-deleted-advice = What you delete is kept here, so that you can bring it back.
ai-downloads = AI videos are under Ready
ai-downloads-advice = Downloading an AI video is always free, so nobody keeps count of it.
no-drafts = No drafts
no-drafts-advice = Everything you began has become a video.
nothing-ready = Nothing is waiting
nothing-ready-advice = Preview a draft, free, and it is ready here.
nothing-downloaded = Nothing is downloaded yet
nothing-downloaded-advice = A first download is 1 download credit. The same video again is free, for good.
no-ai-videos = No AI videos yet
no-ai-videos-advice = Direct a scene in the AI Studio. Scene previews are free.
no-hand-crafted = No hand-crafted videos yet
no-hand-crafted-advice = Choose a template and preview it, free.
no-videos-here = No videos here
no-videos-here-advice = What you deleted is kept under Deleted, and a new one begins with a template or a scene.

## A video's card
open = Open
open-video = Open { $title }
edit = Edit
play-video = Play { $title }
take-of = Video { $number } of { $title }
finished-videos = Finished videos
download = Download, free
download-all = Download all { $count }, free
download-again = Download again, free
download-version-again = Download version { $number } again, free
more = More
save = Save
duplicate = Duplicate, free
open-as-new-scene = Open as a new scene, free
delete = Delete
kept = Kept until you delete it
# "Deleted 12 June, 14:32."
deleted-and-kept = { $what } { $when }. Kept, so that you can bring it back.
bring-back = Bring back

## Where a video stands, and what last happened to it
edited = Edited
animated = Animated
draft = Draft
scene-draft = Scene draft
rendering-preview = Rendering preview
preview-ready = Preview ready
preview-failed = Preview failed
version-downloaded = Version { $number } downloaded
animating = Animating
animating-ready = Animating, { $ready } ready
did-not-finish = Did not finish
videos-ready = { $ready } videos ready

## The strip below the Studio
your-ai-videos = Your AI videos
all-ai-videos = All AI videos

## The prompt of a scene that a hand-crafted video suggests
prompt = { $subject } breaks out of a { $stage }, rises over its edge and lands in front of it. The camera pushes in slowly.
# For a stage that begins with a vowel.
prompt-with-vowel = { $subject } breaks out of an { $stage }, rises over its edge and lands in front of it. The camera pushes in slowly.
prompt-subject = The subject
prompt-sample = A { $sample }
sample-app = phone with a colourful app
sample-summit = book about a mountain
sample-garden = book about a garden
sample-book = book
sample-dashboard = dashboard on a screen
sample-lake = lake in the mountains
sample-perfume = perfume bottle
sample-coffee = bag of coffee
sample-headphones = pair of headphones
sample-sneaker = sneaker
sample-lighthouse = lighthouse
sample-dog = dog
sample-giraffe = giraffe
sample-whale = whale
