# Plans, payments, bundles and invoices.

## Amounts and how often
no-credits = 0 credits
plus = +{ $credits }
list-more = { $items }, { $another }
a-month = a month
a-year = a year
price-a-month = { $price } a month
price-a-year = { $price } a year
cents-a-credit = { $cents } cents a credit

## The page
billing = Billing
choose-a-plan = Choose a plan
you-owe = You owe { $credits }
you-owe-why = A payment went back after its credits were spent. The next credits you receive settle that first; your videos stay yours.
paused = Paused. Nothing is billed and nothing expires.
next-billing = Next billing date { $day }, { $payment }
next-credits = Next credits { $day }, +{ $credits }
# What of the next credits is not there to spend, since a payment went back after its credits were spent.
credits-settling = { $credits } (for what you owe: { $settled })
payment-for = { $price } for { $plan }
payment-on = { $price } on { $day }
how-to-pay = How to pay
monthly = Monthly
yearly-free = Yearly, { $months } months free

## A payment that did not go through
payment-failed = Your payment did not go through
payment-declined = The payment of { $price } was declined on { $day }. Your { $download }, { $ai } and all videos stay.
payment-declined-why = The payment of { $price } was declined on { $day } ({ $reason }). Your { $download }, { $ai } and all videos stay.
unlimited-stay-until = Unlimited downloads stay until { $day } and rest then until it is paid.
unlimited-rest = Unlimited downloads rest until it is paid; what you downloaded before stays free.
tried-again-on = We try again on { $day }; { $credits } arrive once it is paid.
arrive-once-paid = { $credits } arrive once it is paid.
update-card = Update card
# The very first payment of a plan.
first-declined = { $plan } has not started: the payment of { $price } was declined on { $day }.
first-declined-why = { $plan } has not started: the payment of { $price } was declined on { $day } ({ $reason }).
charged = Charged
credits-changed = Credits changed
once-it-is-paid = Once it is paid
tried-again-by-itself = Tried again by itself
try-again = Try again, { $price }
choose-another-plan = Choose another plan
# A purchase beside the plan.
use-another-card = Use another card

## The plans side by side
your-plan = Your plan
from-day = From { $day }
unlimited-downloads = Unlimited downloads
credits-a-month = { $credits } a month
ai-a-month = { $credits } AI credits a month
credits-roll-over = Unused credits roll over
free-previews = Unlimited free previews
# Before the first payment.
start-plan = Start with { $plan }
pay-and-start = Pay { $price } and start
paid-monthly-until-cancelled = { $price } each month until you cancel, which you can do at any time.
paid-yearly-until-cancelled = { $price } each year until you cancel, which you can do at any time.
plan-credits-last = Unused credits roll over as long as the plan goes on.
# Where there is no card yet.
card-comes-first = You leave a card with Stripe first; { $price } is taken as soon as it is saved.
# Leads to what waits for credits.
back-to-your-video = Back to your video
back-to-your-scene = Back to your scene
choose-plan = Choose { $plan }, { $price }
current-plan = Current plan
begins-on = Begins on { $day }
resume-plan = Resume { $plan }, { $price }
upgrade-to = Upgrade to { $plan }
change-to = Change to { $plan }
resume-first = Resume your plan first
pay-first = Pay the missing payment first

## A change of plan, before it is confirmed
from-to-now = From { $old } to { $new }, now
from-to-on = From { $old } to { $new }, on { $day }
you-pay-now = You pay now
you-get-now = You get now
every-month = Every month
every-month-then = Every month from then
next-payment = Next payment
gain-unlimited = unlimited downloads
whole-difference = The whole difference in price buys the whole difference in credits. Your billing date stays.
download-credits-wait = Download credits you have stay and wait; they are not needed while downloads are included.
until-then-unlimited = Until { $day } nothing changes. Then first downloads stay unlimited. All credits you have stay.
until-then-metered = Until { $day } nothing changes. Then first downloads cost 1 credit each again; what you paid for or downloaded stays yours. All credits you have stay.
ends-too = You cancelled: { $plan } ends on { $day }, too, unless you keep your plan.
pauses-too = You paused: { $plan } pauses on { $day }, too, unless you keep your plan.
switch-taken-back = The change you scheduled for { $day } is taken back.
not-now = Not now
pay-and-upgrade = Pay { $price } and upgrade
change-on = Change on { $day }

