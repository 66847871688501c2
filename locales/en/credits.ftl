## The balance menu in the header

menu-button = Credits
menu = Credit balance
get-ai-credits = Get AI credits
upgrade-plan = Upgrade plan
# As the billing page calls it, where it leads while a payment is missing.
update-card = Update card
usage-history = Usage history
ai-on-hold = AI credits on hold
downloads-on-hold = Download credits on hold
download-credits = Download credits
ai-credits = AI credits
unlimited-downloads = Unlimited downloads
ai-purpose = For animating in the AI Studio. Unused ones roll over.
download-purpose = For videos made from templates. Unused ones roll over.
download-purpose-unlimited = For videos made from templates, included in { $plan }.
download-purpose-waiting = For videos made from templates, included in { $plan }. Your { $credits } wait.
on-hold = On hold
on-hold-download = For an order that is not settled yet.
on-hold-ai = AI Studio videos are running. You pay only for the ones that finish.
owed = Owed
owed-why = A payment went back after its credits were spent. The next credits settle that first.
payment-failed = Payment failed
payment-failed-why = Nothing was taken away. The monthly credits come when the payment does.
no-refresh = No monthly refresh
no-refresh-why = A plan brings credits every month. Previews and edits are free without one.
next-refresh = Next refresh, { $date }
refresh-ai = { $plan } adds { $ai } AI credits. Downloads stay unlimited.
refresh-both = { $plan } adds { $download } download credits and { $ai } AI credits.
# Follows what the plan adds, while a payment went back after its credits were spent.
refresh-settles = { $brings } Of these, for what you owe: { $credits }.
plus-ai = +{ $ai }
plus-both = +{ $download } and +{ $ai }
pro-has-unlimited = Pro has unlimited downloads
nothing-on-hold = Nothing on hold
holds-come-back = Held credits come back if a video fails

## The statement

statement-lead = Every credit in and out. Entries are never changed or removed, a correction is a new line.
statement-zone = Times are those of { $zone }.
change-time-zone = Change time zone
export-csv = Export CSV
statement = Statement
statement-pages = Pages of the statement
newest-entries = Newest entries
older-entries = Older entries

## The statement: the wallets and how they went

chart = Balance, day by day
# From one day to another.
span = { $from } to { $to }
# $courses is a sentence for each wallet.
chart-label = Balances from { $span }. { $courses }
# $wallet is "Download credits" or "AI credits".
course = { $wallet } went from { $first } to { $last }.
course-by-way-of = { $wallet } went from { $first }, at most { $highest }, to { $last }.
course-level = { $wallet } stayed at { $last }.
chart-now = { $first }, now { $last }
chart-then = { $first }, then { $last }
chart-table = Show as a table
chart-table-caption = Balance at the end of each day on which credits moved
day = Day
downloads-wait = Downloads are included in your plan; these wait.
used-in-30-days = { $amount } used in 30 days.
used-in-month = { $amount } used in { $month }.
card-on-hold = { $amount } on hold.
card-owed = { $amount } owed for a payment that went back: the next credits settle that first.
card-refresh = +{ $amount } on { $date }.
# While a payment went back after its credits were spent.
card-refresh-settles = +{ $amount } on { $date }: { $settled } for what is owed, { $rest } to spend.

## The statement: what narrows it down

filter-by-wallet = Filter by wallet
all-wallets = All
filter-reason = Reason: { $reason }
filter-any-reason = Reason: any
any-reason = Any reason
all-months = All months
nothing-matches = Nothing matches
nothing-matches-why = No credits moved this way.
show-every-entry = Show every entry
no-entries = No credits have moved yet
no-entries-why = Previews and edits are free and leave no trace here. A plan adds the first credits.
see-the-plans = See the plans

## The statement: its entries

statement-caption = Credit statement, newest first
# The names of columns, in the export too: no commas.
date = Date
picture = Picture
what = What
reason = Reason
wallet = Wallet
wallet-download = Download
wallet-ai = AI
amount = Amount
balance = Balance
balance-after = Balance after
date-in-utc = Date (UTC)
on-hold-after = On hold after
entry = Entry

## The statement: what happened to the credits, before the reason

happened-because = { $happened }. { $reason }
added = Added
taken = Taken
amount-on-hold = { $amount } on hold
hold-taken = { $amount } of the hold taken
hold-returned = { $amount } of the hold returned
taken-back = Taken back
expired = Expired

## The statement: reasons as the filter offers them

reason-plan-grant = Monthly refresh
reason-upgrade = Upgrade
reason-bundle = Bundle
reason-courtesy = Courtesy
reason-download = Download
reason-animation = Animation
reason-regeneration = Regeneration
reason-delivered = Video delivered
reason-failed = Video failed
reason-cancelled = Video cancelled
reason-plan-ended = Plan ended
reason-cap = Roll-over limit
reason-expired = Expired
reason-refund = Refund
reason-dispute = Payment disputed
reason-reinstated = Given back
reason-debt = Owed credits settled
reason-lab = Lab

## What the wallets refuse

refused-short = { $needed } credits are needed and { $available } are available. 0 credits taken.
refused-price = The price is now { $now }. 0 credits taken.
refused-no-hold = This order holds no credits in this account. 0 credits taken.
refused-held-already = This order already holds its credits. 0 further credits taken.
refused-beyond-hold = Only { $held } credits of this order are still on hold. 0 credits moved.
refused-reused = This request was sent before with other contents. 0 credits taken.
refused-amount = The amount has to be at least 1. 0 credits moved.
refused-source = The grant has no usable source. 0 credits moved.
refused-nothing-granted = Nothing was granted under this name. 0 credits moved.
refused-expired = The grant would already have expired. 0 credits moved.
refused-settled = This video has been settled before. 0 credits moved.
refused-all-settled = Every video of this order has been settled. 0 credits moved.
