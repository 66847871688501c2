## The corner

help-and-contact = Help and contact
help = Help
how-can-we-help = How can we help?
close-help = Close help
search = Search help
nothing-found = Nothing found. Other words may help, or write to us.
answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
all-about-credits = All about credits

## Writing to us

write-to-us = Write to us
back-to-help = Back to help
your-message = Your message
where-we-answer = Where we answer
example-address = you@example.com
send-message = Send message
answer-to = We answer by e-mail to { $address }.
answer-by-email = We answer by e-mail.
message-empty = Write a few words first.
message-too-long = The message is longer than 5,000 characters. Shorten it and send it again.
no-address = Enter an e-mail address such as name@example.com, so that we can answer.

## The letter that brings a message to us

letter-subject = Message from { $address }
letter =
    { $message }

    --
    From: { $address }
    Account: { $account }
    Page: { $page }
letter-no-account = none

## The page

how-credits-work = How credits work
help-lead = Two wallets, one rule for each: download credits pay for downloading template videos, AI credits pay for animating in the AI Studio. Everything before that is free.
something-else = Something else?
message-arrived = Your message has arrived. We answer by e-mail.
back-to-where-you-were = Back to where you were
# The name of the list of what the page answers.
on-this-page = On this page

## The questions: previews and downloads

about-downloads = Previews and downloads
ask-two-kinds = What costs a credit?
answer-two-kinds = Two things. The first download of a video made from a template takes { $price }. Animating in the AI Studio takes AI credits; the number stands directly above the Animate button.
answer-two-kinds-more = The two kinds live in two wallets and never mix. An AI video takes no download credit, and a template video takes no AI credit.
ask-free = What is free?
answer-free = Every preview and every render, every edit, every scene preview in the AI Studio, one regeneration of each AI video, downloading the same version again, and every download of an AI video.
ask-preview = Can I see my video before I download it?
answer-preview = Yes, as often as you like. Render it, look at it, change it, render it again: 0 credits. What you see is the finished video, frame for frame, shown small.
ask-edit-before = I found a mistake before downloading. Does fixing it cost anything?
answer-edit-before = No. Edit it and preview it again. A credit is taken by the first download and by nothing before it.
ask-download = What does a download take?
answer-download = { $price } for the first download of a version. On a plan with unlimited downloads it takes 0, and the download credits you have wait for you.
ask-again = I downloaded the same video twice. Did I pay twice?
answer-again = No. A version is paid once. Downloading it again, in another size or on another device, takes 0 credits, also after you changed or ended your plan.
ask-edited = I changed my video after downloading it. What now?
answer-edited = A changed video is a new version, and its first download takes { $price }. The earlier version stays yours. If you undo the changes, it is the version you paid for, and it is free again.

ask-watermark = Does my video carry a watermark?
answer-watermark = What you download does not. Only the small preview has a mark in its corner; the download is the same video in full size, without it.
ask-music = Can my video have music?
answer-music = A video made from a template can: choose a sound under Sound and listen to it before you preview. It takes no extra credit. Music of your own cannot be uploaded.

## The questions: the AI Studio

