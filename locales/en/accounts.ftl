## The two doors: signing in and signing up

sign-in = Sign in
create-an-account = Create an account
create-account = Create account
welcome-back = Your templates, videos and credits are where you left them.
welcome = Previews are free. A plan is chosen on the next page, and nothing is paid before that.
welcome-onward = Previews are free. You go on where you were, and nothing is paid before you choose a plan.
# Of a video that was begun before somebody had an account.
draft-kept = “{ $title }” is kept. You go on with it as soon as you are in. 0 credits taken.
email = Email
example-address = you@example.com
password = Password
password-hint = { $least } characters or more; a few words do well.
forgot-your-password = Forgot your password?
# The link is "Create an account".
new-here = New here? { $link }. Previews are free, no card needed.
# The link is "Sign in".
already-here = Already here before? { $link }.
# One large word in the picture.
art-out = Out
no-address = Enter an e-mail address such as name@example.com.
address-taken = There is an account with this address. Sign in instead.
password-length = Use { $least } to { $most } characters; a few words do well.
no-match = E-mail address and password do not match. Check both and try again.

## Forgot your password?

we-mail-a-link = We mail you a link. It works once, for { $minutes } minutes.
send-link = Send link
link-sent = If this address has an account, a letter with a link is on its way. Look into the spam folder too.
# The link is "read it in the Lab".
this-is-a-demo = This is a demo: { $link }.
read-it-in-the-lab = read it in the Lab
no-mail = No mail can be sent from here, so we cannot send you a link to a new password.
no-mail-way-on = Write to us from the address of your account and we help you in. Your videos and credits stay where they are.
write-to-us = Write to us
# The link is "Sign in".
remembered-it = Remembered it? { $link }.

## The letter that brings the link

letter-subject = A new password for Breakout Clips
letter =
    Somebody, probably you, forgot the password of this address at Breakout Clips.

    Choose a new one here. The link works once, for { $minutes } minutes:

    { $address }

    If it was not you, there is nothing to do: your password stays as it is.

## What the link opens

choose-a-new-password = Choose a new password
new-password-lead = For { $email }. Everywhere else you are signed out when it is saved.
new-password = New password
save-password = Save password
link-spent = This link no longer works
link-spent-why = It works once, for { $minutes } minutes. Your password is what it was; ask for a new link if you need one.
ask-for-a-new-link = Ask for a new link
# The link is "Sign in".
you-know-it = You know your password? { $link }.

## The account

account = Account
signed-in-as = Signed in as { $email }.
password-saved = Your new password is saved. Everywhere else you are signed out.
current-password = Current password
wrong-password = This is not your current password. Try again, or ask for a link to a new one.
change-password = Change password
signs-out-elsewhere = Everywhere else you are signed out when it is saved.
signed-in = Signed in
signed-in-elsewhere =
    { $browsers ->
        [0] Only in this browser.
        [one] In this browser and in one more.
       *[other] In this browser and in { $browsers } more.
    }
sign-out-elsewhere = Sign out everywhere else
signed-out-elsewhere = Everywhere else you are signed out.
dates = Dates
time-zone = Time zone
time-zone-hint = For the dates on your pages only. Billing dates and expiry do not move with it.
time-there = It is { $time } there now.
save-time-zone = Save time zone
time-zone-saved = Saved. Dates are shown in { $zone } from now on.
no-such-time-zone = There is no such time zone. Choose one from the list.