## Ending, pausing and paying otherwise
cancel-plan = Cancel plan
end-plan-now = End the plan now
cancel-active = If you cancel, { $plan } runs until { $day }. { $lost } { $kept }
cancel-paused = If you cancel, the paused plan ends at once. { $lost } { $kept }
lost-then = What is left of its credits then expires; now that is { $credits }.
kept-with-credits = { $credits } that did not come with the plan, your videos and everything you paid for stay.
kept = Your videos and everything you paid for stay.
keep-plan = Keep plan
ends-on = { $plan } ends on { $day }. { $lost } { $kept }
pauses-on = { $plan } pauses on { $day }: no payment, no new credits, no unlimited downloads, and nothing expires.
yearly-from = From { $day } you pay { $plan } yearly.
monthly-from = From { $day } you pay { $plan } monthly.
switches-to-on = { $plan } changes to { $next } on { $day }. All credits you have stay.
# When the plan it changes to is no longer for sale.
switches-on = { $plan } changes to another plan on { $day }. All credits you have stay.
switch-to-yearly = Switch to yearly
switch-to-monthly = Switch to monthly
pay-yearly-from = Pay yearly from { $day }: { $price } a year, the price of { $months } months, with credits every month as before.
pay-monthly-from = Pay monthly from { $day }: { $price } a month.
pause-plan = Pause plan
pause-from = Pause from { $day }: no payment, no new credits, no unlimited downloads, and nothing expires.

## The card
your-card = Your card
your-card-why = Your card is kept by Stripe. Change it or take it away there; nothing is paid by that.
manage-card = Manage card

## Bundles
ai-bundles = AI bundles
ai-bundles-why = One payment, for the AI Studio only. They never expire.
# Beside the number of them.
ai-credits = AI credits
# Follows "AI credits".
worth-sets = , { $sets } sets of 2 videos at 10 s, 1080p
get = Get
buy-bundle = Buy { $credits }
pay = Pay { $price }
you-pay-once = You pay once
ai-credits-after = AI credits after that
get-bundle = Get { $credits }, { $price }

## Invoices
invoices = Invoices
no-invoices = No invoices yet. Each payment gets one.
date = Date
what-for = For
state = State
amount = Amount
file = File
download-invoice = Download invoice, { $day }
invoice-open = Open
invoice-declined = Declined
invoice-paid = Paid
disputed = Disputed
dispute-lost = Dispute lost
refunded = Refunded
amount-refunded = { $amount } refunded
went-back = { $amount } went back to you, and its share of the credits with it.
held-by-bank = Your bank holds { $amount } while it decides. Its share of the credits is taken back meanwhile, and returns if the money does.

## An invoice as a file
breakout-clips = Breakout Clips
invoice = Invoice { $number }
account = Account
settled = Settled
total = Total, US dollars

## What became of it, on the next page
plan-started = { $plan } is yours. { $credits } arrived.
upgraded = { $plan } is yours from now on. You paid { $price }.
bundle-arrived = { $credits } arrived for { $price }. They never expire.
payment-went-through = The payment went through, and the credits of the period arrived.
nothing-left-to-pay = Nothing is left to pay.
declined = The payment was declined. Nothing was charged, 0 credits were added, and everything you have stays.
declined-why = The payment was declined ({ $reason }). Nothing was charged, 0 credits were added, and everything you have stays.
something-changed = Something changed since this page was loaded, so nothing was done. Look at it again.
payment-missing = A payment is missing. Pay it first, then change the plan. Nothing was changed.
service-away = The payment service does not answer. Nothing was charged and no credits moved. Try again in a minute.
card-saved-elsewhere = The card was saved for the account that you were signed in to before.
where-you-stand = This page shows where you stand. Whatever was paid stands in the invoices.
plan-begins = { $plan } begins on { $day }. Until then nothing changes, and you can take it back.
plan-ends = Your plan ends on { $day }. Until then nothing changes, and you can take it back.
plan-pauses = Your plan pauses on { $day }. Until then nothing changes, and you can take it back.
plan-has-ended = Your plan has ended. Bundles and your videos stay.
plan-goes-on = Your plan goes on as it is.

## On invoices and in the statement
upgrade-from-to = Upgrade from { $old } to { $new }
ai-bundle = AI bundle, { $credits }
note-bundle = Invoice { $number }, { $price }. These credits never expire.
note-upgrade = Invoice { $number }, { $price }. The difference of this period's credits.
note-cap = { $plan } keeps up to { $credits }
note-cap-why = What was left over beyond that expired when the new period began.
note-monthly = { $plan }, monthly credits
note-monthly-why = For { $from } to { $until }. Unused credits roll over.
note-ended = Plan ended
note-ended-why = Credits that came with the plan end with it. Bundles and your videos stay.
note-expired = Credits expired
note-expired-why = They were usable until their expiry date and had not been used by then.
note-refund = Refund of { $invoice }
note-disputed = Disputed: { $invoice }
note-refund-failed = Refund failed: { $invoice }
note-dispute-decided = Dispute decided: { $invoice }
note-went-back = Invoice { $number }: { $gone } of { $price } went back, and its share of the credits with it.
note-stands-paid = Invoice { $number }: its { $price } stand paid, so its credits are yours.

## What the gateways say
test-gateway = Test gateway, no money moves
test-card-declined = The test card was declined.
stripe-test-mode = Stripe test mode, no money moves
bank-declined = Your bank declined the payment.
card-unusable = The card on file cannot be used any more. Add another one.
no-card = There is no card on file. Add one and pay again.
