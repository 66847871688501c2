## The product

brand = Breakout Clips
# The mark, which leads to the first page.
brand-home = Breakout Clips, home

## Amounts of credits

download-credits = { $count ->
    [one] { $count } download credit
   *[other] { $count } download credits
}
ai-credits = { $count ->
    [one] { $count } AI credit
   *[other] { $count } AI credits
}
# "3 download credits and 40 AI credits".
both = { $download } and { $ai }

## Beside a text with letters that the engine has no font for

letters-missing-all = No font here has these letters, so the video will show none of this text. Use Latin, Greek, Cyrillic, Arabic or Hebrew letters.
letters-missing = No font here has { $missing } of these letters; they are left out. Use Latin, Greek, Cyrillic, Arabic or Hebrew letters.

## Above work that cannot be saved

lost-offline = You are offline. What you change is kept in this browser and saved as soon as you are back. 0 credits taken.
lost-silent = The server does not answer. What you change is kept in this browser, and we try again every few seconds. 0 credits taken.
lost-signed-out = You are signed out. What you change is kept in this browser and saved once you have signed in again. 0 credits taken.

## Above what is being made, while it cannot be followed

stale-offline = You are offline, so this may be out of date. It catches up as soon as you are back.
stale-silent = The server does not answer, so this may be out of date. We try again every few seconds.
stale-signed-out = You are signed out, so this may be out of date. Sign in again to see it as it is now.

## The way on from there

try-now = Try now
sign-in-again = Sign in again

## The sheet of a page's keyboard shortcuts

keyboard-shortcuts = Keyboard shortcuts
# With the key that opens the sheet.
keyboard-shortcuts-key = Keyboard shortcuts (?)
show-this-sheet = Show this sheet
# A switch, with the key: it is one letter, and keys that are one letter can be switched off.
open-with-key = Open this sheet with { $key }
close-what-is-open = Close what is open
close = Close

## Pictures that play by themselves

play-animations = Play animations
