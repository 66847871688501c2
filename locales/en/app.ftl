## The document

# $title is the page's.
document-title = { $title } · Breakout Clips
# What search engines say of the product.
description = Short videos of your product, book, app or photo that break out of their frame. Everything before the paid moment is free, and the price is always in sight.
# Above a workbench in a browser that runs no scripts.
needs-script = Most of this page needs JavaScript, which is off in this browser. Your videos and credits are safe: downloads under My videos, the statement and billing work without it.
skip-to-content = Skip to content

## The header

main-navigation = Main
main-navigation-on-phones = Main on phones
templates = Templates
ai-studio = AI Studio
my-videos = My videos
lab = Lab
prices = Prices
sign-in = Sign in
create-an-account = Create an account
menu = Menu
account = Account
plan-and-billing = Plan and billing
usage-history = Usage history
account-settings = Account settings
how-credits-work = How credits work
sign-out = Sign out

## Light or dark

appearance = Appearance
as-the-device = As the device
light = Light
dark = Dark
appearance-hint = For this browser, whoever uses it. It is kept for a year.
save-appearance = Save appearance

## Pages of what cannot be shown

not-found = Not found
not-here = This page is not here
not-here-why = It may have been deleted, or it belongs to another account. 0 credits were taken.
signed-out = You are signed out
not-done = That could not be done
too-fast = That was a little fast
payment-unanswered = The payment is not answered yet
not-made = This page could not be made
try-again = Try again
choose-a-template = Choose a template

## What went wrong

error-signed-out = You are signed out. Sign in again; nothing on this page is lost and 0 credits were taken.
error-not-found = This is not here. It may have been deleted, or it belongs to another account.
error-too-many = Too many tries. Wait { $seconds } s and try again.
error-unreachable = The server could not be reached. Nothing was lost and 0 credits were taken. Try again.
error-payment-unanswered = The payment service does not answer, so we are finding out whether the payment went through. Do not pay again; credits arrive as soon as it has.
error-internal = Something went wrong on our side (reference { $reference }). 0 credits were taken. Try again.
error-unreadable = The request could not be read. Reload the page; 0 credits were taken.
error-not-a-text = A text has a character in it that cannot be kept. Remove it and try again.
job-broke-off = The video could not be made. 0 credits were taken. Try again.
job-out-of-time =
    { $minutes ->
        [one] This took longer than { $minutes } minute to make, so we stopped. 0 credits were taken. Try again in a while.
       *[other] This took longer than { $minutes } minutes to make, so we stopped. 0 credits were taken. Try again in a while.
    }
job-out-of-memory = This takes more memory than one video may take here, so it was not begun. 0 credits were taken.
