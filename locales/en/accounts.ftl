## The two doors: signing in and signing up

sign-in = Sign in
create-an-account = Create an account
create-account = Create account
# For somebody who came from the AI Studio.
sign-in-for-studio = Sign in to use the AI Studio. You go on there right away.
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
signs-out-elsewhere = Everywhere else you are signed out when it is saved. A new e-mail address that waits for confirmation then has to be asked for again.
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
appearance-saved = Saved. Pages look like this in this browser from now on.

## The account: its address

email-address = E-mail address
new-address = New e-mail address
your-password = Your password
address-is-confirmed = We mail a link to the new address. Until you confirm it there, the old one counts. Opened where you are not signed in, the link asks for your password.
change-address = Change e-mail address
address-is-yours = This is your address already.
address-has-account = There is an account with this address. Enter another one.
address-asked = A letter with a link is on its way to the new address. Look into the spam folder too.
# Of a new address, under the one that counts.
address-waits = Waiting for confirmation at { $email }. The link in the letter works once, within { $hours } hours; until then your old address counts.
keep-old-address = Keep the old address
address-kept = Your address stays { $email }.
address-changed = Your e-mail address is { $email } now.
no-mail-no-address = No mail can be sent from here, so a new address cannot be confirmed. We change it for you.

## The letter that asks the new address, and what its link opens

confirm-letter-subject = Confirm your e-mail address for Breakout Clips
confirm-letter =
    Somebody, probably you, wants this to be the address of an account at Breakout Clips.

    Confirm it here. The link works once, within { $hours } hours:

    { $address }

    Where you are signed in to that account, one button does it. Anywhere else the page asks for the password of the account, so that nobody else who reads this mailbox can take the account.

    If it was not you, do not confirm it, and there is nothing else to do: the account keeps the address it has.
confirm-address = Confirm this address
confirm-lead = The account of { $old } changes to { $new }. You sign in with it from then on. If this is not your account, close this page: nothing changes then.
# For whoever has the link and is not signed in to the account: it names neither the account nor an address.
confirm-lead-password = You are not signed in here to the account that asked for this address, so confirm with its password. We ask so that nobody else who reads this mailbox can take the account. If you did not ask for it, close this page: nothing changes then.
whose-password = The password of the account that asked for this address.
enter-its-password = Enter the password of that account.
not-its-password = This is not the password of that account. Nothing has changed; try again.
# The link is "Forgot your password?".
forgotten-while-confirming = { $link } The link to a new one goes to the address that the account has so far. This address then has to be asked for again.
address-confirmed = Your address is confirmed
address-confirmed-lead = You sign in with the new one from now on. The old one has been told.
address-link-spent-why = It works once, within { $hours } hours, and not after a newer one was asked for or the password was changed. Your address is what your account says.
address-not-free = This address has an account
address-not-free-why = An account with this address began meanwhile, so yours keeps the address it has.
to-your-account = To your account

## The letter that tells the old address

address-letter-subject = Your e-mail address at Breakout Clips has changed
address-letter =
    The account that had this address at Breakout Clips has another one now: { $email }.

    No more letters come to this one. If it was not you, write to us at once:

    { $address }

## The account: its end

delete-account = Delete account
delete-account-hint = Your videos, credits and plan end with it. The next page says exactly what, and asks once more.
see-what-ends = See what ends
delete-lead = The account of { $email } ends at once, and nothing brings it back.
what-ends = What ends
no-plan-ends = You have no plan, so nothing more is billed.
plan-ends = Your plan, { $plan }, ends now, and nothing more is billed.
paid-plan-ends = Your plan, { $plan }, ends now, and nothing more is billed. It is paid until { $day }; what is left of that time is not refunded.
no-credits-end = You have no credits left.
credits-end = What is left of your credits ends now, bought ones too, and is not refunded: { $credits }.
videos-end =
    { $videos ->
        [0] You have no videos or scenes in My videos. Photos that you have uploaded are erased.
        [one] Your one video or scene in My videos is erased, and your uploaded photos with it.
       *[other] All { $videos } videos and scenes in My videos are erased, deleted ones and your uploaded photos included.
    }
address-ends = Your e-mail address, your password and your messages to us are erased here, and you are signed out everywhere. The address is free to sign up with again.
last-letter = A last letter tells you that the account is gone. The address is kept until that letter has left, { $days } days at most.
files-end = The files themselves follow within a day. What you have downloaded stays with you; it cannot be downloaded here again.
what-stays = What stays
books-stay = Invoices, payments and the statement of your credits, under the number of your account and without your address. The statement names the titles of videos.
books-stay-why = Books have to be kept by law. Save your invoices and your statement before you go on: afterwards you cannot open them.
see-invoices = See invoices
see-statement = See statement
payment-service-keeps = What our payment service has to keep of payments you have made stays there. We have it delete your card and your e-mail address, mostly within minutes, and take nothing from your card any more.
delete-for-good = Delete it for good
i-understand = I understand that my plan, credits and videos end now and do not come back.
tick-the-box = Tick the box to say that you know what ends.
delete-my-account = Delete my account
keep-my-account = Keep my account
delete-while-made = Videos of yours are being made. Wait until they are done, or cancel them in the AI Studio; their credits come back. Nothing has been deleted.
delete-while-paying = A payment of yours has no answer yet. Mostly it comes within minutes; try again then, or tomorrow at the latest. Nothing has been deleted.
goodbye = Your account is deleted
goodbye-lead = You are signed out everywhere, nothing more is billed, and your videos are gone from here.
goodbye-back = Thank you for having been here. You can sign up again at any time, with the same address too.
to-the-templates = To the templates

## The letter that tells the address of its account's end

closed-letter-subject = Your account at Breakout Clips is deleted
closed-letter =
    The account that had this address at Breakout Clips was deleted, with its videos, scenes and uploaded photos. Its plan has ended, nothing more is billed, and what was left of its credits has ended too. The files themselves follow within a day.

    What stays: invoices, payments and the statement of the credits, under the number of the account and without this address. Books have to be kept by law. What our payment service has to keep of card payments stays there; a card that was left with it, and this address, we have it delete.

    With this letter we erase this address too. You can sign up with it again at any time.

    If it was not you, somebody knew your password. What was deleted does not come back, but write to us at once, and change the password wherever else you use it:

    { $address }
