## Whole numbers

# What stands after every three digits, counted from the end.
group-separator = ,
# A number below nothing, with a true minus sign.
negative = −{ $number }
# A number with one digit behind its point.
tenths = { $whole }.{ $tenth }
# A share of a hundred.
percent = { $share }%

## Money

dollars = ${ $dollars }
dollars-and-cents = ${ $dollars }.{ $cents }

## Dates, with the month as dates write it

month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
}
date = { $day } { $month }
date-with-year = { $day } { $month } { $year }
# Both with a leading zero, the hours up to 23.
time = { $hours }:{ $minutes }
# A date, with or without its year, and a time.
date-and-time = { $date }, { $time }