about-studio = The AI Studio
ask-price = How many AI credits does an animation take?
answer-price = A second of video takes { $hd } AI credits at 720p, { $full-hd } at 1080p and { $ultra-hd } at 4K. So 10 s at 1080p take { $one }.
answer-price-more = The exact total for your settings stands directly above the Animate button, with its arithmetic and the balance after. You never pay a number you were not shown.
ask-when = When are AI credits taken?
answer-when = When you animate, not when you download. The total goes on hold with your click. It is taken video by video as each one is delivered, and an AI video is free to download from then on.
ask-fails = What happens when a video fails or I cancel it?
answer-fails = It takes 0 credits. They were only on hold and come straight back; the usage history shows both.
ask-scene = Does a scene preview cost anything?
answer-scene = No, however many you make. It shows the subject, the composition, the caption and the set-up before anything moves, so typing mistakes and framing are found for free.
ask-variations = Why should I pick 2 or 4 videos?
answer-variations = 2 videos take the same credits as 1, and 4 take the same as 2. At 10 s and 1080p that is { $one } for 1, { $two } for 2 and { $four } for 4. More to choose from for the same credits: we recommend 2 or 4.
ask-regenerate = Can I have a video made again?
answer-regenerate = Each video includes one free regeneration. Further ones take the price of 1 video, { $again } in the example above; the number stands on the button. A regeneration adds a video and replaces nothing.
ask-edit-ai = Does editing an AI video take AI credits?
answer-edit-ai = Captions, colours, trimming and cropping take 0. Only a new animation takes AI credits, and its price is shown first.
ask-remix = What does a remix cost?
answer-remix = Opening any finished video as a new scene is free. AI credits are taken when you animate it.

## The questions: the balance

about-balance = Your credits
ask-where = Where do I see my balance?
answer-where = Point at the diamond at the top of any page, or click or tap it. It shows both wallets, what is on hold and the next refresh. The usage history lists every credit that ever moved.
ask-roll-over = Do unused credits roll over?
answer-roll-over = Yes, both kinds. What you do not use this month stays, and the new credits come on top of it.
ask-refresh = When do I get new credits?
answer-refresh = Both kinds come on your monthly billing date, upon successful payment. How many depends on your plan; Plan and billing shows the date and the number.
answer-refresh-more = If a payment fails, nothing is taken away. The credits come when the payment does.
ask-out = I have run out. What can I do?
answer-out = Wait for the next refresh, upgrade your plan for more credits every month, or get a bundle of AI credits: { $bundles }. An upgrade adds the difference at once.
ask-plans = What do the plans cost, and what do they bring?
ask-expire = Do credits expire?
answer-expire = Not while you have a plan. If you end it, what is left of the plan's credits goes at the end of the period, and the page says how many before you confirm. Bought bundles stay.
# For each plan, one after the other, in answer to "What do the plans cost, and what do they bring?".
plan = { $plan } costs { $price } a month and adds { $download } and { $ai } each month.
plan-unlimited = { $plan } costs { $price } a month, includes unlimited downloads and adds { $ai } each month.
# An amount of AI credits and its price, in the list of bundles.
bundle = { $credits } for { $price }

## The questions: plan and account

about-account = Plan and account
ask-yearly = Can I pay yearly?
answer-yearly = Yes, under Plan and billing. A year costs as much as { $months } months, is paid at once, and brings its credits every month as before.
ask-pause = Can I pause or cancel my plan?
answer-pause = Both, under Plan and billing; either takes effect when the time you have paid for ends. While a plan is paused nothing is billed and nothing expires; there are no new credits and no unlimited downloads until you resume it there.
ask-invoices = Where are my invoices?
answer-invoices = Under Plan and billing. Each payment has its invoice, to download as a PDF.
ask-card = How do I change my card?
answer-card = Under Plan and billing. Once you have paid with a card, “Manage card” leads to where it is kept; if a payment did not go through, “Update card” stands at the top.
ask-refund = Can I have a refund?
answer-refund = Write to us from the address of your account and say which payment it is. When money goes back, its share of the credits goes with it; your videos stay yours.
ask-time-zone = Can I change my time zone?
answer-time-zone = Yes, under Account settings. It is for the dates on your pages; billing dates and expiry do not move with it.
ask-password = I have forgotten my password.
answer-password = Follow “Forgot your password?” where you sign in, and we mail you a link to a new one. If you are signed in, change it under Account settings. If no letter comes, write to us from the address of your account and we help you in.
ask-delete-account = How do I delete my account?
answer-delete-account = Under Account settings, choose “Delete account”. Before anything happens, the page says what ends: your plan, your credits and your videos, at once. Invoices stay, since books have to be kept.
