## The front page. Only programs with the Lab have any of this file (build.rs)

designers-lab = Designers’ Lab
demo-only = Demo mode only. Nothing here touches real money or credits.
more-of-the-lab = More of the Lab
all-live = Every state of every flow, live
design-tokens = Design tokens (DTCG 2025.10)
letters-of-the-demo = Letters that the demo sends
how-animators-are = How the animators are

## The front page: personas

persona = Persona
become-this-persona = Become this persona
persona-is-made = Makes a fresh account of its own and signs in to it.
become-one-first = Become a persona to move its time and to set what goes wrong.
persona-new = New
persona-new-about = No plan, nothing made yet
persona-starter = Starter
persona-starter-about = Fresh month
persona-starter-empty = Starter, spent
persona-starter-empty-about = Out of both kinds of credits
persona-past-due = Past due
persona-past-due-about = The last payment was declined
persona-pro = Pro
persona-pro-about = Downloads never run out
persona-ai-power = AI power user
persona-ai-power-about = A long day in the Studio
# Beside the diamond of download credits, where a number would stand.
unlimited = Unlimited
# The same for those who do not see the diamond.
unlimited-downloads = Unlimited downloads

## The front page: time

time = Time
today-is = Today is { $date }
time-of = Of { $address }. Time only runs forward.
# $credits is such as "10 download credits and 60 AI credits".
go-to-credits = Go to { $date }, +{ $credits }
go-to-due-date = Go to { $date }, the next due date
hour-on = +1 hour
day-on = +1 day
month-on = +1 month
next-payment-succeeds = The next payment succeeds.
next-payment-is-declined = The next payment is declined.
decline-next = Decline the next payment
let-next-succeed = Let the next payment succeed

## The front page: what goes wrong

goes-wrong = What goes wrong
slow-network = Slow network
slow-network-about = Adds 2 s to every request
slow-rendering = Slow rendering
slow-rendering-about = 4 frames a second
stalled-rendering = Stalled rendering
stalled-rendering-about = Renders and animations wait until this is off
# The name of a number field, from 1 to 99.
stall-at = Stall at, in %
stall-there = Stall there
fail-the-next-video = Fail the next video
fail-the-next-video-about = The next render or animation alone, 0 credits taken
failing-videos = Failing videos
failing-videos-about = Every render and animation fails, 0 credits taken
offline = Offline
offline-about = Requests of this account are refused, except here

## The front page: the ledger

ledger = Ledger
books-agree = The books agree
books-contradict = { $count ->
    [one] { $count } contradiction in the books
   *[other] { $count } contradictions in the books
}
# Follows the name of a check and what it is about.
books-differ = should be { $expected } and is { $found }
wallets = Wallets
available = Available
holds-and-lots = Holds and lots
open-holds = Open holds
released = Released
lots-left = Lots that are left
no-lots = No lot has anything left
lot = Lot
left = Left
left-of = { $left } of { $granted }
expires = Expires
never = Never

## The front page: what banks do

money-back = Money that goes back
money-back-about = Of the newest paid invoice: what is unspent of its credits is taken back, the rest is owed.
refund-it = Refund it
dispute-open = Open a dispute
dispute-win = Win it
dispute-lose = Lose it

## How a page is looked at

look-differently = Look at it differently
look-differently-about = Longer words and words from right to left show where a translation would not fit. Marks show the focus order, targets under 24 px (44 px for fingers), what is announced, or what the accessibility checker finds on the page as it stands.
open-like-this = Open the product like this
stays-like-this = It stays so wherever you go, until you come back here. Any address takes it too, for example /help?lab-words=en-XA.
choice-words = Words
choice-text-size = Text size
choice-motion = Motion
choice-contrast = Contrast
choice-marks = Marks
words-as-they-are = As they are
words-longer = Longer (en-XA)
words-right-to-left = Right to left (ar-XB)
text-usual = 100 %
text-larger = 150 %
text-double = 200 %
motion-as-the-system-says = As the system says
motion-reduced = Reduced
contrast-as-the-system-says = As the system says
contrast-normal = Normal
contrast-more = More
marks-nothing = Nothing
marks-focus = Focus order
marks-targets = Targets that are too small
marks-live = Announcements
marks-axe = Accessibility findings (axe)
theme = Theme
theme-light = Light
theme-dark = Dark
theme-system = System
device-frame = Device frame
device-desktop = Desktop
device-tablet = Tablet
device-phone = Phone

## The states, on the front page and in frames

every-state = Every state, one click
# Names a state for those who do not see under which heading it stands: "Draft, Template editor".
state-of-flow = { $state }, { $flow }
live-frames = { $count ->
    [one] { $count } live frame
   *[other] { $count } live frames
}
back-to-every-state = Back to every state
# The title of a frame that shows the state.
state-live = { $state }, live
frame-about = A live frame with an account of its own. The account you are signed in to stays as it is.
scenarios = Scenarios
scenarios-about = Every state of every flow, each with a fresh account of its own. A frame loads when it comes into view; a link opens the real screen and signs in to its account.
opening-signs-out = Makes a fresh account of its own and signs in to it. You are signed out of the one you have now.
open-this-state = Open this state
frames = Frames
flows = Flows
all-flows = All flows
desktop-light = Desktop, light
desktop-dark = Desktop, dark
tablet-light = Tablet, light
tablet-dark = Tablet, dark
phone-light = Phone, light
phone-dark = Phone, dark
words-size-and-marks = Words, text size, motion, contrast and marks
show-frames = Show

## The letters of a demo

letters = Letters
letters-elsewhere = A mail server is set up here: letters are in the mailboxes they were sent to.
letters-none = None so far. They appear when the page is loaded again.
letters-newest-first = The newest first. Nobody mails them; they are gone when the server stops.
letter-to = Letter to { $address }
to = To { $address }
